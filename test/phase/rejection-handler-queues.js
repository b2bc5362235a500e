// Work queued by an unhandledRejection handler runs before the next phase.
'use strict';
process.on('unhandledRejection', (reason) => {
  console.log('unhandled', reason);
  process.nextTick(() => console.log('tick of', reason));
  Promise.resolve().then(() => console.log('microtask of', reason));
});
Promise.reject(1); Promise.reject(2);
setImmediate(() => console.log('immediate'));
