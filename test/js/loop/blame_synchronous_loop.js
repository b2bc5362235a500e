'use strict';
// Blame: a loop in JavaScript is named while it runs, with its caller, in the timer that runs it.
const assert = require('assert');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function spin() {
  for (let n = 0; ; n++) if (n < 0) return;
}
function onTimer() {
  spin();
}

if (isProgram) {
  setTimeout(onTimer, 1);
} else {
  blame(__filename).then((report) => {
    assert.strictEqual(report.event, 'block');
    assert.strictEqual(report.cause, 'javascript');
    assert.strictEqual(report.phase, 'timers');
    assert.strictEqual(report.kind, 'timer');
    assert.strictEqual(report.drain, null);
    assert.ok(report.blocked >= report.threshold);
    assert.ok(report.asyncId > 0 && report.triggerAsyncId > 0, 'the timer and what set it');
    assert.strictEqual(report.function.function, 'spin');
    assert.strictEqual(report.function.file, __filename);
    assert.deepStrictEqual(report.stack.slice(0, 2).map((frame) => frame.function), ['spin', 'onTimer']);
    assert.match(report.source, /for \(let n/);
  });
}
