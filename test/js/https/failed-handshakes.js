'use strict';
// A request whose connection never becomes secure has one error: why.
const assert = require('assert');
const http = require('http');
const https = require('https');
const net = require('net');

function errorsOf(server) {
  return new Promise((resolve) => {
    server.listen(0, () => {
      const errors = [];
      const req = https.get({ port: server.address().port, agent: false, rejectUnauthorized: false });
      req.on('error', (error) => errors.push(error));
      req.on('close', () => {
        server.close();
        resolve(errors);
      });
    });
  });
}

(async () => {
  for (const leave of ['end', 'destroy']) {
    const errors = await errorsOf(net.createServer((socket) => socket[leave]()));
    assert.deepStrictEqual(errors.map(({ message }) => message),
                           ['Client network socket disconnected before secure TLS connection was established']);
    assert.strictEqual(errors[0].code, 'ECONNRESET');
  }
  const errors = await errorsOf(http.createServer());
  assert.deepStrictEqual(errors.map(({ code }) => code), ['EPROTO']);
  assert.match(errors[0].message, /wrong version number/);
})();
