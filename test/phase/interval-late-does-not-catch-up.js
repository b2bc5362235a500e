// An interval delayed by a long computation runs once, not once per missed period.
'use strict';
console.log('start');       // the first line printed is slow: not inside of what is timed
let n = 0;
const i = setInterval(() => {
  console.log('interval', ++n);
  if (n === 1) { const end = Date.now() + 20; while (Date.now() < end); }
  if (n === 2) clearInterval(i);
}, 4);
