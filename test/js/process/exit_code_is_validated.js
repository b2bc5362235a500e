'use strict';
// process.exitCode takes integers and their spellings; what it holds is the exit code.
const assert = require('assert');
const { spawnSync } = require('child_process');

assert.throws(() => { process.exitCode = 'x'; }, { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => { process.exitCode = 1.5; }, { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => process.exit(true), { code: 'ERR_INVALID_ARG_TYPE' });
for (const code of ['process.exitCode = 3', 'process.exitCode = "3"', 'process.exit(3)', 'process.reallyExit(3)']) {
  assert.strictEqual(spawnSync(process.execPath, ['-e', code]).status, 3, code);
}
