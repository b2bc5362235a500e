// An interval that clears itself leaves the timers behind it alone.
'use strict';
console.log('start');       // the first line printed is slow: not inside of what is timed
let n = 0;
const i = setInterval(() => { console.log('interval', ++n); if (n === 3) clearInterval(i); }, 2);
setInterval(function () { console.log('second interval'); clearInterval(this); }, 300);
setTimeout(() => console.log('timeout'), 600);
process.on('exit', () => console.log('exit'));
