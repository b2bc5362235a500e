'use strict';
// A main module whose top-level await never settles ends the program with code 13.
const assert = require('assert');
const { spawnSync } = require('child_process');

const args = ['--input-type=module', '-e', 'await new Promise(() => {});'];
const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
assert.strictEqual(status, 13);
assert.match(stderr, /Warning: Detected unsettled top-level await at/);
const own = spawnSync(process.execPath, ['--input-type=module', '-e', 'process.exitCode = 5; await new Promise(() => {});']);
assert.strictEqual(own.status, 5);
