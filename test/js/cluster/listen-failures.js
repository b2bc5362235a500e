'use strict';
// A worker's server hears of an address that is in use; one that listens twice on one address fails, another port works.
const assert = require('assert');
const cluster = require('cluster');
const net = require('net');

function listen(port, path) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.on('error', (error) => resolve(error.code));
    server.listen(path ?? { port, host: '127.0.0.1' }, () => resolve(server));
  });
}

if (cluster.isWorker) {
  (async () => {
    const busy = Number(process.env.BUSY_PORT);
    const first = await listen(0);
    const { port } = first.address();
    const results = [await listen(busy), await listen(port), await listen(undefined, '/nowhere/socket')];
    const second = await listen(0);
    first.close(async () => {
      const again = await listen(port);
      results.push(again.address().port === port, second.address().port !== port);
      process.send(results, () => process.disconnect());
    });
  })();
  return;
}

const blocker = net.createServer().listen(0, '127.0.0.1', () => {
  let results;
  cluster.fork({ BUSY_PORT: blocker.address().port })
    .on('message', (message) => { results = message; })
    .on('exit', (code) => {
      blocker.close();
      assert.strictEqual(code, 0);
      assert.deepStrictEqual(results, ['EADDRINUSE', 'EADDRINUSE', 'EACCES', true, true]);
    });
});
