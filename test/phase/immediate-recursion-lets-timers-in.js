// Immediates that queue immediates do not starve timers.
'use strict';
let fired = false;
setTimeout(() => { fired = true; console.log('timer'); }, 20);
(function turn() { if (!fired) setImmediate(turn); else console.log('stopped'); })();
