'use strict';
// Blame: a regular expression that backtracks without end.
const assert = require('assert');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function isValid(text) {
  return /^(a+)+$/.test(text);
}

if (isProgram) {
  setImmediate(() => isValid(`${'a'.repeat(60)}b`));
} else {
  blame(__filename, { needsStack: true }).then((report) => {
    assert.strictEqual(report.phase, 'check');
    assert.strictEqual(report.cause, 'javascript');
    assert.strictEqual(report.function.function, 'isValid');
    assert.match(report.source, /\/\^\(a\+\)\+\$\/\.test/);
  });
}
