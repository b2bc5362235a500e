'use strict';
// What new Worker() refuses, and with which errors; a worker that could not be made keeps nothing alive.
const assert = require('assert');
const { Worker } = require('worker_threads');

const cases = [
  [[1], 'ERR_INVALID_ARG_TYPE'], [[undefined], 'ERR_INVALID_ARG_TYPE'], [['x.js'], 'ERR_WORKER_PATH'],
  [['file:///x'], 'ERR_WORKER_PATH'], [[new URL('http://a/b')], 'ERR_INVALID_URL_SCHEME'],
  [[new URL('file:///x'), { eval: true }], 'ERR_INVALID_ARG_VALUE'], [['', { eval: true, argv: 1 }], 'ERR_INVALID_ARG_TYPE'],
  [['', { eval: true, execArgv: 1 }], 'ERR_INVALID_ARG_TYPE'], [['', { eval: true, name: 1 }], 'ERR_INVALID_ARG_TYPE'],
];
for (const [args, code] of cases) assert.throws(() => new Worker(...args), { code });
assert.throws(() => new Worker('', { eval: true, workerData: () => {} }), { name: 'DataCloneError' });
assert.throws(() => new Worker('', { eval: true, transferList: [{}] }), { name: 'DataCloneError' });
assert.throws(() => new Worker('', { eval: true, transferList: [1] }), { name: 'DataCloneError' });
assert.throws(() => new Worker('', { eval: true, argv: [{ toString() { throw new RangeError('no text'); } }] }), RangeError);
assert.throws(() => new Worker('', { eval: true, get workerData() { throw new RangeError('getter'); } }), RangeError);
assert.throws(() => Worker('', { eval: true }), TypeError);
new Worker('/does/not/exist.js').on('error', (error) => assert.strictEqual(error.code, 'MODULE_NOT_FOUND'));
