'use strict';
// A peer that speaks something else: the session fails, the server goes on.
const assert = require('assert');
const http2 = require('http2');
const net = require('net');

const server = http2.createServer((req, res) => res.end('still here'));
const failures = [];
server.on('sessionError', (error) => failures.push(error.code));
server.listen(0, () => {
  const socket = net.connect(server.address().port);
  socket.end('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  socket.resume();
  socket.on('close', () => {
    const client = http2.connect(`http://localhost:${server.address().port}`);
    client.request().on('data', (data) => {
      assert.strictEqual(data.toString(), 'still here');
    }).on('close', () => {
      assert.deepStrictEqual(failures, ['ERR_HTTP2_ERROR']);
      client.close();
      server.close();
    });
  });
});
