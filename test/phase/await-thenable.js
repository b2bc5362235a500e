// Awaiting a thenable takes one microtask more than awaiting a promise of the language.
'use strict';
(async () => { await { then(done) { console.log('then called'); done(); } }; console.log('thenable done'); })();
(async () => { await Promise.resolve(); console.log('promise 1'); await null; console.log('promise 2'); })();
