'use strict';
// net.server.listen, net.client.socket, net.server.socket and child_process.spawn.
const assert = require('assert');
const { spawn } = require('child_process');
const { subscribe, tracingChannel } = require('diagnostics_channel');
const net = require('net');

const seen = [];
const note = (name) => () => seen.push(name);
tracingChannel('net.server.listen').subscribe({ asyncStart: note('listen'), asyncEnd: note('listening'), error: note('failed') });
subscribe('net.client.socket', note('client'));
subscribe('net.server.socket', note('server'));
tracingChannel('child_process.spawn').subscribe({
  start: ({ options }) => seen.push(options.file),
  end: note('spawned'),
  error: ({ error }) => seen.push(error.code),
});
subscribe('child_process', note('child'));
const server = net.createServer((socket) => socket.end());
server.listen(0, () => {
  net.connect(server.address().port).resume().on('close', () => {
    server.close();
    spawn('/nonexistent').on('error', () => {});
  });
});
process.on('exit', () => {
  assert.deepStrictEqual(seen, ['listen', 'listening', 'client', 'server', 'child', '/nonexistent', 'ENOENT']);
});
