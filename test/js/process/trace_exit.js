'use strict';
// --trace-exit prints who called process.exit().
const assert = require('assert');
const { spawnSync } = require('child_process');

const text = 'function leave() { process.exit(3); }\nleave();';
const { status, stderr } = spawnSync(process.execPath, ['--trace-exit', '-e', text], { encoding: 'utf8' });
assert.strictEqual(status, 3);
assert.match(stderr, /^\(node:\d+\) WARNING: Exited the environment with code 3\n/);
assert.match(stderr, /at leave \(\[eval\]:1:28\)/);
