// randomInt with a callback completes later, the synchronous forms at once.
'use strict';
const crypto = require('crypto');
crypto.randomInt(10, (e, n) => console.log('randomInt', n >= 0 && n < 10));
console.log('uuid', crypto.randomUUID().length);
process.nextTick(() => console.log('tick'));
