'use strict';
// An error that nobody caught comes to the parent with its class, its properties and its cause; then 'exit' with code 1.
const assert = require('assert');
const { Worker } = require('worker_threads');

const worker = new Worker(`
  class Failure extends TypeError { get name() { return 'Failure'; } }
  throw Object.assign(new Failure('broken', { cause: new RangeError('deep') }), { code: 'E_X', list: [1], call() {} });
`, { eval: true });
const events = [];
worker.on('error', (error) => {
  events.push('error');
  assert.ok(error instanceof TypeError);
  assert.strictEqual(error.name, 'Failure');
  assert.strictEqual(error.message, 'broken');
  assert.strictEqual(error.code, 'E_X');
  assert.deepStrictEqual(error.list, [1]);
  assert.strictEqual(error.call, undefined);
  assert.ok(error.cause instanceof RangeError);
  assert.match(error.stack, /Failure: broken\n +at /);
});
worker.on('exit', (code) => {
  events.push('exit');
  assert.strictEqual(code, 1);
});
process.on('exit', () => assert.deepStrictEqual(events, ['error', 'exit']));
