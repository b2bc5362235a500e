'use strict';
// A server's ticks and microtasks run after each piece of a body that one packet brings: what the handler awaits has come before
// the body ends. On plain connections, those with a socket, and TLS ones.
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const https = require('https');
const net = require('net');
const path = require('path');
const tls = require('tls');

const fixtures = path.join(__dirname, '../../fixtures/tls');
const key = fs.readFileSync(path.join(fixtures, 'server.key'));
const cert = fs.readFileSync(path.join(fixtures, 'server.pem'));
const request = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n';
const expected = ['tick', 'data bo', 'micro', 'data dy', 'late end'];

function check(server, connect, prepare) {
  return new Promise((resolve) => {
    const seen = [];
    let client;
    server.on('request', async (req, res) => {
      prepare?.(req);
      process.nextTick(() => seen.push('tick'));
      Promise.resolve().then(() => seen.push('micro'));
      req.on('data', (chunk) => { seen.push(`data ${chunk}`); });
      res.on('close', () => {
        client.destroy();
        server.close(() => resolve(seen));
      });
      await null;
      req.on('end', () => {
        seen.push('late end');
        res.end();
      });
    });
    server.listen(0, () => {
      client = connect(server.address().port);
      client.write(request);
      client.resume();
    });
  });
}

(async () => {
  const plain = (port) => net.connect(port);
  assert.deepStrictEqual(await check(http.createServer(), plain), expected);
  assert.deepStrictEqual(await check(http.createServer(), plain, (req) => { req.socket.setNoDelay(); }), expected);
  const classic = http.createServer().on('connection', () => {});
  assert.deepStrictEqual(await check(classic, plain), expected);
  const secure = (port) => tls.connect({ port, rejectUnauthorized: false });
  assert.deepStrictEqual(await check(https.createServer({ key, cert }), secure), expected);
})();
