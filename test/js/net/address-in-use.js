'use strict';
// listen() on a port that is taken: an 'error' event with Node's fields, and the server can listen elsewhere after it.
const assert = require('assert');
const net = require('net');

const first = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = first.address();
  const second = net.createServer();
  second.on('error', (error) => {
    assert.strictEqual(error.code, 'EADDRINUSE');
    assert.strictEqual(error.syscall, 'listen');
    assert.strictEqual(error.address, '127.0.0.1');
    assert.strictEqual(error.port, port);
    assert.strictEqual(error.message, `listen EADDRINUSE: address already in use 127.0.0.1:${port}`);
    second.listen(0, '127.0.0.1', () => {
      second.close();
      first.close();
    });
  });
  second.listen(port, '127.0.0.1');
});
