'use strict';
// req.socket and res.socket are one net.Socket a connection, also when they are touched late or after the response.
const assert = require('assert');
const http = require('http');
const net = require('net');

const sockets = new Set();
const server = http.createServer((req, res) => {
  assert.ok(req.socket instanceof net.Socket);
  assert.strictEqual(req.socket, res.socket);
  assert.strictEqual(req.connection, req.socket);
  assert.strictEqual(req.socket.remoteAddress, '127.0.0.1');
  assert.strictEqual(req.socket.localPort, server.address().port);
  sockets.add(req.socket);
  res.end(req.url);
});
server.listen(0, '127.0.0.1', () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let left = 3;
  const done = () => {
    if (--left !== 0) return;
    assert.strictEqual(sockets.size, 1);
    agent.destroy();
    server.close();
  };
  for (let i = 0; i < 3; i++) {
    http.get({ port: server.address().port, host: '127.0.0.1', path: `/${i}`, agent }, (res) => {
      res.setEncoding('utf8');
      let text = '';
      res.on('data', (chunk) => { text += chunk; });
      res.on('end', () => {
        assert.strictEqual(text, `/${i}`);
        done();
      });
    });
  }
});
