// A timer made inside a timer waits for a later turn; the immediate made there comes first.
'use strict';
console.log('start');       // the first line printed is slow: not inside of what is timed
setTimeout(() => {
  console.log('outer');
  setTimeout(() => console.log('inner'), 1);
  setImmediate(() => console.log('immediate'));
}, 1);
