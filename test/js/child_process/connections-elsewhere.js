'use strict';
// A server counts the connections that it gave to a child, and closes after them.
const assert = require('assert');
const { fork } = require('child_process');
const net = require('net');

if (process.argv[2] === 'child') {
  process.on('message', (message, socket) => {
    if (socket) socket.on('close', () => process.send('closed')).write('taken');
    else process.disconnect();
  });
  return;
}

const events = [];
const child = fork(__filename, ['child']);
const server = net.createServer((socket) => {
  assert.strictEqual(child.send('take', socket), true);
  assert.deepStrictEqual([socket._handle, socket.destroyed], [null, false]);
});
server.on('close', () => {
  events.push('server closed');
  child.send('go');
});
child.on('message', (message) => events.push(`socket ${message}`));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.once('data', (data) => {
    assert.strictEqual(String(data), 'taken');
    server.getConnections((error, count) => {
      assert.deepStrictEqual([error, count], [null, 1]);
      server.close();
      setImmediate(() => {
        events.push('client ends');
        client.end();
      });
    });
  });
});
process.on('exit', () => assert.deepStrictEqual(events.sort(), ['client ends', 'server closed', 'socket closed']));
