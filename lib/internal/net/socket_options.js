'use strict';
// The socket options of net.Socket: Nagle's algorithm, TCP keep-alive, type of service. Callers: socket.js, which puts the methods
// onto its prototype; connect.js and server.js, for sockets that have just been connected.
// Rule: what is set before there is a connection is kept and applied to it.

const { errnoException } = require('internal/errors');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateInt32 } = require('internal/validators');

const kSetNoDelay = Symbol('kSetNoDelay');
const kSetKeepAlive = Symbol('kSetKeepAlive');
const kSetKeepAliveInitialDelay = Symbol('kSetKeepAliveInitialDelay');
const kKeepAliveProbes = Symbol('kKeepAliveProbes');  // [interval in seconds, count], as far as they are set
const kSetTypeOfService = Symbol('kSetTypeOfService');

/** Milliseconds as whole seconds of 32 bits; what is no duration is 0. */
function wholeSeconds(milliseconds) {
  return Math.max((milliseconds / 1000) | 0, 0);
}

/** The options of a new socket, checked. */
function readSocketOptions(socket, { keepAlive, keepAliveInitialDelay, noDelay, typeOfService }) {
  if (typeOfService !== undefined) validateInt32(typeOfService, 'options.typeOfService', 0, 255);
  socket[kSetNoDelay] = Boolean(noDelay);
  socket[kSetKeepAlive] = Boolean(keepAlive);
  socket[kSetKeepAliveInitialDelay] = wholeSeconds(keepAliveInitialDelay);
  socket[kKeepAliveProbes] = [undefined, undefined];
  socket[kSetTypeOfService] = typeOfService;
}

/** The connection stands: it gets what the socket was told before. */
function applySocketOptions(socket, handle) {
  if (socket[kSetNoDelay] && handle.setNoDelay) handle.setNoDelay(true);
  if (socket[kSetKeepAlive] && handle.setKeepAlive) {
    handle.setKeepAlive(true, socket[kSetKeepAliveInitialDelay] ?? 0, ...socket[kKeepAliveProbes]);
  }
  if (socket[kSetTypeOfService] !== undefined && handle.setTypeOfService) {
    handle.setTypeOfService(socket[kSetTypeOfService]);  // a family without it has no use for it
  }
}

function setNoDelay(enable) {
  const value = enable === undefined ? true : Boolean(enable);
  if (this._handle?.setNoDelay) {
    if (value !== this[kSetNoDelay]) {
      this[kSetNoDelay] = value;
      this._handle.setNoDelay(value);
    }
  } else {
    this[kSetNoDelay] = value;
  }
  return this;
}

/**
 * setKeepAlive([enable][, initialDelay][, interval][, count]), or one object with these names; times in milliseconds.
 * What is not given for the probes is left to the system.
 */
function setKeepAlive(enable, initialDelay, interval, count) {
  if (enable !== null && typeof enable === 'object') ({ enable, initialDelay, interval, count } = enable);
  const value = Boolean(enable);
  const seconds = wholeSeconds(initialDelay);
  const probes = [interval === undefined ? undefined : wholeSeconds(interval), count === undefined ? undefined : count >>> 0];
  const same = value === this[kSetKeepAlive] && (!value || (seconds === this[kSetKeepAliveInitialDelay] &&
    probes[0] === this[kKeepAliveProbes][0] && probes[1] === this[kKeepAliveProbes][1]));
  if (this._handle && (same || !this._handle.setKeepAlive)) return this;
  this[kSetKeepAlive] = value;
  this[kSetKeepAliveInitialDelay] = seconds;
  this[kKeepAliveProbes] = probes;
  this._handle?.setKeepAlive(value, seconds, ...probes);
  return this;
}

/** @param {number} tos 0 to 255: IPv4's type of service or IPv6's traffic class */
function setTypeOfService(tos) {
  if (typeof tos !== 'number' || Number.isNaN(tos)) throw new ERR_INVALID_ARG_TYPE('tos', 'number', tos);
  validateInt32(tos, 'tos', 0, 255);
  if (this._handle?.setTypeOfService && !this.connecting) {
    const status = this._handle.setTypeOfService(tos);
    if (status < 0) throw errnoException(status, 'setTypeOfService');
  }
  this[kSetTypeOfService] = tos;
  return this;
}

function getTypeOfService() {
  const known = this[kSetTypeOfService] ?? 0;
  if (!this._handle?.getTypeOfService || this.connecting) return known;
  const value = this._handle.getTypeOfService();
  if (value < 0) throw errnoException(value, 'getTypeOfService');
  return value;
}

module.exports = {
  applySocketOptions,
  kKeepAliveProbes,
  kSetKeepAlive,
  kSetKeepAliveInitialDelay,
  kSetNoDelay,
  methods: { getTypeOfService, setKeepAlive, setNoDelay, setTypeOfService },
  readSocketOptions,
  wholeSeconds,
};
