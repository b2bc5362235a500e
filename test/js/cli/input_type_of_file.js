'use strict';
// --input-type is about texts: an ES module's file refuses it, a CommonJS file does not look. --no-global-search-paths.
const assert = require('assert');
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-input-type-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = (name, text) => {
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const run = (...args) => spawnSync(process.execPath, args, { encoding: 'utf8' });

const cjs = run('--input-type=module', file('a.js', 'console.log(typeof module)'));
assert.strictEqual(cjs.stdout, 'object\n');
assert.strictEqual(cjs.status, 0);
for (const args of [[file('a.mjs', '')], [file('b.js', 'export {}')], ['--check', file('c.js', '')]]) {
  const { status, stderr } = run('--input-type=module', ...args);
  assert.strictEqual(status, 1);
  assert.match(stderr, /ERR_INPUT_TYPE_NOT_ALLOWED/);
}
assert.strictEqual(run('--no-global-search-paths', '-p', 'require("module").globalPaths.length').stdout, '0\n');
