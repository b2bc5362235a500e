'use strict';
// What a dgram.Socket tells and sets besides sending: addresses, multicast, kernel options and buffers. Mixed into
// Socket.prototype by internal/dgram/socket.

const { codes: { ERR_MISSING_ARGS, ERR_SOCKET_BAD_BUFFER_SIZE, ERR_SOCKET_BUFFER_SIZE, ERR_SOCKET_DGRAM_NOT_CONNECTED }, errnoException } =
  require('internal/errors');
const { kConnected, kState, openState } = require('internal/dgram/state');
const { validateNumber, validateString } = require('internal/validators');

function nameOf(handle, method) {
  const found = handle[method]();
  if (typeof found === 'number') throw errnoException(found, method.toLowerCase());
  return found;
}

function check(status, syscall) {
  if (status < 0) throw errnoException(status, syscall);
}

const optional = (address) => (address === undefined || address === null ? undefined : `${address}`);

function setSourceMembership(socket, source, group, interfaceAddress, join) {
  const { handle } = openState(socket);
  validateString(source, 'sourceAddress');
  validateString(group, 'groupAddress');
  check(handle.setSourceMembership(source, group, optional(interfaceAddress), join),
        `${join ? 'add' : 'drop'}SourceSpecificMembership`);
}

const kMaxInt32 = 2 ** 31 - 1;
const UV_EINVAL = -22;

// Sets a size; 0 reads it.
function bufferSize(socket, size, receive) {
  if (size >>> 0 !== size) throw new ERR_SOCKET_BAD_BUFFER_SIZE();
  const { handle } = openState(socket);
  const result = size > kMaxInt32 ? UV_EINVAL : handle.bufferSize(size, receive);
  if (result >= 0) return result;
  const { 0: code, 1: message } = require('internal/system_errors').getErrorMap().get(result) ?? ['UNKNOWN', 'unknown error'];
  throw new ERR_SOCKET_BUFFER_SIZE({ errno: result, code, message, syscall: `uv_${receive ? 'recv' : 'send'}_buffer_size` });
}

const methods = {
  address() {
    return nameOf(openState(this).handle, 'getSockName');
  },

  remoteAddress() {
    const state = openState(this);
    if (state.connectState !== kConnected) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
    return nameOf(state.handle, 'getPeerName');
  },

  setBroadcast(on) {
    check(openState(this).handle.setBroadcast(Boolean(on)), 'setBroadcast');
  },

  setTTL(ttl) {
    validateNumber(ttl, 'ttl');
    check(openState(this).handle.setTTL(ttl | 0), 'setTTL');
    return ttl;
  },

  setMulticastTTL(ttl) {
    validateNumber(ttl, 'ttl');
    check(openState(this).handle.setMulticastTTL(ttl | 0), 'setMulticastTTL');
    return ttl;
  },

  setMulticastLoopback(on) {
    check(openState(this).handle.setMulticastLoopback(Boolean(on)), 'setMulticastLoopback');
    return on;
  },

  setMulticastInterface(interfaceAddress) {
    const { handle } = openState(this);
    validateString(interfaceAddress, 'interfaceAddress');
    check(handle.setMulticastInterface(interfaceAddress), 'setMulticastInterface');
  },

  addMembership(multicastAddress, interfaceAddress) {
    const state = openState(this);
    if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress');
    check(state.handle.setMembership(`${multicastAddress}`, optional(interfaceAddress), true), 'addMembership');
  },

  dropMembership(multicastAddress, interfaceAddress) {
    const state = openState(this);
    if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress');
    check(state.handle.setMembership(`${multicastAddress}`, optional(interfaceAddress), false), 'dropMembership');
  },

  addSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
    setSourceMembership(this, sourceAddress, groupAddress, interfaceAddress, true);
  },

  dropSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
    setSourceMembership(this, sourceAddress, groupAddress, interfaceAddress, false);
  },

  ref() {
    this[kState].handle?.ref();
    return this;
  },

  unref() {
    this[kState].handle?.unref();
    return this;
  },

  setRecvBufferSize(size) {
    bufferSize(this, size, true);
  },

  setSendBufferSize(size) {
    bufferSize(this, size, false);
  },

  getRecvBufferSize() {
    return bufferSize(this, 0, true);
  },

  getSendBufferSize() {
    return bufferSize(this, 0, false);
  },

  getSendQueueSize() {
    return openState(this).handle.sendQueueSize;
  },

  getSendQueueCount() {
    return openState(this).handle.sendQueueCount;
  },
};

module.exports = { bufferSize, methods };
