'use strict';
// Writing to a client that has reset its connection is an 'error' event of the socket, and the server goes on.
const assert = require('assert');
const net = require('net');

const server = net.createServer((socket) => {
  socket.on('error', (error) => {
    assert.ok(['EPIPE', 'ECONNRESET'].includes(error.code), error.code);
    failed = true;
  });
  socket.on('close', () => {
    assert.ok(failed);
    server.close();
  });
  socket.once('data', () => {
    const flood = () => { if (!socket.destroyed) socket.write(Buffer.alloc(65536), flood); };
    flood();
  });
});
let failed = false;
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.write('x');
    client.once('data', () => client.resetAndDestroy());
  });
});
