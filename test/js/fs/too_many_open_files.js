'use strict';
// When the descriptors are used up, calls fail with EMFILE and work again once some are closed.
const assert = require('assert');
const fs = require('fs');

const fds = [];
let failure;
try {
  for (;;) {
    fds.push(fs.openSync('/dev/null'));
    if (fds.length === 4000) break;  // no such limit here
  }
} catch (error) {
  failure = error;
}
if (failure !== undefined) {
  assert.strictEqual(failure.code, 'EMFILE');
  assert.throws(() => fs.readFileSync(__filename), { code: 'EMFILE', syscall: 'open' });
}
for (const fd of fds) fs.closeSync(fd);
assert.ok(fs.readFileSync(__filename).length > 0);
