'use strict';
// With SCHED_NONE workers listen on the primary's own handle; UDP sockets are always shared so.
const assert = require('assert');
const cluster = require('cluster');
const dgram = require('dgram');
const net = require('net');

if (cluster.isWorker) {
  const server = net.createServer((socket) => socket.end(`tcp ${cluster.worker.id}`));
  server.listen(0, '127.0.0.1', () => {
    const socket = dgram.createSocket('udp4');
    socket.on('message', (message, { port }) => socket.send(`udp ${message}`, port, '127.0.0.1'));
    socket.bind(0, '127.0.0.1', () => process.send({ tcp: server.address().port, udp: socket.address().port }));
  });
  return;
}

cluster.schedulingPolicy = cluster.SCHED_NONE;
const told = [];
const heard = [];
for (let i = 0; i < 2; i++) cluster.fork().on('message', (ports) => {
  told.push(ports);
  if (told.length === 2) talk();
});

function talk() {
  assert.deepStrictEqual(told[0], told[1]);
  net.connect(told[0].tcp, '127.0.0.1').on('data', (data) => {
    heard.push(String(data).slice(0, 4));
    const client = dgram.createSocket('udp4');
    client.on('message', (message) => {
      heard.push(String(message));
      client.close();
      cluster.disconnect();
    });
    client.send('hello', told[0].udp, '127.0.0.1');
  });
}
process.on('exit', () => assert.deepStrictEqual(heard, ['tcp ', 'udp hello']));
