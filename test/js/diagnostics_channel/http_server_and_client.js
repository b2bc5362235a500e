'use strict';
// The channels of node:http tell of a request from both sides, in order.
const assert = require('assert');
const { subscribe } = require('diagnostics_channel');
const http = require('http');

const seen = [];
for (const name of ['http.client.request.created', 'http.client.request.start', 'http.client.response.finish',
                    'http.server.response.created', 'http.server.request.start', 'http.server.response.finish']) {
  subscribe(name, (message) => {
    seen.push(name);
    assert.ok(message.request);
    if (name.endsWith('server.request.start')) assert.strictEqual(message.socket, message.request.socket);
  });
}
const server = http.createServer((req, res) => { res.end('x'); });
server.listen(0, () => {
  http.get({ port: server.address().port, agent: false }, (res) => {
    res.resume();
    res.on('end', () => server.close());
  });
});
process.on('exit', () => {
  const client = seen.filter((name) => name.includes('client'));
  const own = seen.filter((name) => name.includes('server'));
  assert.deepStrictEqual(client, ['http.client.request.created', 'http.client.request.start', 'http.client.response.finish']);
  assert.deepStrictEqual(own, ['http.server.response.created', 'http.server.request.start', 'http.server.response.finish']);
});
