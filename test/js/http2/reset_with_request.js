'use strict';
// A request whose RST_STREAM comes with it in one packet: the handler may answer; the stream ends as the code says, and a
// write that is under way fails.
const assert = require('assert');
const http2 = require('http2');
const net = require('net');

function frame(type, flags, stream, payload) {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

function start(code) {
  const reset = Buffer.alloc(4);
  reset.writeUInt32BE(code);
  return Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(4, 0, 0, Buffer.alloc(0)),
    frame(1, 5, 1, Buffer.from('838684410161', 'hex')), frame(3, 0, 1, reset),
  ]);
}

function run(code, answer) {
  return new Promise((resolve) => {
    const seen = [];
    const server = http2.createServer();
    let client;
    server.on('stream', (stream) => {
      for (const name of ['aborted', 'finish', 'end']) stream.on(name, () => seen.push(name));
      stream.on('error', (error) => seen.push(error.message));
      stream.on('close', () => {
        seen.push('close');
        setImmediate(() => setImmediate(() => {
          client.destroy();
          server.close(() => resolve(seen));
        }));
      });
      answer(stream, seen);
    });
    server.listen(0, () => {
      client = net.connect(server.address().port, () => client.write(start(code)));
      client.resume();
    });
  });
}

const kProtocolError = 'Stream closed with error code NGHTTP2_PROTOCOL_ERROR';
const respond = (stream) => stream.respond();
const write = (stream, seen) => {
  stream.respond();
  stream.write('a', (error) => seen.push(error.code));
};

(async () => {
  assert.deepStrictEqual(await run(0, respond), ['aborted', 'finish', 'end', 'close']);
  assert.deepStrictEqual(await run(1, respond), ['aborted', 'finish', kProtocolError, 'close']);
  assert.deepStrictEqual(await run(1, write), ['aborted', kProtocolError, 'close', 'ECANCELED']);
  assert.deepStrictEqual(await run(8, write), ['aborted', 'close', 'ECANCELED']);
})();
