'use strict';
// Clients that vanish in the middle of an upload: the request is an 'error' (ECONNRESET) and 'close', the response a
// 'close'; the server goes on, and afterwards no file descriptor and no connection is left.
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const net = require('net');

const kClients = 20;
const countDescriptors = () => fs.readdirSync('/proc/self/fd').length;
const head = (path, framing) => `POST ${path} HTTP/1.1\r\nHost: a\r\n${framing}\r\n\r\n`;
const uploads = [
  head('/read', 'Content-Length: 1000000') + 'x'.repeat(5000),
  head('/read', 'Transfer-Encoding: chunked') + '1000\r\n' + 'x'.repeat(100),
  head('/ignore', 'Content-Length: 1000000') + 'x'.repeat(5000),
  head('/answer', 'Content-Length: 1000000') + 'x'.repeat(5000),
  'POST /read HTTP/1.1\r\nHost: a\r\nContent-Le',  // not even a whole head: no request
];

const ended = { request: 0, response: 0 };
const server = http.createServer((req, res) => {
  if (req.url === '/') {
    res.end('still here');
    return;
  }
  if (req.url === '/read') req.resume();
  if (req.url === '/answer') res.write('begun');
  req.on('error', (error) => { assert.strictEqual(error.code, 'ECONNRESET'); });
  res.on('error', (error) => { assert(['EPIPE', 'ECONNRESET'].includes(error.code), error.code); });
  req.on('close', () => { ended.request++; });
  res.on('close', () => {
    ended.response++;
    assert.strictEqual(res.writableFinished, false);
  });
});
server.on('clientError', (error, socket) => { socket.destroy(); });

/** Sends `text`, then goes: by FIN, by RST, or as soon as something is answered. */
function vanish(port, text, how) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(text, () => {
        setImmediate(() => { how === 'reset' ? socket.resetAndDestroy() : socket.destroy(); });
      });
    });
    socket.on('error', () => {}).on('close', resolve);
  });
}

server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const before = countDescriptors();
  const clients = [];
  for (let i = 0; i < kClients; i++) {
    for (const text of uploads) clients.push(vanish(port, text, i % 2 === 0 ? 'reset' : 'end'));
  }
  await Promise.all(clients);
  const requests = kClients * (uploads.length - 1);
  while (ended.request < requests || ended.response < requests) await new Promise(setImmediate);
  const body = await new Promise((resolve) => {
    http.get({ port, host: '127.0.0.1', agent: false }, (res) => { res.setEncoding('utf8').on('data', resolve); });
  });
  assert.strictEqual(body, 'still here');
  for (;;) {
    const open = await new Promise((resolve) => { server.getConnections((error, count) => resolve(count)); });
    if (open === 0 && countDescriptors() === before) break;
    await new Promise(setImmediate);
  }
  server.close(() => setImmediate(() => {
    assert.strictEqual(process.getActiveResourcesInfo().includes('TCPSocketWrap'), false);
  }));
});
