// An interval that clears itself leaves the timers behind it alone.
'use strict';
let n = 0;
const i = setInterval(() => { console.log('interval', ++n); if (n === 3) clearInterval(i); }, 2);
setInterval(function () { console.log('second interval'); clearInterval(this); }, 60);
setTimeout(() => console.log('timeout'), 120);
process.on('exit', () => console.log('exit'));
