// Why does forEach not wait for async functions? Each runs up to its first await, and the rest interleaves.
'use strict';
async function step(n) { console.log('begin', n); await null; console.log('end', n); }
[1, 2].forEach(async (n) => { await step(n); console.log('done', n); });
(async () => { for (const n of [3, 4]) await step(n); console.log('loop done'); })();
console.log('after forEach');
