'use strict';
// A write after the end of a response that nobody listens to is an uncaught error.
const assert = require('assert');
const http = require('http');

let caught = 0;
process.on('uncaughtException', (error) => {
  assert.strictEqual(error.code, 'ERR_STREAM_WRITE_AFTER_END');
  caught++;
});
const server = http.createServer((req, res) => {
  res.end('a');
  assert.strictEqual(res.write('b'), false);
});
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
    res.resume();
    res.on('end', () => server.close());
  });
});
process.on('exit', () => assert.strictEqual(caught, 1));
