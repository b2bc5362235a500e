'use strict';
// module.findPackageJSON(): of a package by its name, and the nearest one above a file.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { findPackageJSON } = require('module');
const { pathToFileURL } = require('url');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-pkg-')));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
fs.mkdirSync(path.join(folder, 'node_modules/dep/lib'), { recursive: true });
fs.writeFileSync(path.join(folder, 'package.json'), '{}');
fs.writeFileSync(path.join(folder, 'node_modules/dep/package.json'), '{"type":"module"}');
const base = path.join(folder, 'x.js');
fs.writeFileSync(base, '');

assert.strictEqual(findPackageJSON('dep', base), path.join(folder, 'node_modules/dep/package.json'));
assert.strictEqual(findPackageJSON('..', path.join(folder, 'a', 'b.js')), path.join(folder, 'package.json'));
assert.strictEqual(findPackageJSON('./x.js', pathToFileURL(base)), path.join(folder, 'package.json'));
assert.strictEqual(findPackageJSON(pathToFileURL(base)), path.join(folder, 'package.json'));
assert.throws(() => findPackageJSON('./nowhere.js', base), { code: 'ERR_MODULE_NOT_FOUND' });
assert.throws(() => findPackageJSON(), { code: 'ERR_MISSING_ARGS' });
