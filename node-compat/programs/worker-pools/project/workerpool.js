'use strict';
// workerpool over threads and processes: offloaded functions, worker scripts, events, timeouts, cancelled tasks.
const path = require('path');
const workerpool = require('workerpool');

async function run(workerType) {
  const pool = workerpool.pool(path.join(__dirname, 'workerpool-task.js'), { workerType, maxWorkers: 2 });
  console.log(workerType, await pool.exec((a, b) => a + b, [3, 4]));
  const proxy = await pool.proxy();
  console.log(Object.keys(proxy).sort(), await proxy.add(1, 2));
  await pool.exec('fails', []).catch((error) => console.log(error.name, error.message, error.code));
  console.log(await pool.exec('speaks', [], { on: (payload) => console.log('event', payload) }));
  await pool.exec('forever', []).timeout(300).catch((error) => console.log(error.constructor.name, error.message));
  const task = pool.exec('forever', []);
  setTimeout(() => task.cancel(), 100);
  await task.catch((error) => console.log(error.constructor.name, error.message));
  console.log(await pool.exec('add', [5, 6]), pool.stats().pendingTasks);
  await pool.terminate();
}

run('thread').then(() => run('process'));
