'use strict';
// exec: exit codes, time-outs, too much output; execSync throws the same.
const assert = require('assert');
const { exec, execSync } = require('child_process');

exec('echo out; echo err >&2; exit 4', (error, stdout, stderr) => {
  assert.deepStrictEqual({ ...error }, { code: 4, killed: false, signal: null, cmd: 'echo out; echo err >&2; exit 4' });
  assert.deepStrictEqual([stdout, stderr], ['out\n', 'err\n']);
});
exec('sleep 10', { timeout: 20 }, (error) => {
  assert.deepStrictEqual([error.killed, error.signal, error.code], [true, 'SIGTERM', null]);
});
exec('echo too much', { maxBuffer: 3 }, (error, stdout) => {
  assert.strictEqual(error.code, 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER');
  assert.strictEqual(stdout, 'too');
});
assert.throws(() => execSync('exit 3', { stdio: 'pipe' }), { message: 'Command failed: exit 3', status: 3 });
