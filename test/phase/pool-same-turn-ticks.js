// Two completions: the ticks of the first run before the second.
'use strict';
const crypto = require('crypto');
let n = 0;
function done() { const k = ++n; console.log('job', k); process.nextTick(() => console.log('tick', k)); Promise.resolve().then(() => console.log('microtask', k)); }
crypto.randomBytes(4, done);
crypto.randomBytes(4, done);
const end = Date.now() + 20; while (Date.now() < end);
