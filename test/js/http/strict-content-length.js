'use strict';
// strictContentLength: more bytes than announced are refused, fewer at the end too; without a body nothing is counted.
const assert = require('assert');
const http = require('http');

const mismatch = (written, announced) => ({
  code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
  message: `Response body's content-length of ${written} byte(s) does not match the content-length of ${announced} byte(s) set in header`,
});
const handlers = [
  (res) => {
    res.writeHead(200, { 'content-length': 3 });
    assert.throws(() => res.write('abcd'), mismatch(4, 3));
    res.write('ab');
    res.end('c');
  },
  (res) => {
    res.setHeader('content-length', 3);
    res.write('abcd');  // the head comes with it: counted, not refused
    assert.throws(() => res.write('ef'), mismatch(6, 3));
    assert.throws(() => res.end(), mismatch(4, 3));
    res.destroy();
  },
  (res) => {
    res.statusCode = 304;
    res.setHeader('content-length', 3);
    res.end();
  },
  (res) => {
    res.setHeader('content-length', 3);
    assert.throws(() => res.end(), mismatch(0, 3));
    res.destroy();
  },
];
let ran = 0;
const server = http.createServer((req, res) => {
  res.strictContentLength = true;
  handlers[req.url.slice(1)](res);
  ran++;
});
server.listen(0, '127.0.0.1', () => {
  let left = handlers.length;
  handlers.forEach((_, i) => {
    const request = http.get({ port: server.address().port, host: '127.0.0.1', path: `/${i}`, agent: false }, (res) => {
      res.on('error', () => {});
      res.resume();
    });
    request.on('error', () => {});
    request.on('close', () => { if (--left === 0) server.close(); });
  });
});
process.on('exit', () => assert.strictEqual(ran, handlers.length));
