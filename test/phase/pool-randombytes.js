// crypto.randomBytes with a callback is asynchronous.
'use strict';
const crypto = require('crypto');
crypto.randomBytes(8, (e, b) => {
  console.log('bytes', b.length);
  Promise.resolve().then(() => console.log('microtask'));
  process.nextTick(() => console.log('tick'));
  setImmediate(() => console.log('immediate'));
});
console.log('sync');
