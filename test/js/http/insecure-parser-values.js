'use strict';
// insecureHTTPParser lets NUL bytes, other versions and unknown codings through, whatever way the server reads.
const assert = require('assert');
const http = require('http');
const net = require('net');

const seen = [];
const server = http.createServer({ insecureHTTPParser: true }, (req, res) => {
  let body = '';
  req.setEncoding('latin1');
  req.on('data', (chunk) => { body += chunk; });
  req.on('end', () => {
    seen.push([req.httpVersion, req.headers.a, body]);
    res.end();
    if (seen.length === 2) server.close();
  });
});
server.listen(0, '127.0.0.1', () => {
  const send = (text) => net.connect(server.address().port, '127.0.0.1').end(text, 'latin1').resume();
  send('GET / HTTP/1.1\r\nHost: a\r\nA: b\0c\r\nConnection: close\r\n\r\n');
  send('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, foo\r\n\r\nrest');
});
process.on('exit', () => {
  assert.deepStrictEqual(seen.sort(), [['1.1', 'b\0c', ''], ['1.1', undefined, 'rest']].sort());
});
