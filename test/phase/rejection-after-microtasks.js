// unhandledRejection is raised after ticks and microtasks are empty, before timers.
'use strict';
process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
Promise.reject('x');
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('microtask 1')).then(() => console.log('microtask 2'));
setTimeout(() => console.log('timeout'), 1);
