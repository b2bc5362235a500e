'use strict';
// Blame: JSON.parse of a huge text.
const assert = require('assert');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function parseHuge(text) {
  let sum = 0;
  for (const number of JSON.parse(text)) sum += number;
  return sum;
}

if (isProgram) {
  const text = `[${'1,'.repeat(12e6)}1]`;
  setImmediate(() => console.log(parseHuge(text)));
} else {
  blame(__filename, { threshold: 100, needsStack: true, execArgv: ['--max-old-space-size=4000'] }).then((report) => {
    assert.strictEqual(report.cause, 'native');
    assert.strictEqual(report.function.function, 'parseHuge');
    assert.match(report.source, /JSON\.parse/);
  });
}
