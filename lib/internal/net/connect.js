'use strict';
// Connecting a socket: argument checks, name look-up, one attempt or Happy Eyeballs (RFC 8305) over all addresses.
// Caller: Socket.prototype.connect. Rules: an attempt that loses or fails closes its handle; the socket gets the winner's.
// Errors: one address gives `connect CODE host:port`, several give an AggregateError with the code of the first.

const { withDefaultTrigger } = require('internal/async_context');
const { kSocket, Pipe, Tcp } = require('internal/net/handle');
const { isIP } = require('internal/net/ip');
const { checkBlockList, kBoundTo, kOnConnected } = require('internal/net/socket');
const { applySocketOptions } = require('internal/net/socket_options');
const { getOptionValue } = require('internal/options');
const { observed } = require('internal/perf/observed');
const timers = require('timers');
const {
  codes: {
    ERR_INVALID_ADDRESS_FAMILY, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_IP_ADDRESS, ERR_IP_BLOCKED, ERR_MISSING_ARGS,
  },
  aggregateErrors,
  exceptionWithHostPort,
} = require('internal/errors');
const { validateBoolean, validateFunction, validateHostName, validateInt32, validateNumber, validatePort, validateString } =
  require('internal/validators');

const UV_EADDRINUSE = -98;
const UV_ETIMEDOUT = -110;
const UV_ECANCELED = -125;
const kMinAttemptTimeout = 10;
// Tells observers of 'net' entries that the connection stands.
const kObserved = Symbol('kObserved');

const defaults = {
  autoSelectFamily: getOptionValue('--network-family-autoselection') ?? true,
  attemptTimeout: getOptionValue('--network-family-autoselection-attempt-timeout') || 250,
};

/** @param {import('net').Socket} socket @param {object} options @param {Function|null} callback */
function connect(socket, options, callback) {
  if (options.blockList) checkBlockList(options.blockList);
  if (options.port === undefined && options.path == null) throw new ERR_MISSING_ARGS(['options', 'port', 'path']);
  if (callback !== null) validateFunction(callback, 'callback');
  if (Object.hasOwn(socket, 'write')) delete socket.write;  // a socket that was ended by its peer is used again
  if (socket.destroyed) forgetConnection(socket);
  const isPipe = Boolean(options.path);
  if (!socket._handle) {
    socket._undestroy();  // what was ended or failed without a connection begins anew with one
    socket._handle = isPipe ? new Pipe(false, kSocket) : new Tcp(kSocket);
    socket._handle.setOwner(socket);
  }
  if (callback !== null) socket.once('connect', callback);
  socket._unrefTimer();
  socket.connecting = true;
  if (isPipe) {
    validateString(options.path, 'options.path');
    withDefaultTrigger(triggerOf(socket), connectPath, socket, options.path);
  } else {
    withDefaultTrigger(triggerOf(socket), lookUpAndConnect, socket, options);
  }
  return socket;
}

// A TLSSocket is what its TlsHandle is, which async hooks may not have heard of.
function triggerOf(socket) {
  return socket.ssl?.asyncId || socket._handle.asyncId;
}

function forgetConnection(socket) {
  socket._handle = null;
  socket._peername = undefined;
  socket._sockname = undefined;
}

function connectPath(socket, path) {
  const handle = socket._handle;
  const status = handle.connectPath(path, (result) => {
    const error = result === 0 ? undefined : exceptionWithHostPort(result, 'connect', path);
    if (error && socket.connecting) socket.emit('connectionAttemptFailed', path, undefined, undefined, error);
    finishAttempt(socket, handle, result, error);
  });
  if (status) socket.destroy(exceptionWithHostPort(status, 'connect', path, undefined, 'undefined:undefined'));
}

function lookUpAndConnect(socket, options) {
  const { localAddress, localPort } = options;
  if (options.host) validateHostName(options.host, 'options.host');
  const host = options.host || 'localhost';
  if (localAddress && !isIP(localAddress)) throw new ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validateNumber(localPort, 'options.localPort');
  let { port } = options;
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string') {
      throw new ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
    }
    validatePort(port);
  }
  port |= 0;
  const auto = selectFamilyOption(options);
  const family = isIP(host);
  if (family && socket[kBoundTo] !== undefined) {  // bound already: the local end is known when connect() returns
    connectOne(socket, { address: host, family }, port, options);
    return;
  }
  if (family) {
    process.nextTick(() => {
      if (socket.connecting) connectOne(socket, { address: host, family }, port, options);
    });
    return;
  }
  if (options.lookup != null) validateFunction(options.lookup, 'options.lookup');
  const query = { family: socketTypeFamily(options.family), hints: options.hints || 0 };
  if (query.family !== 4 && query.family !== 6 && query.hints === 0) query.hints = require('dns').ADDRCONFIG;
  socket._host = host;
  const lookup = options.lookup || require('dns').lookup;
  if (auto && query.family !== 4 && query.family !== 6 && !localAddress) {
    lookUpAll(socket, lookup, host, query, port, options);
  } else {
    lookUpOne(socket, lookup, host, query, port, options);
  }
}

