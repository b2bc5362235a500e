// import() of a built-in resolves after ticks and takes several microtasks.
'use strict';
import('node:path').then((m) => console.log('imported', typeof m.join));
process.nextTick(() => console.log('tick'));
console.log('sync');
setTimeout(() => console.log('timeout'), 20);
