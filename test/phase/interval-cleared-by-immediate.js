// An immediate can stop an interval before its second call.
'use strict';
console.log('start');       // the first line printed is slow: not inside of what is timed
let n = 0;
const i = setInterval(() => {
  console.log('interval', ++n);
  setImmediate(() => { clearInterval(i); console.log('cleared'); });
}, 1);
