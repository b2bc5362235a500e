// The classic mix of everything in the main module, timers aside.
'use strict';
console.log(1);
process.nextTick(() => { console.log(4); Promise.resolve().then(() => console.log(8)); });
(async () => { console.log(2); await null; console.log(6); process.nextTick(() => console.log(9)); })();
new Promise((r) => { console.log(3); r(); }).then(() => console.log(7));
process.nextTick(() => console.log(5));
setImmediate(() => console.log(10));
