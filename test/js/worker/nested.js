'use strict';
// Workers start workers; environment data is inherited; a thread that ends takes its own workers along.
const assert = require('assert');
const { Worker, isMainThread, parentPort, getEnvironmentData, setEnvironmentData, workerData } = require('worker_threads');

if (isMainThread) {
  setEnvironmentData('shared', { x: 1 });
  setEnvironmentData('gone', 1);
  setEnvironmentData('gone', undefined);
  const worker = new Worker(__filename, { workerData: 3 });
  worker.on('message', (depth) => {
    assert.strictEqual(depth, 0);
    worker.terminate();
  });
  worker.on('exit', (code) => assert.strictEqual(code, 1));
} else {
  assert.deepStrictEqual(getEnvironmentData('shared'), { x: 1 });
  assert.strictEqual(getEnvironmentData('gone'), undefined);
  if (workerData === 0) {
    parentPort.postMessage(0);
    for (;;);
  }
  new Worker(__filename, { workerData: workerData - 1 }).on('message', (depth) => parentPort.postMessage(depth));
}
