'use strict';
// NODE_OPTIONS holds options with quotes; what it may not hold ends with 9.
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(options, args) {
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: options } });
}
assert.strictEqual(run('--title="a b" --no-warnings', ['-p', 'process.title']).stdout, 'a b\n');
assert.strictEqual(run('--expose-gc', ['-p', 'typeof gc']).stdout, 'function\n');
const refused = run('--print', ['-p', '1']);
assert.strictEqual(refused.status, 9);
assert.match(refused.stderr, /--print is not allowed in NODE_OPTIONS/);
