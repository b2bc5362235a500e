'use strict';
// throng starts clustered workers; the primary serves nothing, the workers share a port in turn.
const cluster = require('cluster');
const http = require('http');
const throng = require('throng');

const lines = [];
throng({ master, worker, count: 2, lifetime: 0, grace: 2000 });

function master() {
  const ports = new Set();
  let listening = 0;
  cluster.on('listening', (one, { port }) => {
    ports.add(port);
    if (++listening === 2) askAll([...ports], 6);
  });
  cluster.on('exit', (one, code, signal) => {
    lines.push(`exit ${code} ${signal}`);
    if (Object.keys(cluster.workers).length === 0) console.log(lines.join('\n'));
  });
}

function askAll([port, ...others], left) {
  if (left === 0) {
    for (const one of Object.values(cluster.workers)) one.send('stop');
    return;
  }
  http.get({ host: '127.0.0.1', port, agent: false, path: `/${left}` }, async (res) => {
    lines.push(`${others.length} ${res.statusCode} ${await res.toArray()}`);
    askAll([port, ...others], left - 1);
  });
}

function worker(id) {
  const server = http.createServer((req, res) => res.end(`worker ${id === 1 || id === 2} ${req.url}`)).listen(0, '127.0.0.1');
  process.on('message', () => {
    server.close();
    process.exit(0);
  });
}
