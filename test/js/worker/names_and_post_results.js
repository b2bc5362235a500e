'use strict';
// A worker's name that is empty or null counts as none; postMessage() of an open port gives true.
const assert = require('assert');
const { MessageChannel, Worker } = require('worker_threads');

for (const name of ['', null, undefined, 0]) {
  const worker = new Worker('0', { eval: true, name });
  assert.strictEqual(worker.threadName, 'WorkerThread');
}
assert.throws(() => new Worker('0', { eval: true, name: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });

const { port1 } = new MessageChannel();
assert.strictEqual(port1.postMessage('x'), true);
assert.strictEqual(port1.postMessage('x', []), true);
port1.close();
