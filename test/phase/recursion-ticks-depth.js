// A deep recursion of ticks needs no stack.
'use strict';
let n = 0;
setImmediate(() => console.log('immediate'));
(function next() { if (++n < 20000) process.nextTick(next); else console.log('done', n); })();
