// clearTimeout and clearInterval inside the own callback.
'use strict';
const t = setTimeout(() => { clearTimeout(t); console.log('timeout once'); }, 1);
let n = 0;
const i = setInterval(() => { console.log('interval', ++n); if (n === 3) clearInterval(i); }, 1);
