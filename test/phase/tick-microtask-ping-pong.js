// Ticks and microtasks that queue each other alternate queue by queue until both are empty.
'use strict';
function tick(n) {
  console.log('tick', n);
  if (n < 4) Promise.resolve().then(() => microtask(n + 1));
}
function microtask(n) {
  console.log('microtask', n);
  if (n < 4) process.nextTick(() => tick(n + 1));
}
process.nextTick(() => tick(0));
Promise.resolve().then(() => microtask(0));
setImmediate(() => console.log('immediate'));
