// Ticks run in the order in which they were queued, with the arguments given.
'use strict';
for (let i = 0; i < 5; i++) process.nextTick((a, b) => console.log('tick', a, b), i, i * 2);
console.log('sync');
