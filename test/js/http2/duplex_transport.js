'use strict';
// Sessions over a pair of Duplex streams: no socket at all.
const assert = require('assert');
const http2 = require('http2');
const { duplexPair } = require('stream');

const { 0: near, 1: far } = duplexPair();
const session = http2.performServerHandshake(far);
session.on('stream', (stream, headers) => {
  stream.respond({ ':status': 200 });
  stream.end(headers[':path'].repeat(50000));
});
const client = http2.connect('http://localhost', { createConnection: () => near });
let length = 0;
const request = client.request({ ':path': '/ten-bytes' });
request.on('data', (chunk) => { length += chunk.length; });
request.on('end', () => {
  assert.strictEqual(length, 500000);
  assert.strictEqual(client.alpnProtocol, 'h2c');
  client.destroy();
  session.destroy();
});