function socketTypeFamily(family) {
  if (family === 'IPv4') return 4;
  if (family === 'IPv6') return 6;
  return family;
}

function selectFamilyOption(options) {
  const { autoSelectFamily, autoSelectFamilyAttemptTimeout: timeout } = options;
  if (autoSelectFamily != null) validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
  if (timeout != null) validateInt32(timeout, 'options.autoSelectFamilyAttemptTimeout', 1);
  return autoSelectFamily ?? defaults.autoSelectFamily;
}

function attemptTimeout({ autoSelectFamilyAttemptTimeout: timeout }) {
  return timeout == null ? defaults.attemptTimeout : Math.max(timeout, kMinAttemptTimeout);
}

function failLater(socket, error) {
  process.nextTick(() => {
    socket.connecting = false;
    socket.destroy(error);
  });
}

// A lookup function of the caller's may give anything.
function isAddress(value) {
  return typeof value === 'string' && isIP(value) !== 0;
}

function lookUpOne(socket, lookup, host, query, port, options) {
  lookup(host, query, (error, address, family) => {
    socket.emit('lookup', error, address, family, host);
    if (!socket.connecting) return;
    if (error) {
      failLater(socket, error);
    } else if (!isAddress(address)) {
      failLater(socket, new ERR_INVALID_IP_ADDRESS(address));
    } else if (family !== 4 && family !== 6) {
      failLater(socket, new ERR_INVALID_ADDRESS_FAMILY(family, options.host, options.port));
    } else {
      socket._unrefTimer();
      connectOne(socket, { address, family }, port, options);
    }
  });
}

function lookUpAll(socket, lookup, host, query, port, options) {
  lookup(host, { ...query, all: true }, (error, found) => {
    if (error) {
      socket.emit('lookup', error, undefined, undefined, host);
      if (socket.connecting) failLater(socket, error);
      return;
    }
    if (!socket.connecting) return;
    const list = Array.isArray(found) ? found.filter((item) => item !== null && typeof item === 'object') : [];
    for (const { address, family } of list) {
      socket.emit('lookup', null, address, family, host);
      if (!socket.connecting) return;  // a listener has destroyed it
    }
    const usable = list.filter(({ address, family }) => isAddress(address) && (family === 4 || family === 6));
    if (usable.length === 0) {
      const first = list[0];
      failLater(socket, isAddress(first?.address) ? new ERR_INVALID_ADDRESS_FAMILY(first.family, options.host, options.port) :
        new ERR_INVALID_IP_ADDRESS(first?.address));
      return;
    }
    socket._unrefTimer();
    if (usable.length === 1) {
      connectOne(socket, usable[0], port, options);
      return;
    }
    socket.autoSelectFamilyAttemptedAddresses = [];
    attemptNext(socket, { addresses: interleave(usable), next: 0, errors: [], port, options, timer: null, handle: null });
  });
}

// RFC 8305 section 4: the families take turns, the first answer's family begins.
function interleave(addresses) {
  const first = addresses[0].family;
  const same = addresses.filter((item) => item.family === first);
  const other = addresses.filter((item) => item.family !== first);
  const mixed = [];
  for (let i = 0; i < Math.max(same.length, other.length); i++) {
    if (i < same.length) mixed.push(same[i]);
    if (i < other.length) mixed.push(other[i]);
  }
  return mixed;
}

function isBlocked(options, { address, family }) {
  return Boolean(options.blockList) && options.blockList.check(address, `ipv${family}`);
}

/** The address and port to connect from, or undefined when the caller leaves it to the system. */
function localEnd({ localAddress, localPort }, family) {
  if (!localAddress && !localPort) return undefined;
  return { address: localAddress || (family === 4 ? '0.0.0.0' : '::'), port: localPort | 0 };
}

// libuv tells of an address in use with connect() only: the name tells now.
function bindLocal(handle, { address, port }) {
  const status = handle.bind(address, port, 0);
  if (status || port === 0) return status;
  const bound = handle.getSockName();
  return typeof bound === 'number' ? bound : bound.port === port ? 0 : UV_EADDRINUSE;
}

