// An immediate queued by an immediate waits for the next turn of the loop.
'use strict';
setImmediate(() => {
  console.log('1');
  setImmediate(() => console.log('1.1, next turn'));
  process.nextTick(() => console.log('tick of 1'));
});
setImmediate(() => {
  console.log('2');
  setImmediate(() => console.log('2.1, next turn'));
  Promise.resolve().then(() => console.log('microtask of 2'));
});
