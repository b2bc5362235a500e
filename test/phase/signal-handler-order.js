// A signal is handled in the poll phase of a later turn.
'use strict';
process.on('SIGUSR2', () => { console.log('signal'); clearTimeout(keep); process.nextTick(() => console.log('tick of signal')); });
const keep = setTimeout(() => {}, 2000);
process.kill(process.pid, 'SIGUSR2');
console.log('sync');
process.nextTick(() => console.log('tick'));
