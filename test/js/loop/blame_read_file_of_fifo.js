'use strict';
// Blame: readFileSync on a FIFO that nobody writes to; the report comes while it waits.
const assert = require('assert');
const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function readSettings() {
  return fs.readFileSync(process.argv[3], 'utf8');
}

if (isProgram) {
  setImmediate(() => readSettings());
} else {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'blame-'));
  const fifo = path.join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const writer = fs.openSync(fifo, 'r+');
  const onReport = () => fs.closeSync(writer);
  blame(__filename, { args: [fifo], onReport }).then((report) => {
    assert.strictEqual(report.cause, 'syscall');
    assert.strictEqual(report.syscall, 'read');
    assert.strictEqual(report.function.function, 'readSettings');
  }).finally(() => fs.rmSync(folder, { recursive: true }));
}
