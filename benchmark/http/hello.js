'use strict';
// Benchmark: server /
// The smallest answer an http.Server gives.
const http = require('http');

const server = http.createServer((req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/plain' });
  res.end('Hello, world!\n');
});
server.listen(0, '127.0.0.1', () => console.log(`LISTENING ${server.address().port}`));
