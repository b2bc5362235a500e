'use strict';
// What a worker threw, as its 'error' event has it: other things than errors that cannot be cloned are text, errors have their
// properties as they were, unless one of them cannot be cloned.
const assert = require('assert');
const { inspect } = require('util');
const { Worker } = require('worker_threads');

function thrown(source) {
  return new Promise((resolve) => { new Worker(source, { eval: true }).on('error', resolve); });
}
const names = (error) => Object.getOwnPropertyNames(error).filter((name) => name !== 'stack');

(async () => {
  assert.strictEqual(await thrown('throw () => {}'), '[Function (anonymous)]');
  assert.strictEqual(await thrown('throw { f() {} }'), '{ f: [Function: f] }');
  assert.strictEqual(inspect(await thrown('throw { [Symbol.for("nodejs.util.inspect.custom")]() { return "own"; } }')), 'own');

  const error = await thrown('class E extends TypeError { get code() { return "C"; } } throw new E("m", { cause: () => {} })');
  assert.strictEqual(error.constructor, TypeError);
  assert.deepStrictEqual(names(error), ['name', 'message', 'code', 'cause']);
  assert.deepStrictEqual(Object.getOwnPropertyDescriptor(error, 'code'),
                         { value: 'C', writable: false, enumerable: false, configurable: true });
  assert.strictEqual(error.cause, '[Function: cause]');

  const poor = await thrown('throw Object.assign(new TypeError("m"), { code: "C", map: new WeakMap(), symbol: Symbol() })');
  assert.deepStrictEqual(names(poor), ['message']);
  assert(poor instanceof TypeError);

  const other = await thrown('require("vm").runInNewContext("throw new RangeError(1)")');
  assert.strictEqual(other.constructor, RangeError);

  assert.match((await thrown('throw new Error("placed")')).stack, /^\[worker eval\]:1\n/);
  assert.match((await thrown('Promise.reject(new Error("rejected"))')).stack, /^Error: rejected\n/);

  const worker = new Worker('process.on("exit", () => { throw new Error("late"); })', { eval: true });
  worker.on('error', ({ message }) => assert.strictEqual(message, 'late'));
  worker.on('exit', (code) => assert.strictEqual(code, 0));
})();
