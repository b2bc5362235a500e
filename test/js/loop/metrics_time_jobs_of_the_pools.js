'use strict';
// phasor:loop's metrics: jobs by kind, with the time in the queue, on the thread, and until the callback; requests in flight.
const assert = require('assert');
const crypto = require('crypto');
const fs = require('fs');
const zlib = require('zlib');
const { metrics } = require('phasor:loop');

const before = metrics();
const count = 12;  // more than the pool has threads
for (let i = 0; i < count; i++) crypto.pbkdf2('secret', 'salt', 20000, 64, 'sha512', (error) => assert.ifError(error));
zlib.gzip('text', (error) => assert.ifError(error));
fs.promises.readFile(__filename);

const during = metrics();
assert.strictEqual(during.requests.PBKDF2REQUEST.active, count);
assert(during.pools.cpu.queued + during.pools.cpu.running > 0 && during.pools.cpu.threads > 0);

process.on('exit', () => {
  const { jobs, requests, pools } = metrics();
  assert.strictEqual(jobs.crypto.posted - (before.jobs.crypto?.posted ?? 0), count);
  assert.strictEqual(jobs.crypto.run.count, count);
  assert(jobs.crypto.run.p50 > 0.5, 'a job takes milliseconds');
  assert(jobs.crypto.queued.max > jobs.crypto.run.p50 / 2, 'the last ones wait for a thread');
  assert(jobs.crypto.returned.count === count && jobs.zlib.run.count >= 1 && jobs.fs.run.count >= 1);
  assert.strictEqual(requests.PBKDF2REQUEST.active, 0);
  assert.strictEqual(requests.PBKDF2REQUEST.begun, count);
  assert.strictEqual(pools.cpu.queued, 0);
});
