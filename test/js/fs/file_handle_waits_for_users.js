'use strict';
// FileHandle.close() waits for what is under way; afterwards the handle is dead.
const assert = require('assert');
const fs = require('fs');

(async () => {
  const handle = await fs.promises.open(__filename);
  const reads = [handle.read(Buffer.alloc(10), 0, 10, 0), handle.stat(), handle.read({ position: 5 })];
  const closing = handle.close();
  assert.strictEqual(handle.close(), closing);
  const [first] = await Promise.all(reads);
  assert.strictEqual(first.bytesRead, 10);
  await closing;
  assert.strictEqual(handle.fd, -1);
  await assert.rejects(handle.stat(), { code: 'EBADF', message: 'file closed', syscall: 'fstat' });
  await handle.close();

  let events = 0;
  const second = await fs.promises.open(__filename);
  second.on('close', () => events++);
  await second.close();
  assert.strictEqual(events, 1);

  const lines = [];
  const third = await fs.promises.open(__filename);
  for await (const chunk of third.createReadStream({ encoding: 'utf8' })) lines.push(...chunk.split('\n'));
  assert.strictEqual(lines[0], "'use strict';");
  assert.strictEqual(third.fd, -1);
})();
