// Ticks that queue ticks run before any microtask and before any timer.
'use strict';
let n = 0;
setTimeout(() => console.log('timeout'), 0);
Promise.resolve().then(() => console.log('microtask'));
(function again() { if (n < 50) { n++; process.nextTick(again); } else console.log('ticks', n); })();
