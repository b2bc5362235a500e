'use strict';
// Absurd thresholds and formats: a clear error, by the API and on the command line.
const assert = require('assert');
const { spawnSync } = require('child_process');
const { watchBlocks } = require('phasor:loop');

for (const threshold of [undefined, '100', null]) assert.throws(() => watchBlocks(threshold), { code: 'ERR_INVALID_ARG_TYPE' });
for (const threshold of [-1, NaN, Infinity, 1e12]) assert.throws(() => watchBlocks(threshold), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => watchBlocks(100, { output: 'xml' }), { code: 'ERR_INVALID_ARG_VALUE' });

const run = (args, env = {}) => {
  const { status, stderr } = spawnSync(process.execPath, [...args, '-e', '0'], { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stderr };
};
for (const threshold of ['0', '-5', 'soon', '1e3', '99999999999999999999']) {
  const { status, stderr } = run([`--block-threshold=${threshold}`]);
  assert.strictEqual(status, 9, threshold);
  assert.match(stderr, /--block-threshold must be a number of milliseconds from 1 to 86400000/);
}
assert.match(run([], { PHASOR_BLOCK_THRESHOLD: 'x' }).stderr, /--block-threshold must be/);
assert.match(run(['--block-format=xml']).stderr, /--block-format must be text, json or none/);
assert.strictEqual(run(['--block-threshold=1000', '--block-format=json']).status, 0);
