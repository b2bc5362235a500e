'use strict';
// The public module `dgram`. The socket lives in lib/internal/dgram.

const { createBoundHandle } = require('internal/dgram/handle');
const { Socket, stopReceiving } = require('internal/dgram/socket');
const { kState, openState } = require('internal/dgram/state');
const { deprecate } = require('internal/util');

/** @param {string|object} type 'udp4', 'udp6' or options with `type` @param {Function} [listener] of 'message' */
function createSocket(type, listener) {
  return new Socket(type, listener);
}

// DEP0112: what programs once reached into.
const deprecated = (what, fn) => deprecate(fn, `${what} is deprecated`, 'DEP0112');
for (const key of ['handle', 'receiving', 'bindState', 'queue', 'reuseAddr']) {
  const name = `Socket.prototype._${key}`;
  Object.defineProperty(Socket.prototype, `_${key}`, {
    __proto__: null,
    get: deprecated(name, function() { return this[kState][key]; }),
    set: deprecated(name, function(value) { this[kState][key] = value; }),
  });
}
Socket.prototype._healthCheck = deprecated('Socket.prototype._healthCheck()', function() { openState(this); });
Socket.prototype._stopReceiving = deprecated('Socket.prototype._stopReceiving()', function() { stopReceiving(this); });

module.exports = {
  _createSocketHandle: deprecated('dgram._createSocketHandle()', createBoundHandle),
  createSocket,
  Socket,
};
