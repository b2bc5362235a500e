// uncaughtExceptionMonitor is told before uncaughtException.
'use strict';
process.on('uncaughtException', (e, origin) => console.log('handler', e.message, origin));
process.on('uncaughtExceptionMonitor', (e, origin) => console.log('monitor', e.message, origin));
setTimeout(() => { throw new Error('t'); }, 1);
Promise.reject(new Error('r'));
