'use strict';
// dgram.Socket: one UDP socket. Callers: lib/dgram.js; IPC, which makes sockets of handles that came.
// Sending is in internal/dgram/send, options and addresses in internal/dgram/options, the state in internal/dgram/state.

const EventEmitter = require('events');
const { FastBuffer } = require('internal/buffer');
const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_IP_BLOCKED, ERR_SOCKET_ALREADY_BOUND, ERR_SOCKET_BAD_TYPE,
    ERR_SOCKET_DGRAM_IS_CONNECTED, ERR_SOCKET_DGRAM_NOT_CONNECTED,
  },
  errnoException,
  exceptionWithHostPort,
} = require('internal/errors');
const { bindFlags, checkFd, newHandle, setHandlers, Udp } = require('internal/dgram/handle');
const { isIP } = require('internal/net/ip');
const { bufferSize, methods } = require('internal/dgram/options');
const { send, sendto } = require('internal/dgram/send');
const {
  defaultLookup, kBinding, kBound, kConnected, kConnecting, kDisconnected, kState, kUnbound, lookUpFor, openState, whenBound,
} = require('internal/dgram/state');
const { validateAbortSignal, validateFunction, validateObject, validatePort, validateString, validateUint32 } =
  require('internal/validators');
const diagnostics = require('diagnostics_channel').channel('udp.socket');

const isIPv6Type = (type) => type === 'udp6';
const anyAddress = (type) => (isIPv6Type(type) ? '::' : '0.0.0.0');

function checkBlockList(value, name) {
  if (value && !require('net').BlockList.isBlockList(value)) throw new ERR_INVALID_ARG_TYPE(name, 'net.BlockList', value);
  return value || undefined;
}

/** @param {string|object} type 'udp4', 'udp6' or the options @param {Function} [listener] of 'message' */
function Socket(type, listener) {
  Reflect.apply(EventEmitter, this, []);
  const options = type !== null && typeof type === 'object' ? type : {};
  if (options === type) type = options.type;
  if (type !== 'udp4' && type !== 'udp6') throw new ERR_SOCKET_BAD_TYPE();
  const { lookup, recvBufferSize, sendBufferSize } = options;
  if (recvBufferSize) validateUint32(recvBufferSize, 'options.recvBufferSize');
  if (sendBufferSize) validateUint32(sendBufferSize, 'options.sendBufferSize');
  if (lookup !== undefined) validateFunction(lookup, 'lookup');
  const receiveBlockList = checkBlockList(options.receiveBlockList, 'options.receiveBlockList');
  const sendBlockList = checkBlockList(options.sendBlockList, 'options.sendBlockList');
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  this.type = type;
  if (typeof listener === 'function') this.on('message', listener);
  this[kState] = {
    handle: newHandle(type),
    receiving: false,
    bindState: kUnbound,
    connectState: kDisconnected,
    queue: undefined,
    lookup: lookup ?? defaultLookup(),
    family: isIPv6Type(type) ? 6 : 4,
    localAddress: isIPv6Type(type) ? '::1' : '127.0.0.1',
    reuseAddr: options.reuseAddr,
    reusePort: options.reusePort,
    ipv6Only: options.ipv6Only,
    recvBufferSize,
    sendBufferSize,
    receiveBlockList,
    sendBlockList,
  };
  this[kState].handle.setOwner(this);
  if (options.signal !== undefined) closeOnAbort(this, options.signal);
  if (diagnostics.hasSubscribers) diagnostics.publish({ socket: this });
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Socket, EventEmitter);

