'use strict';
// A request that is destroyed before it has its socket leaves that to an agent that keeps sockets, unless it was not to be kept.
const assert = require('assert');
const http = require('http');

const server = http.createServer((req, res) => res.end());

async function socketsAfter(agent, shouldKeepAlive) {
  const req = http.get({ port: server.address().port, agent });
  req.shouldKeepAlive = shouldKeepAlive;
  req.on('error', () => {});
  req.destroy();
  await new Promise((resolve) => req.on('close', resolve));
  return Object.values(agent.freeSockets).flat();
}

function nextRequest(agent) {
  return new Promise((resolve) => {
    const req = http.get({ port: server.address().port, agent }, (res) => {
      res.resume();
      res.on('end', () => resolve(req));
    });
  });
}

server.listen(0, async () => {
  const agent = new http.Agent({ keepAlive: true });
  assert.deepStrictEqual(await socketsAfter(agent, false), []);
  const [socket] = await socketsAfter(agent, true);
  const next = await nextRequest(agent);
  assert.strictEqual(next.reusedSocket, true);
  assert.strictEqual(next.socket, socket);
  agent.destroy();
  server.close();
});
