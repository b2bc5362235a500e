// When an immediate throws, the rest of the queue still runs after uncaughtException.
'use strict';
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
setImmediate(() => console.log('1'));
setImmediate(() => { console.log('2'); throw new Error('from 2'); });
setImmediate(() => console.log('3'));
process.on('exit', () => console.log('exit'));
