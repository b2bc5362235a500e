'use strict';
// process.permission: has(), drop(), what subscribers hear, auditing.
const assert = require('assert');
const { spawnSync } = require('child_process');

assert.strictEqual(process.permission, undefined);

function run(flags, body) {
  const { status, stderr } = spawnSync(process.execPath, [...flags, '-e', `const assert = require('assert');${body}`],
                                       { encoding: 'utf8' });
  assert.strictEqual(status, 0, stderr);
  return stderr;
}

const warnings = run(['--permission', '--allow-fs-read=*', '--allow-child-process'], `
  const { has, drop } = process.permission;
  assert.deepStrictEqual(['fs', 'fs.read', 'fs.write', 'child', 'worker', 'x'].map((scope) => has(scope)),
                         [false, true, false, true, false, false]);
  assert.throws(() => has(), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => has('fs.read', 5), { code: 'ERR_INVALID_ARG_TYPE' });
  const heard = [];
  require('diagnostics_channel').subscribe('node:permission-model:fs', (message) => heard.push(message));
  has('fs.write', '/x');
  drop('fs.read');
  assert.deepStrictEqual(heard, [{ permission: 'FileSystemWrite', resource: '/x', drop: undefined },
                                 { permission: 'FileSystemRead', resource: '', drop: true }]);
  assert.throws(() => require('fs').readFileSync('/etc/hostname'), { code: 'ERR_ACCESS_DENIED' });
  drop('child');
  assert.throws(() => require('child_process').spawn('ls'), { code: 'ERR_ACCESS_DENIED', resource: 'ls' });
  assert.throws(() => process.binding('fs'), { code: 'ERR_ACCESS_DENIED' });
`);
assert.match(warnings, /\[PERM0002\] SecurityWarning: The flag --allow-child-process/);

run(['--permission-audit'], `
  const heard = [];
  require('diagnostics_channel').subscribe('node:permission-model:fs', (message) => heard.push(message.resource));
  require('fs').statSync('/');
  assert.deepStrictEqual(heard, ['/']);
`);

// Children get the flags, unless they have their own.
run(['--permission', '--allow-fs-read=*', '--allow-child-process'], `
  const { spawnSync } = require('child_process');
  const child = spawnSync(process.execPath, ['-p', 'process.permission.has("fs.read")+" "+process.permission.has("fs.write")'],
                          { encoding: 'utf8' });
  assert.strictEqual(child.stdout.trim(), 'true false');
`);

const refused = spawnSync(process.execPath, ['--allow-fs-read=*', '-e', '1'], { encoding: 'utf8' });
assert.strictEqual(refused.status, 1);
assert.match(refused.stderr, /--permission is required/);
