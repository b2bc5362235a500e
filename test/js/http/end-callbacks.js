'use strict';
// What the callbacks of end() and write() get, on the server's fast way and through a socket.
const assert = require('assert');
const http = require('http');

let left = 2;
const server = http.createServer((req, res) => {
  if (req.url === '/socket') assert.ok(res.socket);
  const seen = [];
  res.end('a', (...args) => seen.push(['first', ...args]));
  res.end((...args) => seen.push(['second', ...args]));
  res.end('b', (error) => seen.push(['third', error.code]));
  res.on('error', (error) => seen.push(['error', error.code]));
  res.on('close', () => setImmediate(() => {
    assert.deepStrictEqual(seen.slice().sort(), [
      ['error', 'ERR_STREAM_WRITE_AFTER_END'], ['first', null], ['second', null], ['third', 'ERR_STREAM_WRITE_AFTER_END'],
    ]);
    res.end((error) => assert.strictEqual(error.code, 'ERR_STREAM_ALREADY_FINISHED'));
    res.end('late', () => assert.fail('called'));
    if (--left === 0) server.close();
  }));
});
server.listen(0, '127.0.0.1', () => {
  for (const path of ['/fast', '/socket']) {
    http.get({ port: server.address().port, host: '127.0.0.1', path, agent: false }, (res) => res.resume());
  }
});
process.on('exit', () => assert.strictEqual(left, 0));
