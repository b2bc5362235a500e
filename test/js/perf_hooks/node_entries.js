'use strict';
// Observers get entries of types net, http, dns and gc, with Node's details.
const assert = require('assert');
const { PerformanceObserver } = require('perf_hooks');
const http = require('http');

const entries = [];
const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
observer.observe({ entryTypes: ['net', 'http', 'dns'] });
const server = http.createServer((req, res) => res.end('x'));
server.listen(0, () => {
  http.get({ host: 'localhost', port: server.address().port, path: '/p', agent: false }, (res) => {
    res.resume();
    res.on('end', () => server.close());
  });
});
process.on('exit', () => {
  const of = (name) => entries.find((entry) => entry.name === name);
  assert.strictEqual(of('lookup').detail.hostname, 'localhost');
  assert.ok(of('connect').detail.port > 0);
  const { req, res } = of('HttpRequest').detail;
  assert.deepStrictEqual([req.method, req.url, res.statusCode], ['GET', '/p', 200]);
  assert.match(of('HttpClient').detail.req.url, /^http:\/\/localhost:\d+\/p$/);
  for (const entry of entries) assert.ok(entry.duration >= 0 && entry.startTime > 0);
});
