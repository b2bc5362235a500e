// From the main module: synchronous code, then nextTick, then microtasks, then the timers.
'use strict';
setTimeout(() => console.log('timeout'), 0);
Promise.resolve().then(() => console.log('microtask'));
process.nextTick(() => console.log('tick'));
console.log('sync');
