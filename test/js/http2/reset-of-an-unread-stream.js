'use strict';
// A client's stream that is reset with an error code is destroyed at once, whatever lies unread in it.
const assert = require('assert');
const http2 = require('http2');

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR } = http2.constants;
const server = http2.createServer();
server.on('stream', (stream, headers) => {
  stream.on('error', () => {});
  stream.respond();
  stream.write(Buffer.alloc(1000000));
  // The window is full by now: the rest of the body waits.
  stream.session.ping(() => stream.close(Number(headers['x-code'])));
});

server.listen(0, async () => {
  const session = http2.connect(`http://localhost:${server.address().port}`);
  for (const code of [NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR]) {
    const { errors, rstCode, unread } = await unreadRequest(session, code);
    assert.deepStrictEqual(errors, code === NGHTTP2_CANCEL ? [] : ['ERR_HTTP2_STREAM_ERROR']);
    assert.strictEqual(rstCode, code);
    assert.notStrictEqual(unread, 0);
  }
  session.close();
  server.close();
});

function unreadRequest(session, code) {
  const errors = [];
  const request = session.request({ 'x-code': code });
  request.on('response', () => request.pause());
  request.on('error', (error) => errors.push(error.code));
  return new Promise((resolve) => request.on('close', () => {
    resolve({ errors, rstCode: request.rstCode, unread: request.readableLength });
  }));
}
