'use strict';
// Handles answer to the names that programs know from Node; net._createServerHandle() makes one that listen() takes.
const assert = require('assert');
const net = require('net');

const handle = net._createServerHandle('127.0.0.1', 0, 4);
const name = {};
assert.strictEqual(handle.getsockname(name), 0);
assert.strictEqual(name.address, '127.0.0.1');
assert.strictEqual(handle.constructor.name, 'TCP');
assert.strictEqual(net._createServerHandle('192.0.2.1', 0, 4), -99);  // EADDRNOTAVAIL
const server = net.createServer((socket) => {
  socket.end();
  server.close();
});
server.listen(handle, () => {
  assert.strictEqual(server.address().port, name.port);
  assert.strictEqual(handle.getpeername({}), -107);  // ENOTCONN
  const client = net.connect(name.port, '127.0.0.1', () => {
    const peer = {};
    assert.strictEqual(client._handle.getpeername(peer), 0);
    assert.strictEqual(peer.port, name.port);
    assert.strictEqual(typeof client._handle.getAsyncId(), 'number');
  }).resume();
});
