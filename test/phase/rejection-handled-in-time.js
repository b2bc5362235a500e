// A rejection that a tick or a microtask handles is not reported.
'use strict';
process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
const a = Promise.reject('a');
process.nextTick(() => a.catch(() => console.log('handled by tick')));
const b = Promise.reject('b');
queueMicrotask(() => b.catch(() => console.log('handled by microtask')));
const c = Promise.reject('c');
setImmediate(() => c.catch(() => console.log('too late for c')));
process.on('rejectionHandled', () => console.log('rejectionHandled'));
