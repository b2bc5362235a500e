'use strict';
// Blame: with --trace-loop-stacks the report says where the blamed callback was scheduled.
const assert = require('assert');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function spin() {
  for (let n = 0; ; n++) if (n < 0) return;
}
function plan() {
  setTimeout(spin, 1);
}

if (isProgram) {
  plan();
} else {
  (async () => {
    const report = await blame(__filename, { execArgv: ['--trace-loop-stacks'] });
    assert.strictEqual(report.function.function, 'spin');
    assert.strictEqual(report.scheduledAt[0].function, 'plan');
    assert.strictEqual(report.scheduledAt[0].file, __filename);
    assert.ok(report.scheduledAt[0].line > 0 && report.scheduledAt[0].column > 0);
    assert.strictEqual((await blame(__filename)).scheduledAt, null);
  })();
}
