'use strict';
// TLS over streams that are no sockets, both ends in one process; each end reaches the other side.
const assert = require('assert');
const tls = require('tls');
const { duplexPair } = require('stream');
const { ca, server } = require('../../fixtures/tls');

const [left, right] = duplexPair();
const secureContext = tls.createSecureContext(server);
const serverSide = new tls.TLSSocket(left, { isServer: true, secureContext });
serverSide.on('data', (chunk) => { serverSide.write(`echo ${chunk}`); });
serverSide.on('end', () => { serverSide.end(); });
const clientSide = tls.connect({ socket: right, ca, servername: 'localhost' }, () => {
  assert.strictEqual(clientSide.authorized, true);
  clientSide.write('hello');
});
clientSide.setEncoding('utf8');
let ended = 0;
clientSide.on('data', (text) => {
  assert.strictEqual(text, 'echo hello');
  clientSide.end();
});
for (const side of [clientSide, serverSide]) side.on('end', () => { ended++; });
process.on('exit', () => assert.strictEqual(ended, 2));
