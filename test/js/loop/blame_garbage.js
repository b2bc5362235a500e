'use strict';
// Blame: a loop that mostly waits for the garbage collector. (The collections are forced, so that a machine with other work
// shows the same.)
const assert = require('assert');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function fill(kept) {
  for (let i = 0; ; i++) {
    kept[i % kept.length] = { i, list: [i, {}, { i }] };
    if (i % 1000 === 0) gc();
  }
}

if (isProgram) {
  const kept = Array.from({ length: 1e5 }, (_, i) => ({ i, list: [i, {}] }));
  setImmediate(() => fill(kept));
} else {
  blame(__filename, { execArgv: ['--expose-gc'], needsStack: true }).then((report) => {
    assert.strictEqual(report.cause, 'gc');
    assert.ok(report.gcShare > 0.3, `${report.gcShare}`);
    assert.strictEqual(report.function.function, 'fill');
  });
}
