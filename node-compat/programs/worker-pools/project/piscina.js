'use strict';
// piscina: results, named tasks, errors, aborted tasks, transfers, a busy worker that is ended, histograms, closing.
const path = require('path');
const { Piscina } = require('piscina');

const filename = path.join(__dirname, 'task.js');

function show(label, promise) {
  return promise.then((value) => console.log(label, value), (error) => {
    console.log(label, error.constructor.name, error.name, error.code, error.message, error.list);
  });
}

(async () => {
  const pool = new Piscina({
    filename, minThreads: 1, maxThreads: 2, env: { ...process.env, POOL_WORD: 'word' }, workerData: { word: 'data' }, argv: ['x'],
  });
  pool.on('drain', () => {});
  await show('sums', Promise.all(Array.from({ length: 20 }, (_, i) => pool.run({ a: i, b: 1 }))));
  await show('slow', pool.run(5, { name: 'slow' }));
  await show('fails', pool.run(null, { name: 'fails' }));
  await show('environment', pool.run(null, { name: 'environment' }));
  await show('missing', pool.run(null, { name: 'missing' }));
  await show('cannot be cloned', pool.run(() => {}));
  const buffer = new ArrayBuffer(4);
  await show('moved', pool.run(buffer, { name: 'moved', transferList: [buffer] }));
  console.log('detached', buffer.byteLength);
  const controller = new AbortController();
  const aborted = show('aborted', pool.run(null, { name: 'forever', signal: controller.signal }));
  setTimeout(() => controller.abort(), 20);
  await aborted;
  await show('exits', pool.run(null, { name: 'exits' }));
  await show('after', pool.run({ a: 1, b: 2 }));
  console.log('completed', pool.completed, typeof pool.histogram.runTime.average, pool.queueSize);
  await pool.close();
  await show('closed', pool.run({ a: 1, b: 2 }));
  console.log('threads', pool.threads.length);

  const queue = new Piscina({ filename, maxThreads: 1, maxQueue: 1, idleTimeout: 10 });
  await Promise.all([1, 2, 3, 4].map((ms) => show(`queued ${ms}`, queue.run(ms, { name: 'slow' }))));
  await queue.destroy();
})();
