'use strict';
// The errors of options and arguments that are wrong.
const tls = require('tls');
const { server, client } = require('../../../test/fixtures/tls');

function show(name, run) {
  try {
    console.log(name, run());
  } catch (error) {
    console.log(name, error.name, error.code, error.message.replace(/[0-9A-F]{16}:.*/s, '...'));
  }
}
const wrong = {
  cert: ['x', 1], key: ['x', 1, [{ pem: 1 }]], ca: [1], ciphers: ['x', 1, ':'], ecdhCurve: ['x', 1], sigalgs: [1, ''], crl: ['x'],
  minVersion: ['x', 1], maxVersion: ['TLSv9'], secureProtocol: ['x', 'SSLv2_method', 'SSLv3_server_method'], passphrase: [],
  sessionIdContext: [1], ticketKeys: [1, Buffer.alloc(2)], sessionTimeout: ['x', -1], pfx: [1, 'x'], secureOptions: ['x'],
  certificateCompression: [1, ['x']],
};
for (const [name, values] of Object.entries(wrong)) {
  for (const value of values) show(name, () => Object.keys(tls.createSecureContext({ [name]: value })));
}
show('mismatch', () => tls.createSecureContext({ key: server.key, cert: client.cert }));
show('conflict', () => tls.createSecureContext({ secureProtocol: 'TLSv1_2_method', minVersion: 'TLSv1.2' }));
show('server', () => tls.createServer('x'));
show('alpn', () => tls.createServer({ ALPNCallback() {}, ALPNProtocols: ['a'] }));
show('sni', () => tls.createServer({ SNICallback: 1 }));
show('handshakeTimeout', () => tls.createServer({ handshakeTimeout: 'x' }));
show('addContext', () => tls.createServer().addContext());
show('setTicketKeys', () => tls.createServer().setTicketKeys('x'));
show('connect', () => tls.connect());
show('checkServerIdentity', () => tls.connect({ port: 1, checkServerIdentity: 1 }));
show('minDHSize', () => tls.connect({ port: 1, minDHSize: 0 }));
show('secureContext', () => tls.connect({ port: 1, secureContext: {} }));
const socket = new tls.TLSSocket();
show('exportKeyingMaterial', () => socket.exportKeyingMaterial(1, 'x'));
show('exportKeyingMaterial', () => socket.exportKeyingMaterial('x', 'x'));
show('setServername', () => socket.setServername(1));
show('setSession', () => socket.setSession(1));
show('setMaxSendFragment', () => socket.setMaxSendFragment('x'));
show('renegotiate', () => socket.renegotiate());
for (const protocols of [['a', 'bc'], 'x', ['x'.repeat(256)], Buffer.from('x'), [''], [1]]) {
  show('convertALPNProtocols', () => {
    const out = {};
    tls.convertALPNProtocols(protocols, out);
    return out;
  });
}
show('getCACertificates', () => tls.getCACertificates('x'));
show('setDefaultCACertificates', () => tls.setDefaultCACertificates(['x']));
