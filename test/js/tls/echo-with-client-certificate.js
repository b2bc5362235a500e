'use strict';
// A server that asks for certificates sees the client's; both sides are authorized; data goes both ways.
const assert = require('assert');
const tls = require('tls');
const { ca, client, server } = require('../../fixtures/tls');

const listener = tls.createServer({ ...server, ca, requestCert: true, ALPNProtocols: ['b', 'a'] }, (socket) => {
  assert.strictEqual(socket.authorized, true);
  assert.strictEqual(socket.getPeerCertificate().subject.CN, 'client.example');
  assert.strictEqual(socket.alpnProtocol, 'b');
  assert.strictEqual(socket.servername, 'localhost');
  socket.pipe(socket);
});
listener.listen(0, () => {
  const { port } = listener.address();
  const socket = tls.connect({ port, ca, ...client, servername: 'localhost', ALPNProtocols: ['a', 'b'] }, () => {
    assert.strictEqual(socket.authorized, true);
    assert.strictEqual(socket.getProtocol(), 'TLSv1.3');
    assert.strictEqual(socket.getPeerCertificate(true).issuerCertificate.subject.CN, 'Phasor test CA');
    assert.strictEqual(socket.getPeerX509Certificate().issuerCertificate.ca, true);
    socket.write('x'.repeat(300_000));
    socket.end('y');
  });
  let length = 0;
  socket.on('data', (chunk) => { length += chunk.length; });
  socket.on('close', (hadError) => {
    assert.strictEqual(hadError, false);
    assert.strictEqual(length, 300_001);
    listener.close();
  });
});
