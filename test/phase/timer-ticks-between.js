// Ticks and microtasks run between two timers that are due in the same turn.
'use strict';
setTimeout(() => {
  console.log('timer 1');
  process.nextTick(() => console.log('tick 1'));
  Promise.resolve().then(() => console.log('microtask 1'));
}, 1);
setTimeout(() => {
  console.log('timer 2');
  process.nextTick(() => console.log('tick 2'));
  Promise.resolve().then(() => console.log('microtask 2'));
}, 1);
