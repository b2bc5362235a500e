// An error thrown by the uncaughtException handler ends the process with code 7.
'use strict';
process.on('exit', (code) => console.log('exit', code));
process.on('uncaughtException', () => { console.log('handler'); throw new Error('again'); });
setImmediate(() => { throw new Error('first'); });
setTimeout(() => console.log('must not run'), 100);
