'use strict';
// closeIdleConnections() closes connections between two requests, not those on which none has come yet.
const assert = require('assert');
const http = require('http');
const net = require('net');

const server = http.createServer((req, res) => res.end('a'));
server.listen(0, '127.0.0.1', () => {
  const connect = () => net.connect(server.address().port, '127.0.0.1').on('error', () => {});
  const unused = connect();
  unused.on('connect', () => {
    const used = connect();
    used.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    used.once('data', () => setImmediate(() => server.closeIdleConnections()));
    used.on('close', () => {
      assert.strictEqual(unused.destroyed, false);
      unused.on('close', () => server.close());
      unused.resume();
      server.closeAllConnections();
    });
  });
});
