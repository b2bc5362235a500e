'use strict';
// Connecting without a free file descriptor is an 'error' event with EMFILE, for net, http and fetch alike; afterwards, with
// descriptors free again, the same calls succeed and no descriptor is lost.
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const net = require('net');
const { spawnSync } = require('child_process');

if (process.argv[2] !== 'limited') {
  const { status, signal, stderr } = spawnSync(
    '/bin/sh', ['-c', 'ulimit -n 60; exec "$0" "$@"', process.execPath, __filename, 'limited']);
  assert.deepStrictEqual([status, signal], [0, null], `${stderr}`);
  return;
}

const countDescriptors = () => fs.readdirSync('/proc/self/fd').length;

function takeAll() {
  const taken = [];
  try {
    for (;;) taken.push(fs.openSync('/dev/null'));
  } catch (error) {
    assert.strictEqual(error.code, 'EMFILE');
  }
  return taken;
}

const failure = (emitter) => new Promise((resolve, reject) => {
  emitter.on('error', resolve).on('connect', reject).on('response', reject);
});

async function main(port) {
  await (await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })).text();  // everything is loaded
  const before = countDescriptors();
  const taken = takeAll();
  const errors = await Promise.all([
    failure(net.connect(port, '127.0.0.1')),
    failure(net.connect({ port, host: 'localhost', lookup: (name, options, done) => done(null, [
      { address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]) })),
    failure(http.get({ port, host: '127.0.0.1', agent: false })),
    fetch(`http://127.0.0.1:${port}/`).catch((error) => error.cause),
    failure(net.createServer().listen(0)),
  ]);
  for (const fd of taken) fs.closeSync(fd);
  assert.deepStrictEqual(errors.map(({ code }) => code), ['EMFILE', 'EMFILE', 'EMFILE', 'EMFILE', 'EMFILE']);

  const answer = await new Promise((resolve) => { http.get({ port, host: '127.0.0.1', agent: false }, resolve); });
  answer.resume();
  await new Promise((resolve) => { answer.on('close', resolve); });
  await new Promise(setImmediate);
  assert.strictEqual(countDescriptors(), before);
}

const server = http.createServer((req, res) => { res.setHeader('Connection', 'close').end('hello'); });
server.listen(0, '127.0.0.1', async () => {
  await main(server.address().port);
  server.close();
});
