'use strict';
// The compatibility API: a request listener that looks like HTTP/1's.
const assert = require('assert');
const http2 = require('http2');

const server = http2.createServer((req, res) => {
  assert.strictEqual(req.httpVersion, '2.0');
  assert.strictEqual(req.url, '/path');
  assert.strictEqual(typeof req.socket.remotePort, 'number');
  assert.throws(() => req.socket.write('x'), { code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION' });
  assert.throws(() => res.setHeader(':status', 200), { code: 'ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED' });
  res.setHeader('X-One', '1');
  res.writeEarlyHints({ link: '</a.css>; rel=preload' });
  res.writeHead(404, { two: ['2', '3'] });
  assert.throws(() => res.setHeader('late', '1'), { code: 'ERR_HTTP2_HEADERS_SENT' });
  res.setTrailer('three', '3');
  req.pipe(res);
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  const request = client.request({ ':path': '/path', ':method': 'PUT' });
  const seen = {};
  request.on('headers', (headers) => { seen.info = headers[':status']; });
  request.on('response', (headers) => Object.assign(seen, { status: headers[':status'], one: headers['x-one'], two: headers.two }));
  request.on('trailers', (headers) => { seen.three = headers.three; });
  let body = '';
  request.setEncoding('utf8').on('data', (chunk) => { body += chunk; });
  request.on('close', () => {
    assert.deepStrictEqual(seen, { info: 103, status: 404, one: '1', two: '2, 3', three: '3' });
    assert.strictEqual(body, 'echo');
    client.close();
    server.close();
  });
  request.end('echo');
});
