'use strict';
// Which values the options of contexts, servers and connections take.
const tls = require('tls');

function attempt(label, run) {
  try {
    console.log(label, run() && 'made');
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}
for (const value of [undefined, null, '', 0, -1, 1.5, {}, [], 'x', true]) {
  attempt(`context of ${JSON.stringify(value)}`, () => tls.createSecureContext(value));
  for (const name of ['ALPNCallback', 'sessionTimeout', 'ticketKeys', 'SNICallback', 'pskCallback', 'handshakeTimeout']) {
    attempt(`server ${name} ${JSON.stringify(value)}`, () => tls.createServer({ [name]: value }));
  }
  for (const name of ['ALPNProtocols', 'pskCallback', 'secureContext', 'enableTrace', 'highWaterMark']) {
    attempt(`connect ${name} ${JSON.stringify(value)}`, () => {
      const socket = tls.connect({ port: 1, [name]: value });
      socket.on('error', () => {});
      return socket.destroy();
    });
  }
}
attempt('both', () => tls.createServer({ ALPNCallback() {}, ALPNProtocols: ['a'] }));
attempt('identifier alone', () => tls.createSecureContext({ privateKeyIdentifier: 'x' }));
