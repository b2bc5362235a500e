'use strict';
// A request with a body over h2c: headers, flags, data and trailers of both directions.
const assert = require('assert');
const http2 = require('http2');

const server = http2.createServer();
server.on('stream', (stream, headers, flags, rawHeaders) => {
  assert.strictEqual(headers[':method'], 'POST');
  assert.strictEqual(headers.cookie, 'a=1; b=2');
  assert.deepStrictEqual(rawHeaders.slice(-4), ['cookie', 'a=1', 'cookie', 'b=2']);
  assert.strictEqual(flags, http2.constants.NGHTTP2_FLAG_END_HEADERS);
  let body = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => { body += chunk; });
  stream.on('end', () => {
    stream.respond({ ':status': 201, 'set-cookie': ['x', 'y'] }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ sum: String(body.length) }));
    stream.end(body.toUpperCase());
  });
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  const request = client.request({ ':method': 'POST', 'cookie': ['a=1', 'b=2'] });
  const seen = [];
  request.on('response', (headers) => { seen.push(headers[':status'], headers['set-cookie']); });
  request.on('trailers', (headers) => seen.push(headers.sum));
  let answer = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => { answer += chunk; });
  request.on('close', () => {
    assert.deepStrictEqual(seen, [201, ['x', 'y'], '100005']);
    assert.strictEqual(answer, `${'A'.repeat(100000)}HELLO`);
    assert.strictEqual(request.rstCode, 0);
    client.close();
    server.close();
  });
  request.write('a'.repeat(100000));
  request.end('hello');
});
