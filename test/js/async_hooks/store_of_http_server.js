'use strict';
// A server's requests run in the store in which it listens; what one request enters is not the next one's, in whatever
// way the connection is read.
const assert = require('assert');
const { AsyncLocalStorage } = require('async_hooks');
const http = require('http');
const net = require('net');

const storage = new AsyncLocalStorage();

function ask(port, done) {
  const client = net.connect(port, '127.0.0.1');
  client.write('GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  client.resume();
  client.on('close', done);
}

function check(prepare, done) {
  const seen = [];
  const server = http.createServer((req, res) => {
    seen.push(storage.getStore());
    storage.enterWith(`request ${req.url}`);
    res.end();
  });
  prepare(server);
  storage.run('server', () => server.listen(0, () => {
    ask(server.address().port, () => {
      assert.deepStrictEqual(seen, ['server', 'server']);
      server.close(done);
    });
  }));
}

let checked = 0;
check(() => {}, () => {
  checked++;
  check((server) => server.on('connection', () => {}), () => { checked++; });
});
process.on('exit', () => assert.strictEqual(checked, 2));
