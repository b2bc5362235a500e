// crypto.pbkdf2 completes in the poll phase, after ticks and microtasks of the main module.
'use strict';
const crypto = require('crypto');
crypto.pbkdf2('p', 's', 1, 16, 'sha256', (e, key) => {
  console.log('pbkdf2', key.length);
  setImmediate(() => console.log('immediate'));
  setTimeout(() => console.log('timeout'), 0);
  process.nextTick(() => console.log('tick'));
});
process.nextTick(() => console.log('main tick'));
Promise.resolve().then(() => console.log('main microtask'));