function closeOnAbort(socket, signal) {
  const abort = () => { if (socket[kState].handle) socket.close(); };
  if (signal.aborted) {
    abort();
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', abort));
}

// ---- receiving ----

// Called by the native side, inside a CallbackScope, with the handle's owner.
setHandlers(
  function onMessage(socket, bytes, address, port, isIPv6) {
    const { receiveBlockList } = socket[kState];
    if (receiveBlockList?.check(address, isIPv6 ? 'ipv6' : 'ipv4')) return;
    const message = new FastBuffer(bytes);
    socket.emit('message', message, { address, family: isIPv6 ? 'IPv6' : 'IPv4', port, size: message.length });
  },
  function onReceiveError(socket, errno) {
    socket.emit('error', errnoException(errno, 'recvmsg'));
  },
);

function startReceiving(socket) {
  const state = socket[kState];
  state.handle.receiveStart();
  state.receiving = true;
  state.bindState = kBound;
  if (state.recvBufferSize) bufferSize(socket, state.recvBufferSize, true);
  if (state.sendBufferSize) bufferSize(socket, state.sendBufferSize, false);
}

function stopReceiving(socket) {
  const state = socket[kState];
  if (!state.receiving) return;
  state.handle.receiveStop();
  state.receiving = false;
}

function replaceHandle(socket, handle) {
  const state = socket[kState];
  state.handle.close();
  state.handle = handle;
  handle.setOwner(socket);
}

// ---- bind ----

function startBinding(socket) {
  const state = openState(socket);
  if (state.bindState !== kUnbound) throw new ERR_SOCKET_ALREADY_BOUND();
  state.bindState = kBinding;
  return state;
}

function failBinding(socket, error) {
  socket[kState].bindState = kUnbound;
  socket.emit('error', error);
}

function addBindCallback(socket, callback) {
  const onListening = () => {
    forget();
    Reflect.apply(callback, socket, []);
  };
  const forget = () => {
    socket.removeListener('listening', onListening);
    socket.removeListener(EventEmitter.errorMonitor, forget);
  };
  socket.on('listening', onListening);
  socket.on(EventEmitter.errorMonitor, forget);
}

/**
 * bind([port][, address][, callback]), bind(options[, callback]); a native handle takes the socket's place.
 * @param {number|object} [portOrOptions] @param {string|Function} [address] @param {Function} [callback]
 */
Socket.prototype.bind = function(portOrOptions, address /* , callback */) {
  const state = startBinding(this);
  const callback = arguments[arguments.length - 1];
  if (typeof callback === 'function') addBindCallback(this, callback);
  if (portOrOptions instanceof Udp) {
    replaceHandle(this, portOrOptions);
    startReceiving(this);
    this.emit('listening');
    return this;
  }
  const options = portOrOptions !== null && typeof portOrOptions === 'object' ? portOrOptions :
    { port: portOrOptions, address: typeof address === 'function' ? '' : address };
  const exclusive = Boolean(options.exclusive) || Boolean(state.reusePort);
  if (Number.isInteger(options.fd) && options.fd > 0) {
    try {
      bindFd(this, options.fd, exclusive);
    } catch (error) {
      state.bindState = kUnbound;
      throw error;
    }
    return this;
  }
  lookUpFor(this, options.address, anyAddress(this.type), (error, ip) => {
    if (!state.handle) return;  // closed meanwhile
    if (error) failBinding(this, error);
    else bindAddress(this, ip, options.port, exclusive);
  });
  return this;
};

function sharedThroughCluster(exclusive) {
  return !exclusive && process.channel !== undefined && require('cluster').isWorker;
}

function bindFd(socket, fd, exclusive) {
  if (sharedThroughCluster(exclusive)) {
    bindInCluster(socket, { address: null, port: null, fd, flags: null });
    return;
  }
  checkFd(fd);
  const status = socket[kState].handle.open(fd);
  if (status) throw errnoException(status, 'open');
  startReceiving(socket);
  socket.emit('listening');
}

function bindAddress(socket, ip, port, exclusive) {
  const state = socket[kState];
  const flags = bindFlags(state);
  if (sharedThroughCluster(exclusive)) {
    bindInCluster(socket, { address: ip, port: port || 0, fd: -1, flags });
    return;
  }
  const status = state.handle.bind(`${ip}`, port | 0, flags);
  if (status) {
    failBinding(socket, exceptionWithHostPort(status, 'bind', ip, port));
    return;
  }
  startReceiving(socket);
  socket.emit('listening');
}

// A worker's socket is the primary's: every worker receives from it.
function bindInCluster(socket, { address, port, fd, flags }) {
  const query = { address, port, fd, flags, addressType: socket.type };
  require('cluster')._getServer(socket, query, (errno, handle) => {
    const state = socket[kState];
    if (errno) {
      failBinding(socket, exceptionWithHostPort(errno, 'bind', address, port));
    } else if (!state.handle) {
      handle.close();  // closed meanwhile
    } else {
      replaceHandle(socket, handle);
      startReceiving(socket);
      socket.emit('listening');
    }
  });
}

/** Binds at once and returns the address; `address` has to be numeric. @param {{port?: number, address?: string}} [options] */
Socket.prototype.bindSync = function(options = {}) {
  const state = openState(this);
  validateObject(options, 'options');
  const { address } = options;
  const port = options.port === undefined ? 0 : validatePort(options.port, 'options.port');
  if (address !== undefined) {
    validateString(address, 'options.address');
    if (!isIP(address)) {
      throw new ERR_INVALID_ARG_VALUE('options.address', address,
                                      'must be a numeric IP address; bindSync does not perform DNS resolution');
    }
  }
  if (state.bindState !== kUnbound) throw new ERR_SOCKET_ALREADY_BOUND();
  bindNow(this, address ?? anyAddress(this.type), port);
  return this.address();
};

function bindNow(socket, ip, port) {
  const status = socket[kState].handle.bind(ip, port, bindFlags(socket[kState]));
  if (status) throw exceptionWithHostPort(status, 'bind', ip, port);
  startReceiving(socket);
  process.nextTick(() => { if (socket[kState].handle) socket.emit('listening'); });
}

// ---- connect ----

/** @param {number} port @param {string} [address] @param {Function} [callback] */
Socket.prototype.connect = function(port, address, callback) {
  port = validatePort(port, 'Port', false);
  if (typeof address === 'function') {
    callback = address;
    address = '';
  } else if (address === undefined) {
    address = '';
  }
  validateString(address, 'address');
  const state = openState(this);
  if (state.connectState !== kDisconnected) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
  state.connectState = kConnecting;
  whenBound(this, () => {
    if (state.handle) lookUpAndConnect(this, port, address, callback);
  });
};

function lookUpAndConnect(socket, port, address, callback) {
  const state = socket[kState];
  if (callback !== undefined) validateFunction(callback, 'listener');
  lookUpFor(socket, address, state.localAddress, (error, ip) => {
    if (!state.handle) return;
    error = error || associate(socket, ip, port, address);
    if (!error) {
      if (callback) socket.once('connect', callback);
      process.nextTick(() => { socket.emit('connect'); });
      return;
    }
    state.connectState = kDisconnected;
    process.nextTick(() => { callback ? Reflect.apply(callback, socket, [error]) : socket.emit('error', error); });
  });
}

// The error, or undefined: the socket is connected.
function associate(socket, ip, port, address) {
  const state = socket[kState];
  if (state.sendBlockList?.check(ip, `ipv${isIP(ip) || state.family}`)) return new ERR_IP_BLOCKED(ip);
  const status = state.handle.connect(`${ip}`, port);
  if (status) return exceptionWithHostPort(status, 'connect', address, port);
  state.connectState = kConnected;
  return undefined;
}

/** Connects at once; `address` has to be numeric. @param {number} port @param {string} [address] */
Socket.prototype.connectSync = function(port, address) {
  const state = openState(this);
  port = validatePort(port, 'Port', false);
  if (address === undefined) address = state.localAddress;
  validateString(address, 'address');
  if (!isIP(address)) {
    throw new ERR_INVALID_ARG_VALUE('address', address,
                                    'must be a numeric IP address; connectSync does not perform DNS resolution');
  }
  if (state.connectState !== kDisconnected) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
  if (state.bindState === kBinding) throw new ERR_SOCKET_ALREADY_BOUND();
  if (state.bindState === kUnbound) bindNow(this, anyAddress(this.type), 0);
  const error = associate(this, address, port, address);
  if (error) throw error;
  process.nextTick(() => { if (state.handle) this.emit('connect'); });
};

Socket.prototype.disconnect = function() {
  const state = this[kState];
  if (state.connectState !== kConnected) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
  const status = state.handle.disconnect();
  if (status) throw errnoException(status, 'connect');
  state.connectState = kDisconnected;
};

Socket.prototype.sendto = sendto;
Socket.prototype.send = send;

// ---- close ----

/** @param {Function} [callback] a listener for 'close' */
Socket.prototype.close = function(callback) {
  if (typeof callback === 'function') this.on('close', callback);
  const queue = this[kState].queue;
  if (queue !== undefined) {
    queue.push(() => this.close());
    return this;
  }
  const state = openState(this);
  stopReceiving(this);
  state.handle.close();
  state.handle = null;
  process.nextTick(emitClose, this);
  return this;
};

function emitClose(socket) {
  socket.emit('close');
}

Socket.prototype[Symbol.asyncDispose] = {
  async ''() {
    if (!this[kState].handle) return;
    await new Promise((resolve) => { this.close(resolve); });
  },
}[''];

Object.assign(Socket.prototype, methods);

module.exports = { Socket, stopReceiving };
