// Why is my thenable later than a promise? Its then() is called in a job of its own.
'use strict';
const thenable = { then(resolve) { console.log('then() is called'); resolve(); } };
(async () => { await thenable; console.log('thenable'); })();
(async () => { await Promise.resolve(); console.log('promise'); })();
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3'));
