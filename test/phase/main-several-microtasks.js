// queueMicrotask and promise reactions share one queue.
'use strict';
queueMicrotask(() => console.log('queueMicrotask 1'));
Promise.resolve().then(() => console.log('then 1'));
queueMicrotask(() => console.log('queueMicrotask 2'));
Promise.resolve().then(() => console.log('then 2'));
