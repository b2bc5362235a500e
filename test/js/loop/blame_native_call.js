'use strict';
// Blame: a native function that computes for long.
const assert = require('assert');
const { randomBytes } = require('crypto');
const { brotliCompressSync } = require('zlib');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function pack(bytes) {
  return brotliCompressSync(bytes);
}

if (isProgram) {
  const bytes = Buffer.from(randomBytes(4e5).toString('hex'));
  setImmediate(() => pack(bytes));
} else {
  blame(__filename, { threshold: 100, needsStack: true }).then((report) => {
    assert.strictEqual(report.cause, 'native');
    assert.strictEqual(report.function.function, 'pack');
  });
}
