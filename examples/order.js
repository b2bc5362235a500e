'use strict';
// In which order? tools/run examples/order.js prints what runs when, and why.
//
// Guess first: the numbers are the order in which the lines are printed.
const fs = require('fs');

setTimeout(() => console.log('7. timer: its 50 milliseconds have passed, in the timers phase of the loop'), 50);

setImmediate(() => {
  console.log('5. immediate: the check phase, after the first look for I/O');
  process.nextTick(() => console.log('6. tick of the immediate: before anything else of the loop'));
});

Promise.resolve()
  .then(() => console.log('3. microtask: after the ticks'))
  .then(() => console.log('4. microtask that the microtask queued: the queue is emptied'));

process.nextTick(() => console.log('2. tick: right after the main module'));

setTimeout(() => {
  fs.stat(__filename, () => {
    console.log('8. I/O callback: the poll phase');
    setTimeout(() => console.log('10. timer made in the I/O callback: the next turn'), 0);
    setImmediate(() => console.log('9. immediate made in the I/O callback: always before that timer'));
  });
}, 100);

console.log('1. the main module, top to bottom');
