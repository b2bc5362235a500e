// When a timer throws, the others that are due still run after uncaughtException.
'use strict';
process.on('uncaughtException', (e) => {
  console.log('uncaught', e.message);
  process.nextTick(() => console.log('tick of the handler'));
});
setTimeout(() => console.log('1'), 1);
setTimeout(() => { console.log('2'); process.nextTick(() => console.log('tick of 2')); throw new Error('from 2'); }, 1);
setTimeout(() => console.log('3'), 1);
// All three are due when the loop comes to its timers, whatever millisecond each was made in.
for (const start = Date.now(); Date.now() - start < 5;);
