'use strict';
// --frozen-intrinsics: the language's objects cannot be changed, objects that inherit from them can.
const assert = require('assert');
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

function program() {
  'use strict';
  const throws = require('assert').throws;
  const equal = require('assert').strictEqual;
  for (const object of [Object, Array.prototype, Promise, Error, Math, console, setTimeout, Object.getPrototypeOf(async () => {})]) {
    equal(Object.isFrozen(object), true);
  }
  throws(() => { Array.prototype.push = 1; }, /^TypeError: Cannot assign to read only property 'push' of object/);
  throws(() => { Object.keys = 1; }, TypeError);
  throws(() => { Object.prototype.extra = 1; }, TypeError);
  const list = [];
  list.push = 5;
  equal(list.push, 5);
  const error = new TypeError('x');
  error.message = 'y';
  equal(String(error), 'TypeError: y');
  function Legacy() {}
  Legacy.prototype = Object.create(Error.prototype);
  Legacy.prototype.constructor = Legacy;
  equal(new Legacy().constructor, Legacy);
  equal(require('util').inspect(new Map([[1, { a: [] }]])), 'Map(1) { 1 => { a: [] } }');
  globalThis.Array = Array;
}
const args = ['--frozen-intrinsics', '--no-warnings', '-e', `(${program})()`];
assert.strictEqual(spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr, '');

// What is preloaded may still add to them.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'frozen-'));
try {
  const preload = path.join(folder, 'preload.js');
  fs.writeFileSync(preload, 'Array.prototype.mine = 1');
  const { stdout } = spawnSync(process.execPath, ['--frozen-intrinsics', '--no-warnings', '-r', preload, '-p', '[].mine'], { encoding: 'utf8' });
  assert.strictEqual(stdout, '1\n');
} finally {
  fs.rmSync(folder, { recursive: true });
}
