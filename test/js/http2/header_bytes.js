'use strict';
// A character of a header field leaves as one byte; one whose byte is NUL would end the field and begin another. (Node lets it
// leave, and the peer resets the stream.)
const assert = require('assert');
const http2 = require('http2');

const server = http2.createServer();
server.on('stream', (stream, headers) => {
  for (const value of ['x\0y', '\u0100', 'x\u0200:path\u0200/other']) {
    assert.throws(() => stream.respond({ a: value }), { code: 'ERR_INVALID_CHAR' });
  }
  stream.respond({ latin: '\u00e9' });
  stream.end(headers['b']);
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  for (const name of ['a', ':path', ':authority', 'cookie']) {
    for (const value of ['\0', 'x\u0100y', '\u0100']) {
      assert.throws(() => client.request({ [name]: value, b: '2' }), { code: 'ERR_INVALID_CHAR' });
    }
  }
  const request = client.request({ b: '2' });
  request.on('response', (headers) => assert.strictEqual(headers.latin, '\u00e9'));
  request.setEncoding('utf8').on('data', (data) => assert.strictEqual(data, '2'));
  request.on('close', () => {
    client.close();
    server.close();
  });
});
