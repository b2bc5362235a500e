'use strict';
// A program that does not exist: 'error' with the whole story, no 'exit'; spawnSync puts it into `error`.
const assert = require('assert');
const { spawn, spawnSync } = require('child_process');

const expected = { errno: -2, code: 'ENOENT', path: 'no-such-program', spawnargs: ['a'] };
let seen;
const child = spawn('no-such-program', ['a']);
assert.strictEqual(child.pid, undefined);
child.on('error', (error) => { seen = error; });
child.on('exit', () => assert.fail('exit'));
process.on('exit', () => assert.deepStrictEqual({ ...seen }, {
  errno: -2, code: 'ENOENT', syscall: 'spawn no-such-program', path: 'no-such-program', spawnargs: ['a'],
}));
const { error, status, pid } = spawnSync('no-such-program', ['a']);
assert.deepStrictEqual({ ...error }, { ...expected, syscall: 'spawnSync no-such-program' });
assert.deepStrictEqual([status, pid], [null, 0]);
