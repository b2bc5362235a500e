'use strict';
// An argument's conversion can detach the memory in the middle of a native call.
const assert = require('assert');

function detaching(buffer, value) {
  return { valueOf() { structuredClone(buffer.buffer, { transfer: [buffer.buffer] }); return value; } };
}
if (typeof structuredClone === 'function') {
  for (const method of ['utf8Slice', 'hexSlice', 'ucs2Slice', 'base64Slice', 'latin1Slice']) {
    const buffer = Buffer.from(new ArrayBuffer(200));
    assert.strictEqual(typeof buffer[method](detaching(buffer, 0), 100), 'string');
    assert.strictEqual(buffer.length, 0);
  }
  const buffer = Buffer.from(new ArrayBuffer(200));
  try {
    assert.strictEqual(typeof buffer.utf8Write('abc', detaching(buffer, 0), 3), 'number');
  } catch (error) {
    assert.strictEqual(error.code, 'ERR_BUFFER_OUT_OF_BOUNDS');
  }
  assert.strictEqual(buffer.length, 0);
}
