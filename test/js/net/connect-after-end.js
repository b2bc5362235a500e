'use strict';
// A socket that was ended before it had a connection begins anew with connect().
const assert = require('assert');
const net = require('net');

let text = '';
const server = net.createServer((peer) => {
  peer.setEncoding('latin1');
  peer.on('data', (chunk) => {
    text += chunk;
    peer.destroy();
    server.close();
  });
});
server.listen(0, '127.0.0.1', () => {
  const socket = new net.Socket();
  socket.on('error', () => {});
  socket.end();
  socket.connect(server.address().port, '127.0.0.1', () => {
    socket.write('again');
    socket.on('end', () => socket.destroy());
    socket.resume();
  });
  assert.strictEqual(socket.writableEnded, false);
});
process.on('exit', () => assert.strictEqual(text, 'again'));
