'use strict';
// workerData arrives as a clone; messages go both ways; the thread ends when its port is let go, with its exit code.
const assert = require('assert');
const { Worker, isMainThread, parentPort, workerData, threadId } = require('worker_threads');

if (isMainThread) {
  assert.strictEqual(threadId, 0);
  const data = { text: 'a', map: new Map([[1, [2]]]) };
  const worker = new Worker(__filename, { workerData: data });
  const events = [];
  worker.on('online', () => events.push('online'));
  worker.on('message', (message) => {
    events.push('message');
    assert.deepStrictEqual(message, { data, threadId: worker.threadId });
    worker.postMessage('end');
  });
  worker.on('exit', (code) => {
    events.push('exit');
    assert.strictEqual(code, 5);
    assert.strictEqual(worker.threadId, -1);
    worker.postMessage('nobody hears it');
  });
  process.on('exit', () => assert.deepStrictEqual(events, ['online', 'message', 'exit']));
} else {
  parentPort.postMessage({ data: workerData, threadId });
  parentPort.once('message', (message) => {
    assert.strictEqual(message, 'end');
    process.exitCode = 5;
  });
}
