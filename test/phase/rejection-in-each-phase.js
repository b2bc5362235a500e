// Rejections are reported at the end of the callback that made them.
'use strict';
process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
setTimeout(() => {
  Promise.reject('timer'); console.log('timer');
  setImmediate(() => { Promise.reject('immediate 1'); console.log('immediate 1'); });
  setImmediate(() => { Promise.reject('immediate 2'); console.log('immediate 2'); });
}, 1);
