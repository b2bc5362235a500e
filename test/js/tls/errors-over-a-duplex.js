'use strict';
// Over streams that are no sockets, too, a socket's 'error' comes before its 'close'.
const assert = require('assert');
const tls = require('tls');
const { duplexPair } = require('stream');
const { ca, server } = require('../../fixtures/tls');

function eventsOf(options) {
  const [left, right] = duplexPair();
  const serverSide = new tls.TLSSocket(left, { isServer: true, secureContext: tls.createSecureContext(server) });
  serverSide.on('error', () => {});
  const events = [];
  const clientSide = tls.connect({ socket: right, ...options });
  clientSide.on('error', (error) => events.push(`error ${error.message}`));
  return new Promise((resolve) => {
    clientSide.on('close', () => {
      events.push('close');
      setImmediate(resolve, events);
    });
  });
}

(async () => {
  const refuse = () => new Error('not this one');
  assert.deepStrictEqual(await eventsOf({ ca, servername: 'localhost', checkServerIdentity: refuse }),
                         ['error not this one', 'close']);
  const [error, close] = await eventsOf({ servername: 'localhost' });
  assert.match(error, /^error .*certificate/);
  assert.strictEqual(close, 'close');
})();
