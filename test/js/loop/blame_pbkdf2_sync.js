'use strict';
// Blame: a synchronous key derivation.
const assert = require('assert');
const { pbkdf2Sync } = require('crypto');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function hashPassword() {
  return pbkdf2Sync('secret', 'salt', 5e5, 64, 'sha512');
}

if (isProgram) {
  setImmediate(() => hashPassword());
} else {
  blame(__filename, { threshold: 100, needsStack: true }).then((report) => {
    assert.strictEqual(report.cause, 'native');
    assert.strictEqual(report.function.function, 'hashPassword');
  });
}
