// An interval whose callback throws stays active.
'use strict';
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
let n = 0;
const i = setInterval(() => { if (++n === 3) { clearInterval(i); console.log('end'); return; } throw new Error('call ' + n); }, 1);
