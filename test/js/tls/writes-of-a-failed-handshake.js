'use strict';
// What is written before the handshake is over fails with it: EPROTO and OpenSSL's text when the handshake fails, ECANCELED when
// the socket is destroyed. The error of the write is the socket's.
const assert = require('assert');
const net = require('net');
const tls = require('tls');

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => socket.write('no TLS here\r\n'));
});

function write(onSocket) {
  return new Promise((resolve) => {
    const outcome = { writes: [], errors: [] };
    const socket = tls.connect({ port: server.address().port, rejectUnauthorized: false });
    socket.write('one', (error) => outcome.writes.push(error));
    socket.write('two', (error) => outcome.writes.push(error));
    socket.on('error', (error) => outcome.errors.push(error));
    socket.on('close', () => resolve(outcome));
    onSocket(socket);
  });
}

server.listen(0, async () => {
  const { writes, errors } = await write(() => {});
  assert.strictEqual(errors.length, 1);
  assert.strictEqual(errors[0].code, 'EPROTO');
  assert.strictEqual(errors[0].syscall, 'write');
  assert.strictEqual(errors[0].errno, -71);
  assert.match(errors[0].message, /^write EPROTO \w+:error:0A00010B:SSL routines:.*wrong version number:.*\n$/);
  assert.deepStrictEqual(Object.keys(errors[0]), ['errno', 'code', 'syscall']);
  assert.deepStrictEqual(writes, [errors[0], errors[0]]);

  const destroyed = await write((socket) => socket.once('connect', () => socket.destroy()));
  assert.deepStrictEqual(destroyed.errors, []);
  assert.strictEqual(destroyed.writes[0].message, 'write ECANCELED Canceled because of SSL destruction');

  // Without a write the error is OpenSSL's own.
  await new Promise((resolve) => {
    tls.connect({ port: server.address().port, rejectUnauthorized: false }).on('error', (error) => {
      assert.strictEqual(error.code, 'ERR_SSL_WRONG_VERSION_NUMBER');
      resolve();
    });
  });
  server.close();
});
