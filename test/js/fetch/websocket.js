'use strict';
// WebSocket against a server that does the handshake and frames by hand (RFC 6455): text and close both ways.
const assert = require('assert');
const crypto = require('crypto');
const http = require('http');

const frame = (opcode, payload) => Buffer.concat([Buffer.from([0x80 | opcode, payload.length]), payload]);

/** The payload of a short masked frame. */
function unmask(data) {
  const payload = Buffer.from(data.subarray(6, 6 + (data[1] & 0x7f)));
  for (let i = 0; i < payload.length; i++) payload[i] ^= data[2 + i % 4];
  return payload;
}

const server = http.createServer().listen(0, () => {
  const socket = new WebSocket(`ws://127.0.0.1:${server.address().port}/`, 'chat');
  const seen = [];
  socket.onopen = (event) => {
    seen.push(event.type, socket.protocol, socket.readyState);
    socket.send('hello');
  };
  socket.onmessage = (event) => {
    assert(event instanceof MessageEvent);
    seen.push(event.data);
    socket.close(1000, 'done');
  };
  socket.onclose = (event) => {
    assert(event instanceof CloseEvent);
    seen.push(event.code, event.reason, event.wasClean);
    assert.deepStrictEqual(seen, ['open', 'chat', WebSocket.OPEN, 'HELLO', 1000, 'done', true]);
    server.close();
  };
});
server.on('upgrade', (req, socket) => {
  const accept = crypto.createHash('sha1')
    .update(`${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: chat\r\n\r\n`);
  socket.on('data', (data) => {
    const payload = unmask(data);
    if ((data[0] & 15) === 1) socket.write(frame(1, Buffer.from(`${payload}`.toUpperCase())));
    else socket.end(frame(8, payload));
  });
});
