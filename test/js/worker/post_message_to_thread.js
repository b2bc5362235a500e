'use strict';
// postMessageToThread(): any thread to any other; the promise tells whether a listener took the message.
const assert = require('assert');
const { Worker, isMainThread, postMessageToThread, threadId, workerData } = require('worker_threads');

if (isMainThread) {
  const listening = new Worker(__filename, { workerData: 'listen' });
  const deaf = new Worker('setInterval(() => {}, 1000)', { eval: true });
  const received = [];
  process.on('workerMessage', async (value, source) => {
    received.push([value, source]);
    if (value !== 'ready') return;
    await assert.rejects(postMessageToThread(0, 1), { code: 'ERR_WORKER_MESSAGING_SAME_THREAD' });
    await assert.rejects(postMessageToThread(999, 1), { code: 'ERR_WORKER_MESSAGING_FAILED' });
    await assert.rejects(postMessageToThread(deaf.threadId, 1), { code: 'ERR_WORKER_MESSAGING_FAILED' });
    await assert.rejects(postMessageToThread(source, 'throw'), { code: 'ERR_WORKER_MESSAGING_ERRORED' });
    const bytes = new ArrayBuffer(8);
    await postMessageToThread(source, bytes, [bytes]);
    assert.strictEqual(bytes.byteLength, 0);
    assert.deepStrictEqual(received, [['ready', source], [8, source]]);
    deaf.terminate();
    listening.terminate();
  });
} else {
  assert.strictEqual(workerData, 'listen');
  process.on('workerMessage', (value, source) => {
    assert.strictEqual(source, 0);
    if (value === 'throw') throw new Error('thrown in a listener');
    postMessageToThread(0, value.byteLength);
  });
  setInterval(() => {}, 1000);
  postMessageToThread(0, 'ready').then(() => assert.notStrictEqual(threadId, 0));
}
