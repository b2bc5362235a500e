'use strict';
// An uncaught error is shown five levels deep, without custom inspection; one that a handler throws is shown as well.
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(code) {
  const { status, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  return { status, stderr };
}

const deep = run('throw Object.assign(new Error("x"), { a: { b: { c: { d: { e: { f: {} } } } } } })');
assert.strictEqual(deep.status, 1);
assert.match(deep.stderr, /e: \{ f: \[Object\] \}|f: \{\}/);

const custom = run('throw { [Symbol.for("nodejs.util.inspect.custom")]() { return "custom"; }, own: 1 }');
assert.match(custom.stderr, /own: 1/);

const inHandler = run('process.on("uncaughtException", () => { throw Object.assign(new Error("y"), { detail: 2 }); }); throw 1');
assert.strictEqual(inHandler.status, 7);
assert.match(inHandler.stderr, /Error: y[^]*detail: 2/);

assert.match(run('process.on("uncaughtException", () => { throw null; }); throw 1').stderr, /\nnull\n/);
