'use strict';
// Handlers that end the session while more events wait, and errors in handlers: nothing is delivered twice, nothing aborts.
const assert = require('assert');
const http2 = require('http2');

const errors = [];
process.on('uncaughtException', (error) => errors.push(error.message));
const server = http2.createServer();
let streams = 0;
server.on('stream', (stream) => {
  stream.on('error', () => {});
  stream.respond();
  stream.end('x'.repeat(1000));
  if (++streams === 2) throw new Error('in a handler');
  if (streams === 4) stream.session.destroy();
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  client.on('error', () => {});
  let closed = 0;
  for (let i = 0; i < 8; i++) {
    const request = client.request();
    request.on('error', () => {});
    request.resume();
    request.on('close', () => {
      if (++closed === 8) server.close();
    });
  }
});
process.on('exit', () => {
  assert.deepStrictEqual(errors, ['in a handler']);
  assert.strictEqual(streams, 4);
});
