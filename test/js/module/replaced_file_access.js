'use strict';
// Modules are read through fs.readFileSync() and fs.realpathSync() where a program has replaced them.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-replaced-')));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const write = (name, text) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
};
const cjs = write('a.js', 'exports.from = "disk";');
const json = write('b.json', '{ "from": "disk" }');
const esm = write('c.mjs', 'export const from = "disk";');
write('d.js', 'exports.name = __filename;');

const { readFileSync, realpathSync } = fs;
const asked = [];
fs.readFileSync = function(file, ...rest) {
  asked.push([file, ...rest]);
  const text = readFileSync(file, ...rest);
  return typeof text === 'string' ? text.replace('disk', 'memory') : Buffer.from(text.toString().replace('disk', 'memory'));
};
assert.strictEqual(require(cjs).from, 'memory');
assert.strictEqual(require(json).from, 'memory');
assert.deepStrictEqual(asked, [[cjs, 'utf8'], [json, 'utf8']]);

import(pathToFileURL(esm)).then(({ from }) => {
  assert.strictEqual(from, 'memory');
  assert.strictEqual(`${asked[2][0]}`, `${pathToFileURL(esm)}`);
  fs.readFileSync = readFileSync;
  fs.realpathSync = (file, options) => (file.endsWith('d.js') ? `${folder}/a.js` : realpathSync(file, options));
  assert.strictEqual(require(`${folder}/d.js`), require(cjs));
});
