'use strict';
// A FileHandle moves to another thread; one that is in use stays; one that nobody takes is closed.
const assert = require('assert');
const fs = require('fs');
const { MessageChannel, Worker } = require('worker_threads');

(async () => {
  const handle = await fs.promises.open(__filename);
  const worker = new Worker(`
    const { parentPort } = require('worker_threads');
    parentPort.once('message', async (handle) => {
      parentPort.postMessage(await handle.readFile('utf8'));
      await handle.close();
    });
  `, { eval: true });
  assert.throws(() => worker.postMessage(handle), { name: 'DataCloneError' });
  worker.postMessage(handle, [handle]);
  assert.strictEqual(handle.fd, -1);
  await assert.rejects(handle.read(), { code: 'EBADF', message: 'The FileHandle has been transferred' });
  worker.on('message', (text) => assert.strictEqual(text, fs.readFileSync(__filename, 'utf8')));

  const busy = await fs.promises.open(__filename);
  const reading = busy.readFile();
  const { port1, port2 } = new MessageChannel();
  assert.throws(() => port1.postMessage(busy, [busy]), { message: 'Cannot transfer FileHandle while in use' });
  await reading;
  port1.postMessage(busy, [busy]);
  port1.close();
  port2.close();
})();
