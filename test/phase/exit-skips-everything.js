// process.exit() runs exit handlers at once; nothing queued runs after it.
'use strict';
process.on('beforeExit', () => console.log('must not run'));
process.on('exit', (code) => console.log('exit', code));
process.nextTick(() => console.log('must not run'));
setImmediate(() => console.log('must not run'));
process.exit(3);
