// When a tick throws, the ticks after it still run, then microtasks.
'use strict';
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
process.nextTick(() => { console.log('tick 1'); throw new Error('one'); });
process.nextTick(() => console.log('tick 2'));
Promise.resolve().then(() => console.log('microtask'));
setImmediate(() => console.log('immediate'));
