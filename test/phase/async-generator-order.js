// for await over an async generator interleaves with other microtasks.
'use strict';
async function* gen() { for (let i = 0; i < 3; i++) { console.log('yield', i); yield i; } }
(async () => { for await (const v of gen()) console.log('got', v); console.log('done'); })();
let p = Promise.resolve();
for (let i = 0; i < 6; i++) p = p.then(() => console.log('microtask', i));
