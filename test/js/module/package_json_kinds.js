'use strict';
// A "name" or "type" that is no text makes a package.json invalid; other fields of the wrong kind do not count.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-package-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
let last = 0;
function made(text) {
  const place = path.join(folder, `${last++}`);
  fs.mkdirSync(place);
  fs.writeFileSync(path.join(place, 'package.json'), text);
  fs.writeFileSync(path.join(place, 'index.js'), 'module.exports = (id) => require(id);');
  return place;
}

for (const text of ['{"name":1}', '{"name":null}', '{"type":{}}', '{"type":null}', '{', '[']) {
  const place = made(text);
  assert.throws(() => require(place), (error) => {
    assert.strictEqual(error.name, 'Error');
    assert.strictEqual(error.message, `Invalid package config ${path.join(place, 'package.json')}.`);
    assert.deepStrictEqual(Object.getOwnPropertyNames(error), ['stack', 'message', 'code']);
    assert.strictEqual(error.code, 'ERR_INVALID_PACKAGE_CONFIG');
    return true;
  }, text);
}
for (const text of ['{"main":1}', '{"exports":1}', '{"imports":1}', '{"version":1}']) {
  assert.strictEqual(typeof require(made(text)), 'function');
}
// Imports that are a text are there, and define nothing.
assert.throws(() => require(made('{"imports":"./x"}'))('#a'), { code: 'ERR_PACKAGE_IMPORT_NOT_DEFINED' });
assert.throws(() => require(made('{"imports":1}'))('#a'), { code: 'MODULE_NOT_FOUND' });
