'use strict';
// What a parent may ask a thread, also in the middle of its work; a thread that is gone answers ERR_WORKER_NOT_RUNNING.
const assert = require('assert');
const { Worker } = require('worker_threads');

const worker = new Worker('require("worker_threads").parentPort.postMessage(0); for (;;);', { eval: true });
worker.on('message', async () => {
  const statistics = await worker.getHeapStatistics();
  assert.ok(statistics.used_heap_size > 0);
  const usage = await worker.cpuUsage();
  assert.ok(usage.user > 0 && usage.system >= 0);
  const later = await worker.cpuUsage(usage);
  assert.ok(later.user >= 0);
  let json = '';
  for await (const chunk of await worker.getHeapSnapshot()) json += chunk;
  assert.ok(Array.isArray(JSON.parse(json).nodes));
  await worker.terminate();
  await assert.rejects(worker.getHeapStatistics(), { code: 'ERR_WORKER_NOT_RUNNING' });
  await assert.rejects(worker.getHeapSnapshot(), { code: 'ERR_WORKER_NOT_RUNNING' });
  await assert.rejects(worker.cpuUsage(), { code: 'ERR_WORKER_NOT_RUNNING' });
});
