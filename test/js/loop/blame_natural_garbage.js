'use strict';
// Blame: a loop whose garbage keeps the collector busy, without anybody's gc().
const assert = require('assert');
const { blame, isProgram } = require('../../fixtures/loop/blame');

const kKept = 3e5;

function churn(kept) {
  for (let i = 0; ; i++) kept[i % kKept] = [[[i]], [[i]], [[i]]];
}

if (isProgram) {
  setImmediate(() => churn(new Array(kKept).fill(null)));
} else {
  blame(__filename, { needsStack: true }).then((report) => {
    assert.strictEqual(report.cause, 'gc');
    assert.ok(report.gcShare > 0.3, `${report.gcShare}`);
    assert.strictEqual(report.function.function, 'churn');
  });
}
