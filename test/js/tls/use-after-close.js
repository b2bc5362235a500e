'use strict';
// Everything may be called on a socket that is closed, was never connected, or is destroyed inside of its own callbacks.
const assert = require('assert');
const tls = require('tls');
const { ca, server } = require('../../fixtures/tls');

function callAll(socket) {
  for (const name of ['getSession', 'getPeerCertificate', 'getCertificate', 'getPeerX509Certificate', 'getX509Certificate', 'getCipher',
                      'getSharedSigalgs', 'getEphemeralKeyInfo', 'getFinished', 'getPeerFinished', 'getProtocol', 'getTLSTicket',
                      'isSessionReused', 'disableRenegotiation', 'address', 'ref', 'unref']) socket[name]();
  socket.setServername('x');
  socket.setSession(Buffer.from('nonsense'));
  socket.setMaxSendFragment(1024);
  assert.throws(() => socket.exportKeyingMaterial(10, 'x'), { code: 'ERR_TLS_INVALID_STATE' });
}

callAll(new tls.TLSSocket());
const listener = tls.createServer({
  ...server,
  ALPNCallback() { this?.destroy?.(); return 'a'; },
  SNICallback(name, callback) { setImmediate(() => callback(null, null)); },
}, () => assert.fail('must not be secure'));
let errors = 0;
listener.on('tlsClientError', (error, socket) => {
  errors++;
  socket.destroy();
});
listener.listen(0, () => {
  const socket = tls.connect({ port: listener.address().port, ca, servername: 'localhost', ALPNProtocols: ['a'] });
  socket.on('error', () => {});
  socket.write('queued', () => {});
  socket.on('close', () => {
    callAll(socket);
    const early = tls.connect({ port: listener.address().port, ca });
    early.on('connect', () => { early.destroy(); callAll(early); });
    early.on('close', () => { listener.close(); });
  });
});
process.on('exit', () => assert(errors >= 1));
