'use strict';
const assert = require('assert');
const thrower = () => { const e = new TypeError('bad value'); e.code = 'X'; throw e; };
for (const [n, v] of Object.entries({ cls: TypeError, re: /bad/, obj: { code: 'X', message: /bad/ }, fn: (e) => e.code === 'X', wrongCls: RangeError, wrongRe: /good/, wrongObj: { code: 'Y' }, falseFn: () => false })) { try { assert.throws(thrower, v); console.log(n, 'ok'); } catch (e) { console.log(n, e.name, e.code, e.message); } }
assert.rejects(Promise.resolve(1)).catch((e) => console.log(e.message)); assert.rejects(async () => { throw new Error('r'); }, /r/).then(() => console.log('rejects ok')); assert.doesNotReject(Promise.reject(new Error('q'))).catch((e) => console.log(e.message));
