'use strict';
// Responses that wait for their turn behind another one are closed when the connection closes, and tell of it.
const assert = require('assert');
const http = require('http');
const net = require('net');

const closed = [];
const server = http.createServer((req, res) => {
  res.on('close', () => {
    assert.strictEqual(res.destroyed, true);
    assert.strictEqual(res.closed, true);
    closed.push(req.url);
    if (closed.length === 3) server.close();
  });
  if (req.url === '/3') setImmediate(() => req.socket.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.resume();
  client.on('error', () => {});
  client.write(['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''));
});
process.on('exit', () => assert.deepStrictEqual(closed, ['/1', '/2', '/3']));
