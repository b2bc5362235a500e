'use strict';
// Blame: nextTick called from its own callback is a drain that does not end, with the function that feeds it.
const assert = require('assert');
const fs = require('fs');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function again() {
  process.nextTick(again);
}

if (isProgram) {
  fs.stat(__filename, again);
} else {
  blame(__filename).then((report) => {
    assert.strictEqual(report.drain, 'nextTick');
    assert.strictEqual(report.phase, 'poll');
    assert.strictEqual(report.kind, 'fs');
    assert.strictEqual(report.function.function, 'again');
  });
}
