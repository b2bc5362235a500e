'use strict';
// The order of events of both sides of a TLS connection, with what the sockets say about it.
const tls = require('tls');
const { ca, server, client } = require('../../../test/fixtures/tls');

const lines = { client: [], server: [] };
function watch(name, emitter) {
  const { emit } = emitter;
  emitter.emit = function(event, ...args) {
    if (!['newListener', 'lookup', 'connectionAttempt', 'resume', 'readable', 'session', 'prefinish'].includes(event)) {
      lines[name].push(event);
    }
    return Reflect.apply(emit, this, [event, ...args]);
  };
}
const listener = tls.createServer({ ...server, ca, requestCert: true, ALPNProtocols: ['x'], maxVersion: 'TLSv1.2' }, (socket) => {
  watch('server', socket);
  lines.server.push(socket.getProtocol(), socket.authorized, socket.alpnProtocol, socket.servername,
                    socket.getPeerCertificate().subject.CN, socket.getCipher().standardName, socket.isSessionReused());
  socket.on('data', (chunk) => { socket.end(`got ${chunk}`); });
});
listener.listen(0, '127.0.0.1', () => {
  const socket = tls.connect({
    host: '127.0.0.1', port: listener.address().port, ca, ...client, servername: 'localhost', ALPNProtocols: ['y', 'x'],
  });
  watch('client', socket);
  socket.on('secureConnect', () => {
    lines.client.push(socket.authorized, socket.authorizationError, socket.alpnProtocol, socket.getEphemeralKeyInfo(),
                      Object.keys(socket.getPeerCertificate(true)), socket.getFinished().length);
    socket.write('hello');
  });
  socket.on('data', (chunk) => { lines.client.push(`${chunk}`); });
  socket.on('close', () => {
    lines.client.push(socket.getSession(), socket.getPeerCertificate(), socket.getCipher(), socket.bytesRead, socket.bytesWritten);
    listener.close(() => { console.log(lines); });
  });
});
