// A queueMicrotask callback that throws raises uncaughtException and the queue goes on.
'use strict';
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
queueMicrotask(() => { console.log('1'); throw new Error('one'); });
queueMicrotask(() => console.log('2'));
process.nextTick(() => console.log('tick'));
