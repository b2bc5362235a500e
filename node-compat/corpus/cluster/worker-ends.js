'use strict';
// What the primary hears of a worker, and what it knows of it at each event, for every way to end.
const cluster = require('cluster');

if (cluster.isWorker) {
  const server = require('net').createServer().listen(0, '127.0.0.1');
  process.on('message', (what) => {
    if (what === 'disconnect') cluster.worker.disconnect();
    else if (what === 'kill') cluster.worker.kill();
    else if (what === 'exit') process.exit(3);
    else if (what === 'channel') process.disconnect();
    else server.close(() => process.exit(0));
  });
  return;
}

function show(value) {
  if (value instanceof cluster.Worker) return `worker ${value.id}`;
  return JSON.stringify(value)?.replace(/"port":\d+/, '"port":N');
}
for (const event of ['fork', 'online', 'listening', 'disconnect', 'exit']) {
  cluster.on(event, (...args) => console.log('cluster', event, ...args.map(show)));
}

const ways = {
  'worker.disconnect()': (worker) => worker.disconnect(),
  'worker.kill()': (worker) => worker.kill(),
  "worker.kill('SIGKILL')": (worker) => worker.kill('SIGKILL'),
  'worker.process.disconnect()': (worker) => worker.process.disconnect(),
  'cluster.disconnect()': () => cluster.disconnect(() => console.log('callback')),
  'disconnect': (worker) => worker.send('disconnect'),
  'kill': (worker) => worker.send('kill'),
  'exit': (worker) => worker.send('exit'),
  'channel': (worker) => worker.send('channel'),
  'close': (worker) => worker.send('close'),
};
(function next([way, ...rest]) {
  if (way === undefined) return;
  console.log(`--- ${way}`);
  const worker = cluster.fork();
  const state = () => [worker.state, worker.exitedAfterDisconnect, worker.isConnected(), worker.isDead(), worker.id in cluster.workers];
  console.log('new', ...state());
  for (const event of ['online', 'listening', 'disconnect', 'exit']) worker.on(event, () => console.log(event, ...state()));
  worker.on('listening', () => ways[way](worker));
  worker.on('exit', () => setImmediate(next, rest));
})(Object.keys(ways));
