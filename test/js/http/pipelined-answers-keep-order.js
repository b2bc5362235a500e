'use strict';
// Pipelined requests are all handled at once; their responses leave in the order of the requests.
const assert = require('assert');
const http = require('http');
const net = require('net');

const delays = { '/1': 30, '/2': 1, '/3': 10 };
const server = http.createServer((req, res) => {
  if (req.url in delays) setTimeout(() => res.end(req.url), delays[req.url]);
  else res.end(req.url);
});
server.listen(0, () => {
  const socket = net.connect(server.address().port);
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (data) => {
    text += data;
    if (text.endsWith('/4')) socket.end();
  });
  socket.on('close', () => {
    assert.deepStrictEqual(text.match(/\r\n\r\n\/\d/g).map((part) => part.trim()), ['/0', '/1', '/2', '/3', '/4']);
    server.close();
  });
  socket.write([0, 1, 2, 3, 4].map((i) => `GET /${i} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''));
});
