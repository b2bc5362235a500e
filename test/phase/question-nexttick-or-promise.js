// Do nextTick callbacks or promises come first, and what of those that they queue?
'use strict';
Promise.resolve().then(() => {
  console.log('promise 1');
  process.nextTick(() => console.log('tick of promise 1'));
}).then(() => console.log('promise 2'));
process.nextTick(() => {
  console.log('tick 1');
  Promise.resolve().then(() => console.log('promise of tick 1'));
  process.nextTick(() => console.log('tick of tick 1'));
});
