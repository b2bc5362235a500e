'use strict';
// jest-worker over threads and processes: exposed methods, errors, worker ids, output of the workers.
const path = require('path');
const { Worker } = require('jest-worker');

async function run(enableWorkerThreads) {
  const farm = new Worker(path.join(__dirname, 'jest-task.js'), { enableWorkerThreads, numWorkers: 2, exposedMethods: ['hello', 'fails', 'id'] });
  farm.getStdout().on('data', () => {});
  console.log(await Promise.all(['a', 'b', 'c'].map((name) => farm.hello(name))));
  await farm.fails().catch((error) => console.log(error.constructor.name, error.name, error.message, error.extra, error.type));
  console.log((await Promise.all([farm.id(), farm.id()])).sort());
  console.log(await farm.end());
}

run(true).then(() => run(false));
