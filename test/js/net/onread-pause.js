'use strict';
// With `onread` a socket that is paused in the callback gets the rest of what was read after resume(), in order.
const assert = require('assert');
const net = require('net');

const text = 'abcdefghij';
const server = net.createServer((socket) => socket.end(text)).listen(0, '127.0.0.1', () => {
  let got = '';
  let paused = false;
  const socket = net.connect({
    port: server.address().port, host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(3),
      callback(length, buffer) {
        assert.strictEqual(paused, false);
        got += buffer.toString('latin1', 0, length);
        paused = true;
        this.pause();
        setImmediate(() => {
          paused = false;
          this.resume();
        });
      },
    },
  });
  socket.on('end', () => assert.strictEqual(got, text));
  socket.on('close', () => server.close());
});
