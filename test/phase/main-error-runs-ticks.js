// An error in the main module: uncaughtException first, then the ticks and microtasks queued before.
'use strict';
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('microtask'));
setImmediate(() => console.log('immediate'));
throw new Error('main');
