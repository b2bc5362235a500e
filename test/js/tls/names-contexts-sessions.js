'use strict';
// SNI chooses a context, a session is resumed, key log lines are NSS's, the server may refuse a name.
const assert = require('assert');
const tls = require('tls');
const { ca, client, server } = require('../../fixtures/tls');

const seen = [];
const listener = tls.createServer(server, (socket) => {
  seen.push([socket.servername, socket.isSessionReused()]);
  socket.end('x');
});
listener.addContext('*.example', client);
listener.listen(0, () => {
  const { port } = listener.address();
  const lines = [];
  const first = tls.connect({ port, ca, servername: 'localhost' });
  first.on('keylog', (line) => lines.push(line.toString()));
  first.on('session', (session) => {
    first.session = session;
    assert(Buffer.isBuffer(session));
  });
  first.resume();
  first.on('close', () => {
    assert(lines.length >= 4 && lines.every((line) => /^[A-Z_0-9]+ [0-9a-f]{64} [0-9a-f]+\n$/.test(line)));
    const second = tls.connect({ port, ca, servername: 'localhost', session: first.session }, () => {
      assert.strictEqual(second.isSessionReused(), true);
    });
    second.resume();
    second.on('close', () => {
      const third = tls.connect({ port, ca, servername: 'client.example', checkServerIdentity() {} }, () => {
        assert.strictEqual(third.getPeerCertificate().subject.CN, 'client.example');
      });
      third.resume();
      third.on('error', (error) => { assert.strictEqual(error.code, 'INVALID_PURPOSE'); });
      third.on('close', () => { listener.close(); });
    });
  });
});
process.on('exit', () => assert.deepStrictEqual(seen.slice(0, 2), [['localhost', false], ['localhost', true]]));
