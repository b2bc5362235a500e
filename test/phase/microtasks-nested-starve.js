// Microtasks that queue microtasks run before timers and immediates.
'use strict';
let n = 0;
setTimeout(() => console.log('timeout'), 0);
(function again() { if (n < 1000) { n++; queueMicrotask(again); } else console.log('microtasks', n); })();
