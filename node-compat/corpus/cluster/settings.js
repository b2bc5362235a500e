'use strict';
// setupPrimary() adds to the settings; workers are started with them.
const cluster = require('cluster');

if (process.argv[2] === 'as worker') {
  process.send({
    argv: process.argv.slice(2), execArgv: process.execArgv, variable: process.env.VARIABLE, unique: process.env.NODE_UNIQUE_ID,
    isWorker: cluster.isWorker, isPrimary: cluster.isPrimary, id: cluster.worker?.id, keys: Object.keys(cluster),
    cwd: process.cwd() === '/', title: process.stdout.isTTY,
  }, () => {
    console.log('from the worker');
    process.disconnect();
  });
  return;
}

cluster.on('setup', (settings) => console.log('setup', Object.keys(settings).join()));
console.log(cluster.settings);
cluster.setupPrimary();
cluster.setupPrimary({ args: ['as worker', 'more'], silent: true });
cluster.setupMaster({ cwd: '/', execArgv: ['--no-warnings'] });
console.log({ ...cluster.settings, exec: cluster.settings.exec === __filename });
const worker = cluster.fork({ VARIABLE: 'value' });
worker.on('message', (message) => console.log('message', message));
cluster.on('message', (from, message, handle) => console.log(from === worker, Object.keys(message).length, handle));
let output = '';
worker.process.stdout.on('data', (data) => { output += data; });
worker.on('exit', (code) => console.log('exit', code, JSON.stringify(output), cluster.worker, Object.keys(cluster.workers)));
for (const settings of [{ exec: 5 }, { args: 'x' }, { stdio: 'nonsense' }, { serialization: 'x' }, { inspectPort: 70000 }]) {
  cluster.setupPrimary(settings);
  try {
    cluster.fork().process.kill();
    console.log('forked');
  } catch (error) {
    console.log(Object.keys(settings)[0], error.code, error.message);
  }
  cluster.setupPrimary({ exec: __filename, args: [], stdio: undefined, serialization: undefined, inspectPort: undefined });
}
