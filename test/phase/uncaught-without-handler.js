// Without a handler the process ends with code 1 after 'exit'; queued work is dropped.
'use strict';
process.on('exit', (code) => console.log('exit', code));
process.nextTick(() => console.log('must not run'));
setImmediate(() => console.log('must not run'));
throw new Error('fatal');
