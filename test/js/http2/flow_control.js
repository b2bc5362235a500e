'use strict';
// A reader that pauses stops its writer after a window, and only its own.
const assert = require('assert');
const http2 = require('http2');

const kTotal = 4 * 1024 * 1024;
const server = http2.createServer();
server.on('stream', (stream, headers) => {
  stream.respond();
  if (headers[':path'] === '/small') stream.end('small');
  else stream.end(Buffer.alloc(kTotal));
  if (headers[':path'] === '/large') server.large = stream;
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  const large = client.request({ ':path': '/large' });
  large.once('readable', () => {
    const small = client.request({ ':path': '/small' });
    small.resume();
    small.on('end', () => {
      assert.strictEqual(server.large.writableFinished, false);
      let length = 0;
      large.on('data', (chunk) => { length += chunk.length; });
      large.on('end', () => {
        assert.strictEqual(length, kTotal);
        client.close();
        server.close();
      });
    });
  });
});
