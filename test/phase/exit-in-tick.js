// process.exit() in a tick drops the ticks after it.
'use strict';
process.on('exit', (code) => { console.log('exit', code, process.exitCode); });
process.nextTick(() => { console.log('tick 1'); process.exit(); });
process.nextTick(() => console.log('must not run'));
process.exitCode = 4;
