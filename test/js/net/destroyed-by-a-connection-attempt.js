'use strict';
// A listener of 'connectionAttempt' or 'lookup' may destroy the socket: nothing is connected then.
const assert = require('assert');
const net = require('net');

if (process.versions.phasor === undefined) process.exit();  // Node 24 throws from its own connect() here

let closed = 0;
const server = net.createServer(() => assert.fail('connected'));
server.listen(0, () => {
  const { port } = server.address();
  const two = (host, options, callback) => {
    setImmediate(callback, null, [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }]);
  };
  const sockets = [{ host: '127.0.0.1' }, { host: 'a.test', lookup: two }].map((options) => {
    const socket = net.connect({ port, ...options });
    socket.on('connectionAttempt', () => socket.destroy());
    return socket;
  });
  sockets.push(net.connect({ port, host: 'a.test', lookup: two }).on('lookup', function() { this.destroy(); }));
  for (const socket of sockets) {
    socket.on('connect', () => assert.fail('connected'));
    socket.on('close', () => { if (++closed === sockets.length) server.close(); });
  }
});
process.on('exit', () => assert.strictEqual(closed, 3));
