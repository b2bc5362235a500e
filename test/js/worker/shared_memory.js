'use strict';
// A SharedArrayBuffer is the same memory in every thread; ArrayBuffers and ports move.
const assert = require('assert');
const { MessageChannel, Worker, isMainThread, workerData } = require('worker_threads');

const THREADS = 3, ROUNDS = 10000;
if (isMainThread) {
  const counter = new Int32Array(new SharedArrayBuffer(8));
  const { port1, port2 } = new MessageChannel();
  const bytes = new Uint8Array([1, 2, 3]).buffer;
  let ended = 0;
  for (let i = 0; i < THREADS; i++) {
    const first = i === 0;
    const worker = new Worker(__filename, {
      workerData: { counter, port: first ? port2 : undefined, bytes: first ? bytes : undefined },
      transferList: first ? [port2, bytes] : undefined,
    });
    worker.on('exit', () => {
      if (++ended === THREADS) assert.strictEqual(counter[0], THREADS * ROUNDS);
    });
  }
  assert.strictEqual(bytes.byteLength, 0);
  Atomics.wait(counter, 1, 0);  // the main thread may wait for the others
  port1.on('message', (received) => {
    assert.deepStrictEqual(new Uint8Array(received), new Uint8Array([1, 2, 3]));
    port1.close();
  });
} else {
  const { counter, port, bytes } = workerData;
  for (let i = 0; i < ROUNDS; i++) Atomics.add(counter, 0, 1);
  if (port !== undefined) {
    port.postMessage(bytes, [bytes]);
    Atomics.store(counter, 1, 1);
    Atomics.notify(counter, 1);
    port.on('close', () => {});
  }
}
