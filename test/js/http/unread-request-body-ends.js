'use strict';
// A request whose body nobody reads still ends and closes: the response's end throws the body away, though part of it has come
// before and the rest comes later.
const assert = require('assert');
const http = require('http');
const net = require('net');

const bodies = [
  ['Content-Length: 5', 'he', 'llo'],
  ['Transfer-Encoding: chunked', '2\r\nhe\r\n', '3\r\nllo\r\n0\r\n\r\n'],
];

function upload(server, [field, first, rest]) {
  return new Promise((resolve) => {
    const client = net.connect(server.address().port, () => {
      client.write(`POST / HTTP/1.1\r\nHost: a\r\n${field}\r\n\r\n${first}`);
    });
    client.resume();
    server.once('request', (req, res) => {
      const events = [];
      setImmediate(() => {
        res.end('early');
        client.write(rest);
      });
      res.on('close', () => events.push('res close'));
      req.on('end', () => events.push('req end'));
      req.on('close', () => {
        client.destroy();
        resolve({ events, complete: req.complete });
      });
    });
  });
}

async function run(server) {
  for (const body of bodies) {
    const { events, complete } = await upload(server, body);
    assert.deepStrictEqual(events, ['res close', 'req end']);
    assert.strictEqual(complete, true);
  }
  server.close();
}

assert.strictEqual(new http.IncomingMessage()._readableState.readingMore, true);
for (const listeners of [0, 1]) {
  const server = http.createServer().listen(0, () => run(server));
  if (listeners !== 0) server.on('connection', () => {});  // the other way to read a connection
}
