// Microtasks queued by a tick wait until all ticks queued so far have run.
'use strict';
process.nextTick(() => {
  console.log('tick 1');
  Promise.resolve().then(() => console.log('microtask from tick 1'));
  process.nextTick(() => console.log('tick 3, queued by tick 1'));
});
process.nextTick(() => console.log('tick 2'));
