'use strict';
// Blame: the share of collections in a loop that makes garbage, without anybody's gc(). It counts from the block's beginning:
// V8 collects young objects at first, and then for a while not at all, since it has learnt that these live long.
const assert = require('assert');
const { blame, isProgram } = require('../../fixtures/loop/blame');

const kKept = 3e6;

function churn(kept) {
  for (let i = 0; ; i++) kept[i % kKept] = { i, list: [i, { i }], deep: [[[i]], [[i]]] };
}

if (isProgram) {
  setImmediate(() => churn(new Array(kKept).fill(null)));
} else {
  blame(__filename, { needsStack: true }).then((report) => {
    assert.ok(report.gcShare > 0 && report.gcShare <= 1, `${report.gcShare}`);
    assert.strictEqual(report.function.function, 'churn');
  });
}
