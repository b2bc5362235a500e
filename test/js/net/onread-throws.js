'use strict';
// An error that an onread callback throws is uncaught; the bytes behind it come all the same.
const assert = require('assert');
const net = require('net');

let caught = 0;
let text = '';
process.on('uncaughtException', (error) => {
  assert.strictEqual(error.message, 'thrown');
  caught++;
});
const server = net.createServer((socket) => {
  socket.end('hello world');
  server.close();
});
server.listen(0, '127.0.0.1', () => {
  net.connect({
    port: server.address().port,
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(4),
      callback(length, buffer) {
        text += buffer.toString('latin1', 0, length);
        throw new Error('thrown');
      },
    },
  });
});
process.on('exit', () => {
  assert.strictEqual(text, 'hello world');
  assert.strictEqual(caught, 3);
});
