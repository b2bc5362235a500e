'use strict';
// Somebody begins to read the socket in a tick that runs between two pieces of a body: the request goes on undisturbed.
const assert = require('assert');
const http = require('http');
const net = require('net');

const seen = [];
let client;
const server = http.createServer((req, res) => {
  req.on('data', (chunk) => {
    seen.push(`${chunk}`);
    process.nextTick(() => { req.socket.on('data', () => {}); });
  });
  req.on('end', () => { res.end('done'); });
  res.on('close', () => {
    client.destroy();
    server.close();
  });
}).listen(0, () => {
  client = net.connect(server.address().port);
  client.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n');
  client.resume();
});
process.on('exit', () => { assert.deepStrictEqual(seen, ['bo', 'dy']); });
