// Standard input at its end: end, then close.
'use strict';
process.stdin.on('end', () => console.log('end'));
process.stdin.on('close', () => console.log('close'));
process.stdin.resume();
console.log('sync');
