'use strict';
// Blame: execSync, whose child goes on until the report has come.
const assert = require('assert');
const { execSync } = require('child_process');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function build() {
  execSync('cat', { stdio: ['inherit', 'ignore', 'ignore'] });
}

if (isProgram) {
  setImmediate(() => build());
} else {
  blame(__filename, { onReport: (child) => child.stdin.end() }).then((report) => {
    assert.strictEqual(report.cause, 'syscall');
    assert.match(report.syscall, /^(epoll_p?wait|wait4|poll|ppoll)$/);
    assert.strictEqual(report.function.function, 'build');
  });
}
