'use strict';
// The public module `net`. Everything lives in lib/internal/net.

const { BoundSocket } = require('internal/net/bound_socket');
const { createServerHandle } = require('internal/net/bind');
const { normalizeArgs } = require('internal/net/arguments');
const { defaults } = require('internal/net/connect');
const { isIP, isIPv4, isIPv6 } = require('internal/net/ip');
const { Server } = require('internal/net/server');
const { Socket } = require('internal/net/socket');
const { validateBoolean, validateInt32 } = require('internal/validators');

/** @param {object} [options] @param {Function} [listener] of 'connection' */
function createServer(options, listener) {
  return new Server(options, listener);
}

/** @param {...unknown} args options, or port and host, or path; then a listener for 'connect' */
function connect(...args) {
  const normalized = normalizeArgs(args);
  const options = normalized[0];
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

function getDefaultAutoSelectFamily() {
  return defaults.autoSelectFamily;
}

/** @param {boolean} value */
function setDefaultAutoSelectFamily(value) {
  validateBoolean(value, 'value');
  defaults.autoSelectFamily = value;
}

function getDefaultAutoSelectFamilyAttemptTimeout() {
  return defaults.attemptTimeout;
}

/** @param {number} value milliseconds; at least 10 are used */
function setDefaultAutoSelectFamilyAttemptTimeout(value) {
  validateInt32(value, 'value', 1);
  defaults.attemptTimeout = Math.max(value, 10);
}

module.exports = {
  _createServerHandle: createServerHandle,
  _normalizeArgs: normalizeArgs,
  BoundSocket,
  get BlockList() { return require('internal/net/blocklist').BlockList; },
  get SocketAddress() { return require('internal/net/blocklist').SocketAddress; },
  connect,
  createConnection: connect,
  createServer,
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  getDefaultAutoSelectFamily,
  setDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout,
};
