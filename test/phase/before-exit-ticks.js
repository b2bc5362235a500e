// Ticks and microtasks queued in beforeExit run; what Node runs of those queued in exit.
'use strict';
let once = false;
process.on('beforeExit', () => {
  if (once) return; once = true;
  process.nextTick(() => console.log('tick of beforeExit'));
  Promise.resolve().then(() => console.log('microtask of beforeExit'));
});
process.on('exit', () => {
  process.nextTick(() => console.log('tick of exit'));
  Promise.resolve().then(() => console.log('microtask of exit'));
  console.log('exit');
});
