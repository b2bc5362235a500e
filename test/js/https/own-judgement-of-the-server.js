'use strict';
// A request with a checkServerIdentity() of its own shares no connection with others: neither one that they have verified, nor
// its own with them; also not while they queue for a place.
const assert = require('assert');
const https = require('https');
const tls = require('tls');
const { ca, server: identity } = require('../../fixtures/tls');

const server = https.createServer(identity, (req, res) => res.end(`${req.socket.remotePort}`));

function portOf(agent, options) {
  return new Promise((resolve, reject) => {
    const req = https.get({ port: server.address().port, agent, ca, servername: 'localhost', ...options }, (res) => {
      res.setEncoding('latin1');
      res.on('data', (port) => res.on('close', () => setImmediate(resolve, port)));
    });
    req.on('error', reject);
  });
}

const refuse = () => new Error('not this one');
const accept = () => {};

server.listen(0, async () => {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
  const shared = await portOf(agent, {});
  assert.strictEqual(await portOf(agent, {}), shared);
  await assert.rejects(portOf(agent, { checkServerIdentity: refuse }), { message: 'not this one' });
  const own = await Promise.all([portOf(agent, { checkServerIdentity: accept }), portOf(agent, { checkServerIdentity: accept })]);
  assert.strictEqual(new Set([shared, ...own]).size, 3);
  // The default, said aloud, is none of its own.
  assert.strictEqual(await portOf(agent, { checkServerIdentity: tls.checkServerIdentity }), shared);
  // Queued behind another request it waits for no socket of the other's.
  const queued = await Promise.all([portOf(agent, {}), portOf(agent, { checkServerIdentity: accept })]);
  assert.strictEqual(queued[0], shared);
  assert.notStrictEqual(queued[1], shared);
  agent.destroy();
  server.close();
});
