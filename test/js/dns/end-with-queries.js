'use strict';
// A process may end in the middle of queries; a resolver that nobody holds is collected; a callback may throw.
const assert = require('assert');
const { spawnSync } = require('child_process');
const dns = require('dns');
const { startServer } = require('./support/server');

if (process.argv[2] === 'exit') {
  startServer({ 'silent.test A': 'silent' }, (server) => {
    const resolver = new dns.Resolver();
    resolver.setServers([server.address]);
    for (let i = 0; i < 10; i++) resolver.resolve4('silent.test', () => process.exit(5));
    setTimeout(() => process.exit(7), 20);
  });
  return;
}
assert.strictEqual(spawnSync(process.execPath, [__filename, 'exit']).status, 7);

let thrown = 0;
process.on('uncaughtException', (error) => {
  assert.strictEqual(error.message, 'from the callback');
  thrown++;
});
startServer({ 'a.test A': [{ address: '192.0.2.1' }] }, (server) => {
  let left = 50;
  for (let i = 0; i < 50; i++) {
    const resolver = new dns.Resolver();
    resolver.setServers([server.address]);
    resolver.resolve4('a.test', () => {
      if (--left === 0) server.close();
      if (left % 25 === 0) throw new Error('from the callback');
    });
  }
});
process.on('exit', () => assert.strictEqual(thrown, 2));
