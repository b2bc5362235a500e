'use strict';
// socket.send() and the older sendto(): the forms of their arguments, and one datagram's way to the kernel.
//
//   send(msg[, offset, length][, port][, address][, callback])      msg: a string, bytes, or a list of them
//
// Rules: what cannot be sent is told to the callback, and to nobody when there is none; only a name that cannot be looked
// up is an 'error' event then.

const { Buffer } = require('buffer');
const {
  codes: { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_IP_BLOCKED, ERR_SOCKET_DGRAM_IS_CONNECTED },
  exceptionWithHostPort,
} = require('internal/errors');
const { isIP } = require('internal/net/ip');
const { QUEUED } = require('internal/dgram/handle');
const { kConnected, kState, lookUpFor, openState, whenBound } = require('internal/dgram/state');
const { isArrayBufferView } = require('internal/util/types');
const { validatePort, validateString } = require('internal/validators');

const kBytes = ['string', 'Buffer', 'TypedArray', 'DataView'];

function toBytes(value) {
  return typeof value === 'string' ? Buffer.from(value) : value;
}

function sliceOf(message, offset, length) {
  if (typeof message !== 'string' && !isArrayBufferView(message)) throw new ERR_INVALID_ARG_TYPE('buffer', kBytes, message);
  const bytes = typeof message === 'string' ? Buffer.from(message) :
    Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  offset >>>= 0;
  length >>>= 0;
  if (offset > bytes.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (offset + length > bytes.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return bytes.subarray(offset, offset + length);
}

// The list is copied, since callers use theirs again before the datagram has left.
function listOf(message) {
  return message.map((item) => {
    if (typeof item !== 'string' && !isArrayBufferView(item)) {
      throw new ERR_INVALID_ARG_TYPE('buffer list arguments', kBytes, message);
    }
    return toBytes(item);
  });
}

function bytesOf(message) {
  if (Array.isArray(message)) return listOf(message);
  if (typeof message === 'string' || isArrayBufferView(message)) return toBytes(message);
  throw new ERR_INVALID_ARG_TYPE('buffer', kBytes, message);
}

// The five things behind the message, whatever form the call has: {data, port, address, callback}.
function readArguments(connected, message, rest) {
  const { 0: first, 1: second, 2: third, 3: fourth, 4: fifth } = rest;
  if (connected) {
    const sliced = typeof second === 'number';
    const callback = sliced ? third : first;
    if (fourth || (third && !(sliced && typeof third === 'function'))) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
    return { data: sliced ? sliceOf(message, first, second) : bytesOf(message), port: 0, address: undefined, callback };
  }
  if (fourth || (third && typeof third !== 'function')) {
    return { data: sliceOf(message, first, second), port: third, address: fourth, callback: fifth };
  }
  return { data: bytesOf(message), port: first, address: second, callback: third };
}

/** @this {import('dgram').Socket} */
function send(message, offset, length, port, address, callback) {
  const connected = this[kState].connectState === kConnected;
  const call = readArguments(connected, message, [offset, length, port, address, callback]);
  ({ port, address, callback } = call);
  if (!connected) port = validatePort(port, 'Port', false);
  if (typeof callback !== 'function') callback = undefined;
  if (typeof address === 'function') {
    callback = address;
    address = undefined;
  } else if (address != null) {
    validateString(address, 'address');
  }
  openState(this);
  const list = Array.isArray(call.data) && call.data.length === 0 ? [Buffer.alloc(0)] : call.data;
  whenBound(this, () => {
    if (connected) sendNow(this, undefined, list, undefined, undefined, callback);
    else lookUpAndSend(this, list, address, port, callback);
  });
}

function lookUpAndSend(socket, data, address, port, callback) {
  const state = socket[kState];
  if (!state.handle) return;  // closed by what was queued before
  lookUpFor(socket, address, state.localAddress, (error, ip) => {
    if (error) {
      if (callback) process.nextTick(callback, error);
      else process.nextTick(() => socket.emit('error', error));
    } else {
      sendNow(socket, `${ip}`, data, address || state.localAddress, port, callback);
    }
  });
}

function sendNow(socket, ip, data, address, port, callback) {
  const { handle, sendBlockList } = socket[kState];
  if (!handle) return;
  if (ip && sendBlockList?.check(ip, `ipv${isIP(ip)}`)) {
    if (callback) process.nextTick(callback, new ERR_IP_BLOCKED(ip));
    return;
  }
  const isList = Array.isArray(data);
  const size = isList ? data.reduce((sum, item) => sum + item.byteLength, 0) : data.byteLength;
  const done = callback && ((status) => {
    if (status < 0) callback(exceptionWithHostPort(status, 'send', address, port));
    else callback(null, size);
  });
  const status = isList ? handle.sendList(data, ip, port ?? 0, done) : handle.send(data, ip, port ?? 0, done);
  if (!callback || status === QUEUED) return;
  if (status < 0) process.nextTick(callback, exceptionWithHostPort(status, 'send', address, port));
  else process.nextTick(callback, null, size);
}

/** The older form, with all arguments. @this {import('dgram').Socket} */
function sendto(buffer, offset, length, port, address, callback) {
  if (typeof offset !== 'number') throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  if (typeof length !== 'number') throw new ERR_INVALID_ARG_TYPE('length', 'number', length);
  if (typeof port !== 'number') throw new ERR_INVALID_ARG_TYPE('port', 'number', port);
  validateString(address, 'address');
  this.send(buffer, offset, length, port, address, callback);
}

module.exports = { send, sendto };
