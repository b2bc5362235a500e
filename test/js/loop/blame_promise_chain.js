'use strict';
// Blame: a chain of promises that never lets the loop go on is a drain that does not end, with the function that feeds it.
const assert = require('assert');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function step() {
  Promise.resolve().then(step);
}

if (isProgram) {
  setImmediate(step);
} else {
  blame(__filename).then((report) => {
    assert.strictEqual(report.drain, 'microtasks');
    assert.strictEqual(report.phase, 'check');
    assert.strictEqual(report.function.function, 'step');
  });
}
