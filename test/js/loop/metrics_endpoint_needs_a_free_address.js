'use strict';
// --metrics with a port in use or a bad address: a clear error before the program runs.
const assert = require('assert');
const { spawnSync } = require('child_process');
const net = require('net');

const run = (address) => spawnSync(process.execPath, [`--metrics=${address}`, '-p', '"ran"'], { encoding: 'utf8' });

const server = net.createServer().listen(0, '127.0.0.1', () => {
  const address = `127.0.0.1:${server.address().port}`;
  const taken = run(address);
  assert.strictEqual(taken.status, 9);
  assert.strictEqual(taken.stdout, '');
  assert.ok(taken.stderr.includes(`cannot serve metrics at ${address}: Address already in use`), taken.stderr);
  for (const bad of ['127.0.0.1:99999', '127.0.0.1:http', 'localhost:']) {
    const { status, stderr } = run(bad);
    assert.strictEqual(status, 9, bad);
    assert.match(stderr, /the port must be a number from 0 to 65535/);
  }
  assert.strictEqual(run('[::1').status, 9);
  assert.strictEqual(run('0').stdout, 'ran\n');
  server.close();
});
