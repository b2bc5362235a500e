'use strict';
// setKeepAlive() takes its settings one by one or in an object, before and after the connection is there; nonsense is harmless.
const assert = require('assert');
const net = require('net');

const calls = [];
const server = net.createServer((socket) => socket.resume()).listen(0, '127.0.0.1', () => {
  const socket = net.connect(server.address().port, '127.0.0.1');
  assert.strictEqual(socket.setKeepAlive(true, 5000, 10000, 9), socket);
  socket.on('connect', () => {
    for (const settings of [[true, 1000, 1000, 3], [true, 1000, -5, -1], [true, 'x', {}, 'y'], [false]]) socket.setKeepAlive(...settings);
    const { _handle: handle } = socket;
    handle.setKeepAlive = (...args) => calls.push(args);
    socket.setKeepAlive(true, 2000, 3000, 4);
    socket.setKeepAlive(true, 2000, 3000, 4);
    socket.setKeepAlive({ enable: true, initialDelay: 7000 });
    socket.end();
  });
  socket.on('close', () => server.close());
});
process.on('exit', () => assert.deepStrictEqual(calls, [[true, 2, 3, 4], [true, 7, undefined, undefined]]));
