'use strict';
// Packages that carry a context over connections (async-listener) wrap Server.prototype._listen2 and the handle's onconnection.
const assert = require('assert');
const net = require('net');

const original = net.Server.prototype._listen2;
const calls = [];
net.Server.prototype._listen2 = function(...args) {
  calls.push(args.slice(0, 4));
  const result = Reflect.apply(original, this, args);
  const { onconnection } = this._handle;
  this._handle.onconnection = function(status, connection) {
    calls.push([status, arguments.length, this === server._handle]);
    return onconnection.call(this, status, connection);
  };
  return result;
};

const server = net.createServer((socket) => {
  socket.destroy();
  server.close();
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 5, ipv6Only: true }, () => {
  net.connect(server.address().port).on('error', () => {}).resume();
});
process.on('exit', () => { assert.deepStrictEqual(calls, [['127.0.0.1', 0, 4, 5], [0, 2, true]]); });
