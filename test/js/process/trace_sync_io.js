'use strict';
// --trace-sync-io tells of synchronous calls once the main script has run, and not before.
const assert = require('assert');
const { spawnSync } = require('child_process');

const program = 'const fs = require("fs"); fs.statSync("."); setImmediate(function later() { fs.statSync("."); });';
const { stderr } = spawnSync(process.execPath, ['--trace-sync-io', '-e', program], { encoding: 'utf8' });
assert.strictEqual(stderr.split('WARNING: Detected use of sync API').length, 2, stderr);
assert.match(stderr, /\(node:\d+\) WARNING: Detected use of sync API\n(?: {4}at .*\n)* {4}at later \(\[eval\]:1:\d+\)|at .*later/);
