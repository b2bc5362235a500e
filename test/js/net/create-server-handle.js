'use strict';
// net._createServerHandle() gives a bound handle for listen(), or a negative errno.
const assert = require('assert');
const net = require('net');

assert.strictEqual(net._createServerHandle('/nonexistent/a', -1, -1), -13);
assert.ok(net._createServerHandle('192.0.2.1', 1, 4) < 0);
const handle = net._createServerHandle('127.0.0.1', 0, 4);
const server = net.createServer().listen(handle, () => {
  assert.strictEqual(server.address().address, '127.0.0.1');
  server.close();
});
