'use strict';
// Web streams move to another thread: reading, writing, both; failures travel, too.
const assert = require('assert');
const { Worker, isMainThread, parentPort } = require('worker_threads');

if (isMainThread) {
  const worker = new Worker(__filename);
  const readable = new ReadableStream({
    start(controller) {
      for (const text of ['a', 'b', 'c']) controller.enqueue(text);
      controller.close();
    },
  });
  const failing = new ReadableStream({ pull(controller) { controller.error(new RangeError('no more')); } });
  const written = [];
  const { promise: closed, resolve } = Promise.withResolvers();
  const writable = new WritableStream({ write(chunk) { written.push(chunk); }, close: resolve });
  const transform = new TransformStream({ transform(chunk, controller) { controller.enqueue(chunk * 2); } });
  assert.throws(() => worker.postMessage(readable), { name: 'DataCloneError' });
  worker.postMessage({ readable, failing, writable, transform }, [readable, failing, writable, transform]);
  assert.strictEqual(readable.locked, true);
  closed.then(() => {
    assert.deepStrictEqual(written, ['a', 'b', 'c', 42]);
    worker.terminate();
  });
} else {
  parentPort.once('message', async ({ readable, failing, writable, transform }) => {
    const writer = writable.getWriter();
    for await (const chunk of readable) await writer.write(chunk);
    await assert.rejects(failing.getReader().read(), { name: 'RangeError', message: 'no more' });
    const side = transform.writable.getWriter();
    side.write(21);
    const { value } = await transform.readable.getReader().read();
    await writer.write(value);
    await writer.close();
  });
}
