// Without an unhandledRejection handler the rejection is an uncaughtException with that origin.
'use strict';
process.on('uncaughtException', (e, origin) => console.log(e.message, origin));
Promise.reject(new Error('lost'));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