/** False when a listener has destroyed the socket, whose handle is closed then. */
function isAttempting(socket, handle) {
  return socket.connecting && socket._handle === handle;
}

/** One address: its failure is the socket's. */
function connectOne(socket, target, port, options) {
  const { address, family } = target;
  if (isBlocked(options, target)) {
    socket.destroy(new ERR_IP_BLOCKED(address));
    return;
  }
  const handle = socket._handle;
  const local = localEnd(options, family);
  let status = local === undefined ? 0 : bindLocal(handle, local);
  if (status) {
    socket.destroy(exceptionWithHostPort(status, 'bind', options.localAddress, options.localPort));
    return;
  }
  if (observed.net > 0) observeConnect(socket, address, port);
  socket.emit('connectionAttempt', address, port, family);
  if (!isAttempting(socket, handle)) return;
  status = handle.connect(address, port, (result) => {
    const error = result === 0 ? undefined : attemptError(result, address, port, local);
    if (error && socket.connecting) socket.emit('connectionAttemptFailed', address, port, family, error);
    finishAttempt(socket, handle, result, error);
  });
  if (status) {
    const bound = handle.getSockName();
    socket.destroy(exceptionWithHostPort(status, 'connect', address, port, bound && `${bound.address}:${bound.port}`));
  }
}

/** The error names the local end where the caller has chosen its port. */
function attemptError(status, address, port, local) {
  if (!local?.port) return exceptionWithHostPort(status, 'connect', address, port);
  const error = exceptionWithHostPort(status, 'connect', address, port, `${local.address}:${local.port}`);
  error.localAddress = local.address;
  error.localPort = local.port;
  return error;
}

/** Several addresses: the next begins when this one fails or takes too long. */
function attemptNext(socket, state) {
  if (!socket.connecting) return;
  if (state.next === state.addresses.length) {
    socket.destroy(aggregateErrors(state.errors, '', undefined));
    return;
  }
  const target = state.addresses[state.next++];
  const { address, family } = target;
  socket.autoSelectFamilyAttemptedAddresses.push(`${address}:${state.port}`);
  const { port, options } = state;
  if (isBlocked(options, target)) {
    state.errors.push(new ERR_IP_BLOCKED(address));
    attemptNext(socket, state);
    return;
  }
  if (state.next > 1) {  // the handle of an attempt that failed cannot connect again
    socket._handle.close();
    socket._handle = new Tcp(kSocket);
    socket._handle.setOwner(socket);
  }
  const handle = socket._handle;
  if (observed.net > 0) observeConnect(socket, address, port);
  socket.emit('connectionAttempt', address, port, family);
  if (!isAttempting(socket, handle)) return;
  let settled = false;
  const settle = () => {
    if (settled || !socket.connecting) return false;
    settled = true;
    timers.clearTimeout(state.timer);
    return true;
  };
  const fail = (error, event) => {
    state.errors.push(error);
    socket.emit(event, address, port, family, error);
    attemptNext(socket, state);
  };
  const status = handle.connect(address, port, (result) => {
    if (!settle()) return;
    if (result === 0) finishAttempt(socket, handle, 0);
    else fail(exceptionWithHostPort(result, 'connect', address, port), 'connectionAttemptFailed');
  });
  if (status) {
    if (settle()) fail(exceptionWithHostPort(status, 'connect', address, port), 'connectionAttemptFailed');
    return;
  }
  if (state.next === state.addresses.length) return;  // the last one has as long as the system gives it
  state.timer = timers.setTimeout(() => {
    if (!settle()) return;
    const error = exceptionWithHostPort(UV_ETIMEDOUT, 'connect', address, port);
    state.errors.push(error);
    socket.emit('connectionAttemptTimeout', address, port, family);
    attemptNext(socket, state);
  }, attemptTimeout(options));
}

function observeConnect(socket, host, port) {
  const { startEntry } = require('internal/perf/node_entries');
  socket[kObserved] = startEntry('connect', 'net', { host, port });
}

function finishAttempt(socket, handle, status, error = undefined) {
  if (socket.destroyed || socket._handle !== handle) return;
  socket.connecting = false;
  socket._sockname = null;
  if (status !== 0) {
    if (status !== UV_ECANCELED) socket.destroy(error);
    return;
  }
  socket[kObserved]?.();
  applySocketOptions(socket, handle);
  socket._unrefTimer();
  socket[kOnConnected]?.(handle);
  socket.emit('connect');
  socket.emit('ready');
  if (!socket.destroyed && socket.readable && !socket.isPaused()) socket.read(0);
}

module.exports = { connect, defaults };
