'use strict';
// spawnSync() with a time-out waits for the pipes that a grandchild keeps open after its parent's end, and returns.

const assert = require('assert');
const { spawnSync } = require('child_process');

const script = '(head -c 20000000 /dev/zero >/dev/null; echo late) & exit 4';
const { status, stdout, error } = spawnSync('sh', ['-c', script], { timeout: 60_000, encoding: 'utf8' });
assert.strictEqual(error, undefined);
assert.strictEqual(status, 4);
assert.strictEqual(stdout, 'late\n');
