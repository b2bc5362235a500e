'use strict';
// A certificate of an unknown issuer, or for another host, ends the connection with Node's error.
const assert = require('assert');
const tls = require('tls');
const { ca, server } = require('../../fixtures/tls');

const listener = tls.createServer(server, (socket) => { socket.resume(); socket.on('error', () => {}); });
listener.on('tlsClientError', () => {});

function expectError(options, code, next) {
  const socket = tls.connect({ port: listener.address().port, ...options }, () => assert.fail('must not be secure'));
  socket.on('error', (error) => {
    assert.strictEqual(error.code, code);
    assert.strictEqual(socket.authorized, false);
    next();
  });
}

listener.listen(0, () => {
  expectError({ servername: 'localhost' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', () => {
    expectError({ ca, servername: 'elsewhere.test' }, 'ERR_TLS_CERT_ALTNAME_INVALID', () => {
      expectError({ ca, servername: 'localhost', maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' },
                  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', () => listener.close());
    });
  });
});
