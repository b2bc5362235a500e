'use strict';
// The last request of a connection (maxRequestsPerSocket) whose response has neither length nor chunks: the end of the connection ends it.
const assert = require('assert');
const http = require('http');
const net = require('net');

const server = http.createServer((req, res) => {
  res.useChunkedEncodingByDefault = false;
  res.setHeader('Transfer-Encoding', 'own');
  res.end('body');
});
server.maxRequestsPerSocket = 1;
server.listen(0, () => {
  const client = net.connect(server.address().port);
  let received = '';
  client.on('data', (chunk) => { received += chunk; });
  client.on('end', () => {
    assert.match(received, /\r\nConnection: close\r\n\r\nbody$/);
    server.close();
  });
  client.write('GET / HTTP/1.1\r\nHost: host\r\n\r\n');
});
