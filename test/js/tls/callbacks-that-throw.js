'use strict';
// An error that a server's callback throws during the handshake is its 'tlsClientError', never an uncaught one.
const assert = require('assert');
const tls = require('tls');
const { ca, server } = require('../../fixtures/tls');

const thrown = new Error('from the callback');
function fail() { throw thrown; }
const cases = [
  { options: { ALPNCallback: fail } },
  { options: { SNICallback: fail } },
  { options: { SNICallback(name, callback) { setImmediate(callback, thrown); } } },
  { options: {}, event: 'OCSPRequest' },
];

function next() {
  const one = cases.shift();
  if (one === undefined) return;
  const listener = tls.createServer({ ...server, ...one.options }, () => assert.fail('must not be secure'));
  if (one.event) listener.on(one.event, fail);
  let told = 0;
  listener.on('tlsClientError', (error, socket) => {
    assert.strictEqual(error, thrown);
    told++;
    socket.destroy();
  });
  listener.listen(0, () => {
    const socket = tls.connect({
      port: listener.address().port, ca, servername: 'localhost', ALPNProtocols: ['a'], requestOCSP: true,
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      assert.strictEqual(told, 1);
      listener.close(next);
    });
  });
}
next();
