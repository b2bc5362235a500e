// Why is a rejection unhandled that I catch? It is looked at when ticks and promise jobs are done, an immediate is too late.
'use strict';
process.on('unhandledRejection', (reason) => console.log('unhandled:', reason));
const early = Promise.reject('early');
const late = Promise.reject('late');
process.nextTick(() => early.catch((reason) => console.log('caught', reason)));
setImmediate(() => late.catch((reason) => console.log('caught', reason)));
