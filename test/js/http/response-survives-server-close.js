'use strict';
// A response that has ended reaches the client even when the server closes its idle connections right after.
const assert = require('assert');
const http = require('http');

const server = http.createServer((req, res) => {
  res.on('close', () => server.close());
  res.end('all of it');
});
server.listen(0, () => {
  http.get({ port: server.address().port }, (res) => {
    let text = '';
    res.setEncoding('utf8');
    res.on('data', (chunk) => { text += chunk; });
    res.on('end', () => assert.strictEqual(text, 'all of it'));
  });
});
