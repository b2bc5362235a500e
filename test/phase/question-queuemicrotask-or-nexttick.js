// queueMicrotask or nextTick: the queue of ticks is emptied before each run of the other.
'use strict';
queueMicrotask(() => { console.log('microtask 1'); queueMicrotask(() => console.log('microtask 2')); });
process.nextTick(() => { console.log('tick 1'); queueMicrotask(() => console.log('microtask 3')); });
process.nextTick(() => console.log('tick 2'));
