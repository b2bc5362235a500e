'use strict';
// Two workers share an HTTP server's port; connections are handed to them in turn.
const assert = require('assert');
const cluster = require('cluster');
const http = require('http');

if (cluster.isWorker) {
  http.createServer((req, res) => res.end(String(cluster.worker.id))).listen(0, '127.0.0.1');
  return;
}

cluster.schedulingPolicy = cluster.SCHED_RR;
const ports = [];
const answers = { 1: 0, 2: 0 };
const exits = [];
for (let i = 0; i < 2; i++) cluster.fork();
cluster.on('listening', (worker, { address, port, addressType }) => {
  assert.deepStrictEqual([address, addressType, worker.state], ['127.0.0.1', 4, 'listening']);
  ports.push(port);
  if (ports.length === 2) ask(8);
});
cluster.on('exit', (worker, code, signal) => exits.push([code, signal, worker.exitedAfterDisconnect]));

function ask(left) {
  assert.strictEqual(ports[0], ports[1]);
  if (left === 0) {
    cluster.disconnect(() => assert.deepStrictEqual(Object.keys(cluster.workers), []));
    return;
  }
  http.get({ port: ports[0], host: '127.0.0.1', agent: false }, (res) => {
    res.on('data', (id) => answers[id]++);
    res.on('end', () => ask(left - 1));
  });
}
process.on('exit', () => {
  assert.deepStrictEqual(answers, { 1: 4, 2: 4 });
  assert.deepStrictEqual(exits, [[0, null, true], [0, null, true]]);
});
