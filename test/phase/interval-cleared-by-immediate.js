// An immediate can stop an interval before its second call.
'use strict';
let n = 0;
const i = setInterval(() => {
  console.log('interval', ++n);
  setImmediate(() => { clearInterval(i); console.log('cleared'); });
}, 1);
