'use strict';
// FORCE_COLOR decides for streams that are no terminals.
const assert = require('assert');
const { spawnSync } = require('child_process');

const options = { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1' } };
const { stdout } = spawnSync(process.execPath, ['-e', 'console.log({ a: 1 })'], options);
assert.strictEqual(stdout, '{ a: \u001b[33m1\u001b[39m }\n');
