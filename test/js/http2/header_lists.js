'use strict';
// What may not stand in a header list throws before anything is sent.
const assert = require('assert');
const http2 = require('http2');

const server = http2.createServer();
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  for (const { 0: headers, 1: code } of [
    [{ 'bad name': 'x' }, 'ERR_INVALID_HTTP_TOKEN'],
    [{ connection: 'close' }, 'ERR_HTTP2_INVALID_CONNECTION_HEADERS'],
    [{ te: 'gzip' }, 'ERR_HTTP2_INVALID_CONNECTION_HEADERS'],
    [{ ':unknown': 'x' }, 'ERR_HTTP2_INVALID_PSEUDOHEADER'],
    [{ 'content-type': ['a', 'b'] }, 'ERR_HTTP2_HEADER_SINGLE_VALUE'],
    [{ ':method': 'CONNECT' }, 'ERR_HTTP2_CONNECT_AUTHORITY'],
    ['text', 'ERR_INVALID_ARG_TYPE'],
  ]) {
    assert.throws(() => client.request(headers), { code });
  }
  client.destroy();
  server.close();
});
