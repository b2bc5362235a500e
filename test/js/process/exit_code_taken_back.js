'use strict';
// A listener of 'exit' can choose another code, but not take the code back.
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(code) {
  const { status, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  return [status, stderr];
}

assert.deepStrictEqual(run("process.exitCode = 5; process.on('exit', () => { process.exitCode = undefined; })"), [5, '']);
assert.deepStrictEqual(run("process.exitCode = 5; process.on('exit', () => { process.exitCode = 0; })"), [0, '']);
assert.deepStrictEqual(run("process.on('exit', () => { process.exitCode = undefined; }); process.exit(6)"), [0, '']);
