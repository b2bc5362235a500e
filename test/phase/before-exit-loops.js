// beforeExit comes when the loop is empty, and again when a handler queued more; exit comes last.
'use strict';
let n = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code);
  if (++n < 3) setTimeout(() => console.log('timer', n), 1);
});
process.on('exit', (code) => console.log('exit', code));
console.log('sync');
