'use strict';

// buf.utf8Slice(start, end) and its kin: an empty range is '', wherever it lies; negative or too long ones are refused.

const assert = require('assert');

const bytes = Buffer.from('abcd');
const outOfRange = { code: 'ERR_OUT_OF_RANGE', message: 'Index out of range' };
for (const name of ['utf8Slice', 'latin1Slice', 'asciiSlice', 'hexSlice', 'ucs2Slice', 'base64Slice', 'base64urlSlice']) {
  assert.strictEqual(bytes[name](2, 1), '');
  assert.strictEqual(bytes[name](9, 9), '');
  assert.strictEqual(bytes[name](9), '');
  for (const [start, end] of [[-1, 2], [2, -1], [9, -1], [4, 5], [5, 6], [0, 5]]) {
    assert.throws(() => bytes[name](start, end), outOfRange);
  }
}
