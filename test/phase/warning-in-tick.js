// process.emitWarning emits in a tick.
'use strict';
process.removeAllListeners('warning');
process.on('warning', (w) => console.log('warning', w.name, w.message));
process.emitWarning('careful');
process.nextTick(() => console.log('tick'));
console.log('sync');
