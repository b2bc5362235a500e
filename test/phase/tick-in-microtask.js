// A tick queued by a microtask waits until the microtask queue is empty.
'use strict';
Promise.resolve().then(() => {
  console.log('microtask 1');
  process.nextTick(() => console.log('tick from microtask 1'));
}).then(() => console.log('microtask 2'));
queueMicrotask(() => console.log('microtask 3'));
