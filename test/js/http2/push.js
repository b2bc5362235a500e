'use strict';
// A promised stream arrives with its request, its response and its data.
const assert = require('assert');
const http2 = require('http2');

const server = http2.createServer();
server.on('stream', (stream) => {
  stream.pushStream({ ':path': '/style' }, (error, pushed, headers) => {
    assert.ifError(error);
    assert.strictEqual(headers[':path'], '/style');
    assert.throws(() => pushed.pushStream({}, () => {}), { code: 'ERR_HTTP2_NESTED_PUSH' });
    pushed.respond({ ':status': 200 });
    pushed.end('body');
    stream.respond();
    stream.end();
  });
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  client.on('stream', (pushed, headers) => {
    assert.strictEqual(headers[':path'], '/style');
    let status;
    let data = '';
    pushed.on('push', (response) => { status = response[':status']; });
    pushed.setEncoding('utf8').on('data', (chunk) => { data += chunk; });
    pushed.on('end', () => {
      assert.deepStrictEqual([status, data], [200, 'body']);
      client.close();
      server.close();
    });
  });
  client.request().resume();
});
