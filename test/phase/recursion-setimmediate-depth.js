// A deep recursion of immediates needs no stack and ends in order.
'use strict';
let n = 0;
(function next() { if (++n < 5000) setImmediate(next); else console.log('done', n); })();
process.on('exit', () => console.log('exit'));
