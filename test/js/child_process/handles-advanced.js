'use strict';
// Sockets, servers and UDP sockets travel with messages, with advanced serialization too.
const assert = require('assert');
const { fork } = require('child_process');
const dgram = require('dgram');
const net = require('net');

if (process.argv[2] === 'child') {
  process.on('message', (message, handle) => {
    if (handle instanceof net.Server) handle.on('connection', (socket) => socket.end('from the child')).once('connection', () => handle.close());
    if (handle instanceof dgram.Socket) handle.send('datagram', message.port ?? message.get('port'), '127.0.0.1', () => handle.close());
    process.send('taken');
  });
  return;
}

let left = 2;
for (const serialization of ['json', 'advanced']) {
  const child = fork(__filename, ['child'], { serialization });
  const receiver = dgram.createSocket('udp4').bind(0, '127.0.0.1');
  const sender = dgram.createSocket('udp4');
  const server = net.createServer();
  const heard = [];
  const note = (text) => {
    heard.push(text);
    if (heard.length < 2) return;
    assert.deepStrictEqual(heard.sort(), ['datagram', 'from the child']);
    receiver.close();
    child.disconnect();
    left--;
  };
  receiver.on('message', (message) => note(String(message)));
  receiver.on('listening', () => sender.bind(0, '127.0.0.1', () => {
    const { port } = receiver.address();
    child.send(serialization === 'json' ? { port } : new Map([['port', port]]), sender, () => sender.close());
  }));
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    child.send('server', server, () => server.close());
    child.once('message', () => net.connect(port, '127.0.0.1').on('data', (data) => note(String(data))));
  });
}
process.on('exit', () => assert.strictEqual(left, 0));
