// Without any handler an unhandled rejection ends the process with code 1.
'use strict';
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('must not run'), 100);
setImmediate(() => { console.log('immediate'); Promise.reject(new Error('lost')); });
setImmediate(() => console.log('must not run'));
