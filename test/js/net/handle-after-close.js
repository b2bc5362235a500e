'use strict';
// The handle of a socket or server that is closed answers with an error, whatever is asked of it.
const assert = require('assert');
const net = require('net');

if (process.versions.phasor === undefined) process.exit();  // the handles' methods are Phasor's own
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const handle = server._handle;
  server.close();
  for (const ask of [() => handle.listen(5), () => handle.bind('127.0.0.1', 0, 0), () => handle.open(0)]) {
    assert.ok(ask() < 0);
  }
  assert.ok(handle.connect('127.0.0.1', 1, () => assert.fail('called')) < 0);
});
