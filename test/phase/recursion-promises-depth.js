// A deep recursion of promises needs no stack.
'use strict';
setTimeout(() => console.log('timeout'), 0);
(async () => { let n = 0; while (n < 20000) { n++; await null; } console.log('done', n); })();
