'use strict';
// util.transferableAbortController(): the signal that another thread gets aborts with the sender's.
const assert = require('assert');
const { transferableAbortController, transferableAbortSignal } = require('util');
const { Worker } = require('worker_threads');

const controller = transferableAbortController();
const aborted = transferableAbortSignal(AbortSignal.abort('before'));
const worker = new Worker(`
  const { parentPort } = require('worker_threads');
  parentPort.once('message', ({ signal, aborted }) => {
    signal.addEventListener('abort', () => parentPort.postMessage([signal.reason, signal instanceof AbortSignal]));
    parentPort.postMessage([aborted.aborted, aborted.reason, signal.aborted]);
  });
`, { eval: true });
worker.postMessage({ signal: controller.signal, aborted }, [controller.signal, aborted]);
worker.once('message', (first) => {
  assert.deepStrictEqual(first, [true, 'before', false]);
  worker.once('message', (second) => {
    assert.deepStrictEqual(second, ['now', true]);
    worker.terminate();
  });
  controller.abort('now');
  assert.strictEqual(controller.signal.reason, 'now');
});
assert.throws(() => transferableAbortSignal({}), { code: 'ERR_INVALID_ARG_TYPE' });
