'use strict';
// Options that exclude one another end the program with 9; a file of variables that may be missing is told of.
const assert = require('assert');
const { spawnSync } = require('child_process');

const run = (args, env = {}) => spawnSync(process.execPath, [...args, '-p', '1'], {
  encoding: 'utf8', env: { ...process.env, ...env },
});
for (const [one, other] of [['--tls-min-v1.3', '--tls-max-v1.2'], ['--use-openssl-ca', '--use-bundled-ca'],
                            ['--use-openssl-ca', '--use-system-ca']]) {
  const { status, stderr } = run([one, other]);
  assert.strictEqual(status, 9);
  assert.ok(stderr.includes(`: either ${one} or ${other} can be used, not both`), stderr);
}
const missing = run(['--env-file-if-exists=no-such-file']);
assert.strictEqual(missing.status, 0);
assert.strictEqual(missing.stderr, 'no-such-file not found. Continuing without it.\n');
const dashes = run([], { NODE_OPTIONS: '--' });
assert.strictEqual(dashes.status, 9);
assert.ok(dashes.stderr.includes('-- is not allowed in NODE_OPTIONS'));
const { stdout } = spawnSync(process.execPath, ['--no-experimental-global-navigator', '-p', 'typeof navigator'], { encoding: 'utf8' });
assert.strictEqual(stdout, 'undefined\n');
