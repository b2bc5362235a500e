'use strict';
// What a parent sees of a worker, in order: online, messages, the end of its streams, exit.
const { Worker, isMainThread, parentPort } = require('worker_threads');

if (isMainThread) {
  const worker = new Worker(__filename, { stdout: true, stderr: true, argv: ['argument'], name: 'named' });
  console.log(worker.threadId, worker.threadName);
  const log = (...what) => console.log(...what);
  worker.on('online', () => log('online'));
  let messages = 0;
  worker.on('message', () => messages++);
  worker.on('error', (error) => log('error', error.message));
  let out = '';
  worker.stdout.setEncoding('utf8').on('data', (chunk) => { out += chunk; });
  worker.stdout.on('end', () => log('end of stdout', JSON.stringify(out)));
  worker.on('exit', (code) => {
    log('exit', code, messages, worker.threadId, worker.threadName, worker.resourceLimits);
    worker.terminate().then((again) => log('terminate', again));
    worker.getHeapStatistics().catch((error) => log(error.code));
    log(worker.performance.eventLoopUtilization());
  });
} else {
  console.log(process.argv.slice(2));
  for (let i = 0; i < 2500; i++) parentPort.postMessage(i);
  process.stdout.write('written');
  setImmediate(() => {
    process.on('exit', (code) => console.log('exit', code));
    throw new Error('at the end');
  });
}
