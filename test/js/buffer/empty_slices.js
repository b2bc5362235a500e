'use strict';
// A buffer without bytes has an empty text, whatever the range; sizes that have no number are the language's own error.
const assert = require('assert');

for (const method of ['utf8Slice', 'latin1Slice', 'hexSlice', 'ucs2Slice', 'base64Slice', 'asciiSlice']) {
  assert.strictEqual(Buffer.alloc(0)[method](1, 7), '');
  assert.strictEqual(Buffer.alloc(0)[method](-1n), '');
  assert.throws(() => Buffer.alloc(1)[method](-1), { code: 'ERR_OUT_OF_RANGE' });
}
for (const size of [1n, Symbol('size')]) {
  assert.throws(() => Buffer.alloc(8).readIntLE(0, size), (error) => error instanceof TypeError && error.code === undefined);
  assert.throws(() => Buffer.alloc(8).writeUIntBE(0, 0, size), (error) => error instanceof TypeError && error.code === undefined);
}
