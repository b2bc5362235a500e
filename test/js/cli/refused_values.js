'use strict';
// Values of options that end the program before it begins, with Node's exit codes.
const assert = require('assert');
const { spawnSync } = require('child_process');
const { tmpdir } = require('os');

function run(args, env = {}) {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, text: stderr.trim().replace(/^.*?: /, '') };
}

assert.deepStrictEqual(run(['--disable-proto=x', '-p', '1']), { status: 12, text: 'invalid mode passed to --disable-proto' });
assert.deepStrictEqual(run(['--disable-proto=x', '-v']), { status: 12, text: 'invalid mode passed to --disable-proto' });
assert.deepStrictEqual(run(['--security-revert=CVE-1', '-p', '1']),
                       { status: 12, text: 'Error: Attempt to revert an unknown CVE [CVE-1]' });
assert.deepStrictEqual(run(['--use-largepages=x', '-p', '1']), { status: 9, text: 'invalid value for --use-largepages' });
assert.deepStrictEqual(run([`--env-file=${tmpdir()}`, '-p', '1']), { status: 9, text: `${tmpdir()}: invalid format` });
for (const [words, shown] of [['--stack_size=900', '--stack_size='], ['-pe', '-pe'], ['--eval=1', '--eval=']]) {
  assert.deepStrictEqual(run(['-p', '1'], { NODE_OPTIONS: words }),
                         { status: 9, text: `${shown} is not allowed in NODE_OPTIONS` });
}
