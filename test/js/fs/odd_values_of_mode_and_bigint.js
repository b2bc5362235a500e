'use strict';
// access() and copyFile() cut fractions of their mode off; `bigint` has to be true; promises.truncate() opens before it looks at len.

const assert = require('assert');
const fs = require('fs');

fs.accessSync('.', 1.5);
for (const mode of [NaN, Infinity, 8, -1, 2 ** 32]) {
  assert.throws(() => fs.accessSync('.', mode), { name: 'RangeError', code: 'ERR_OUT_OF_RANGE' });
}
for (const mode of ['1', 1n, true]) {
  assert.throws(() => fs.accessSync('.', mode), { code: 'ERR_INVALID_ARG_TYPE', message: 'mode must be int32 or null/undefined' });
}

assert.strictEqual(typeof fs.statSync('.', { bigint: 1 }).size, 'number');
assert.strictEqual(typeof fs.statSync('.', { bigint: true }).size, 'bigint');

assert.rejects(fs.promises.truncate('/nowhere/x', 'x'), { code: 'ENOENT', syscall: 'open' });
assert.rejects(fs.promises.truncate(__filename, 'x'), { code: 'ERR_INVALID_ARG_TYPE' });
