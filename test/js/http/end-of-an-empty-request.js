'use strict';
// A request without a body ends behind its handler: 'end' comes after the response's 'close' when both are ready.
const assert = require('assert');
const http = require('http');

const seen = [];
const server = http.createServer((req, res) => {
  for (const name of ['end', 'close']) req.on(name, () => seen.push(`req ${name}`));
  for (const name of ['finish', 'close']) res.on(name, () => seen.push(`res ${name}`));
  res.end('a');
  req.resume();
  assert.strictEqual(req.complete, false);
  assert.strictEqual(req._readableState.ended, false);
});
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
    res.resume();
    res.on('end', () => server.close());
  });
});
process.on('exit', () => assert.deepStrictEqual(seen, ['res finish', 'res close', 'req end', 'req close']));
