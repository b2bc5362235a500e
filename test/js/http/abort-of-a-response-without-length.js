'use strict';
// A response whose body ends with the connection is complete when the server closes or the connection fails; when the client
// destroys its request it is aborted.
const assert = require('assert');
const http = require('http');
const net = require('net');

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (request) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\nuntil close');
    if (request.includes('/closed')) socket.end();
  });
});

function eventsOf(path, onResponse) {
  return new Promise((resolve) => {
    const events = [];
    const req = http.get({ port: server.address().port, path }, (res) => {
      res.on('aborted', () => events.push(`aborted, complete: ${res.complete}`));
      res.on('error', (error) => events.push(`error ${error.code}`));
      res.on('end', () => events.push('end'));
      res.on('close', () => {
        events.push('close');
        setImmediate(resolve, events);
      });
      res.once('data', () => onResponse(req));
    });
    req.on('error', (error) => events.push(`request: ${error.message}`));
  });
}

server.listen(0, async () => {
  assert.deepStrictEqual(await eventsOf('/closed', () => {}), ['end', 'close']);
  const aborted = ['aborted, complete: false', 'error ECONNRESET', 'close'];
  assert.deepStrictEqual(await eventsOf('/open', (req) => req.destroy()), aborted);
  assert.deepStrictEqual(await eventsOf('/open', (req) => req.abort()), aborted);
  assert.deepStrictEqual(await eventsOf('/open', (req) => req.destroy(new Error('mine'))), ['request: mine', 'end', 'close']);
  server.close();
});
