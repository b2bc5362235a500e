'use strict';
// A request's header fields and body stay its own after the next request on the same connection has come.
const assert = require('assert');
const http = require('http');

const seen = [];
const server = http.createServer((req, res) => {
  seen.push(req);
  res.end('x');
});
server.listen(0, () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const get = (name, next) => http.get({ port: server.address().port, agent, headers: { 'X-Name': name } }, (res) => {
    res.resume();
    res.on('end', next);
  });
  get('one', () => get('two', () => {
    assert.deepStrictEqual(seen.map((req) => req.headers['x-name']), ['one', 'two']);
    assert.strictEqual(seen[0].rawHeaders[0], 'X-Name');
    assert.strictEqual(seen[0].destroyed, true);
    agent.destroy();
    server.close();
  }));
});
