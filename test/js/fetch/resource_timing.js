'use strict';
// A finished fetch is an entry of type 'resource'; the buffer is bounded and tells when it is full.
const assert = require('assert');
const http = require('http');
const { PerformanceObserver, performance } = require('perf_hooks');

const server = http.createServer((req, res) => { res.end('body'); }).listen(0, async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  performance.setResourceTimingBufferSize(1);
  const observed = [];
  new PerformanceObserver((list) => { observed.push(...list.getEntries()); }).observe({ type: 'resource' });
  const full = new Promise((resolve) => { performance.addEventListener('resourcetimingbufferfull', resolve); });
  for (let i = 0; i < 2; i++) await (await fetch(url + i)).text();
  assert.strictEqual((await full).type, 'resourcetimingbufferfull');
  const entries = performance.getEntriesByType('resource');
  assert.strictEqual(entries.length, 1);
  assert.strictEqual(entries[0].name, `${url}0`);
  assert.strictEqual(entries[0].responseStatus, 200);
  assert.strictEqual(entries[0].transferSize, entries[0].encodedBodySize + 300);
  setImmediate(() => {
    assert.strictEqual(observed.length, 2);
    performance.clearResourceTimings();
    assert.strictEqual(performance.getEntries().length, 0);
    server.close();
    server.closeAllConnections();
  });
});
