'use strict';
// What a dgram.Socket keeps about itself, and the small steps over it that all its parts share.
//
//   bindState     kUnbound --bind--> kBinding --> kBound           connectState  kDisconnected --> kConnecting --> kConnected
//   queue         while kBinding: what was asked for before the socket is bound, run in order once it is

const { errorMonitor } = require('events');
const { codes: { ERR_SOCKET_DGRAM_NOT_RUNNING } } = require('internal/errors');
const { isIP } = require('internal/net/ip');

const kState = Symbol('state symbol');

const kUnbound = 0;
const kBinding = 1;
const kBound = 2;

const kDisconnected = 0;
const kConnecting = 1;
const kConnected = 2;

/** @returns {object} the state of a socket that is not closed; throws otherwise */
function openState(socket) {
  const state = socket[kState];
  if (!state.handle) throw new ERR_SOCKET_DGRAM_NOT_RUNNING();
  return state;
}

/** Runs `work` once the socket is bound; a socket that nobody binds is bound to any port. */
function whenBound(socket, work) {
  const state = socket[kState];
  if (state.bindState === kUnbound) socket.bind({ port: 0, exclusive: true }, null);
  if (state.bindState === kBound) {
    work();
    return;
  }
  if (state.queue !== undefined) {
    state.queue.push(work);
    return;
  }
  state.queue = [work];
  const flush = () => {
    socket.removeListener(errorMonitor, drop);
    const { queue } = state;
    state.queue = undefined;
    for (const item of queue) item();
  };
  const drop = () => {
    socket.removeListener('listening', flush);
    state.queue = undefined;
  };
  socket.once('listening', flush);
  socket.once(errorMonitor, drop);
}

/** The look-up of sockets that are given none: by dns.lookup, which numeric addresses need not. */
function defaultLookup() {
  const { lookup } = require('dns');
  return (address, family, callback) => {
    if (isIP(address) === family) process.nextTick(callback, null, address, family);
    else lookup(address, family, callback);
  };
}

/** Looks `address` up, or `fallback` when there is none: callback(error, ip). */
function lookUpFor(socket, address, fallback, callback) {
  const { lookup, family } = socket[kState];
  lookup(address || fallback, family, callback);
}

module.exports = {
  defaultLookup, kBinding, kBound, kConnected, kConnecting, kDisconnected, kState, kUnbound, lookUpFor, openState, whenBound,
};
