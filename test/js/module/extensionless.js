'use strict';
// require() of a file without an extension: the syntax decides what it is, not its package.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-extensionless-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
for (const type of ['module', 'commonjs', '?']) {
  const place = path.join(folder, type);
  fs.mkdirSync(place);
  fs.writeFileSync(path.join(place, 'package.json'), type === '?' ? '{' : JSON.stringify({ type }));
  fs.writeFileSync(path.join(place, 'c'), 'exports.kind = "commonjs";');
  fs.writeFileSync(path.join(place, 'm'), 'export const kind = "module";');
  assert.strictEqual(require(path.join(place, 'c')).kind, 'commonjs');
  if (type !== '?') assert.strictEqual(require(path.join(place, 'm')).kind, 'module');
}
