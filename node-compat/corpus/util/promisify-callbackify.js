'use strict';
const util = require('util');
const f = util.promisify((a, cb) => setImmediate(cb, a < 0 ? new Error('neg') : null, a * 2));
f(2).then(console.log); f(-1).catch((e) => console.log(e.message));
util.callbackify(async (x) => { if (!x) throw null; return x; })(0, (e, v) => console.log(e.code, e.message, e.reason, v));
util.callbackify(async (x) => x)(5, (e, v) => console.log(e, v));
console.log(util.promisify(setTimeout) !== setTimeout, util.promisify(f).name, util.promisify.custom);
for (const bad of [undefined, 1, 'x']) { try { util.promisify(bad); } catch (e) { console.log(e.code, e.message); } }
