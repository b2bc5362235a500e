'use strict';
// send(message, handle): a server works in the child, and a socket is the child's from then on.
const assert = require('assert');
const { fork } = require('child_process');
const net = require('net');

if (process.argv[2] === 'child') {
  process.on('message', (message, socket) => {
    socket.end('from the child');
    process.disconnect();
  });
} else {
  const child = fork(__filename, ['child']);
  let text = '';
  const server = net.createServer((socket) => {
    child.send('socket', socket);
    server.close();
  });
  server.listen(0, () => {
    net.connect(server.address().port).setEncoding('utf8').on('data', (data) => { text += data; });
  });
  process.on('exit', () => assert.strictEqual(text, 'from the child'));
}
