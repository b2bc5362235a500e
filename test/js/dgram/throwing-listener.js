'use strict';
// An error that a 'message' listener throws is an uncaught exception; the socket goes on receiving.
const assert = require('assert');
const dgram = require('dgram');

const socket = dgram.createSocket('udp4');
const seen = [];
process.on('uncaughtException', (error) => {
  seen.push(error.message);
  if (seen.length === 3) socket.close();
});
socket.on('message', (message) => { throw new Error(message.toString()); });
socket.bind(0, '127.0.0.1', () => {
  const { port } = socket.address();
  socket.send('1', port, '127.0.0.1', () => socket.send('2', port, '127.0.0.1', () => socket.send('3', port, '127.0.0.1')));
});
process.on('exit', () => assert.deepStrictEqual(seen, ['1', '2', '3']));
