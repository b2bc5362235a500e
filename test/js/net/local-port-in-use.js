'use strict';
// A local port that is taken fails as bind(), at once and under its own name.
const assert = require('assert');
const net = require('net');

const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const socket = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.1', localPort: port });
  socket.on('connect', () => assert.fail('connected'));
  socket.on('error', (error) => {
    assert.strictEqual(error.code, 'EADDRINUSE');
    assert.strictEqual(error.syscall, 'bind');
    assert.strictEqual(error.message, `bind EADDRINUSE 127.0.0.1:${port}`);
    server.close();
  });
});
