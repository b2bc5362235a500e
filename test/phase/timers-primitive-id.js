// A timer's primitive id clears it.
'use strict';
const t = setTimeout(() => console.log('must not run'), 1);
console.log(typeof +t);
clearTimeout(+t);
const s = setTimeout(() => console.log('must not run'), 1);
clearTimeout(String(+s));
const k = setTimeout(() => console.log('kept'), 2);
clearTimeout('nothing'); clearTimeout(undefined); clearInterval({});
