'use strict';
// An agent's socket belongs to the request that uses it: its events run in that request's store, also when the request had
// to wait for the socket.
const assert = require('assert');
const { AsyncLocalStorage, createHook } = require('async_hooks');
const http = require('http');

const storage = new AsyncLocalStorage();
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const queued = [];
createHook({ init(id, type) { if (type === 'QueuedRequest') queued.push(type); } }).enable();

const seen = [];
const server = http.createServer((req, res) => {
  if (req.url === '/c') req.socket.destroy();
  else res.end('x');
});

function get(name) {
  return new Promise((resolve) => {
    storage.run(name, () => {
      const req = http.get({ agent, port: server.address().port, path: `/${name}` }, (res) => {
        seen.push(`response ${name} ${storage.getStore()}`);
        res.resume();
      });
      req.on('error', () => seen.push(`error ${name} ${storage.getStore()}`));
      req.on('close', resolve);
    });
  });
}

server.listen(0, async () => {
  await Promise.all([get('a'), get('b')]);
  await get('c');
  server.close();
  agent.destroy();
});

process.on('exit', () => {
  assert.deepStrictEqual(seen, ['response a a', 'response b b', 'error c c']);
  assert.deepStrictEqual(queued, ['QueuedRequest']);
});
