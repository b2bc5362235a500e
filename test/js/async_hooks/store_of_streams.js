'use strict';
// Who makes a zlib stream gets its data in his store; who writes to an HTTP/2 stream or sends settings gets the callback in his.
const assert = require('assert');
const { AsyncLocalStorage } = require('async_hooks');
const http2 = require('http2');
const zlib = require('zlib');

const storage = new AsyncLocalStorage();
const seen = {};
const note = (name) => () => { seen[name] ??= storage.getStore(); };

let gzip;
storage.run('maker', () => {
  gzip = zlib.createGzip();
  gzip.on('data', note('data'));
  gzip.on('end', note('end'));
});
storage.run('writer', () => gzip.end('text'));

const server = http2.createServer((req, res) => { req.resume().on('end', () => res.end()); });
server.listen(0, () => {
  const client = storage.run('session', () => http2.connect(`http://localhost:${server.address().port}`));
  client.on('connect', () => {
    storage.run('settings', () => client.settings({}, note('settings')));
    const req = storage.run('request', () => client.request({ ':method': 'POST' }));
    storage.run('write', () => req.write('text', note('write')));
    storage.run('last', () => req.end());
    req.resume().on('close', () => {
      client.close();
      server.close();
    });
  });
});

process.on('exit', () => {
  assert.deepStrictEqual(seen, { ...seen, data: 'maker', end: 'maker', write: 'write', settings: 'settings' });
});
