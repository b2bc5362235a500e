'use strict';
// net.Socket: a Duplex over a native stream handle. Callers: net, http, child processes' pipes, tty.
// Connecting is in internal/net/connect. Rules: `_handle` is null once the socket is closed; a `_handle` whose reading an
// HTTP server has taken over is marked by `kConsumer` until somebody wants the bytes (internal/http/server).

const { addAbortSignal, Duplex } = require('stream');
const { builtinChannel } = require('internal/diagnostics');
const { kOnEnd, kOnRead, kSocket, Pipe, Tcp, writeChunk, writeChunks } = require('internal/net/handle');
const { normalizeArgs } = require('internal/net/arguments');
const { makeOnRead } = require('internal/net/onread');
const socketOptions = require('internal/net/socket_options');
const timers = require('timers');
const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_FD_TYPE, ERR_INVALID_HANDLE_TYPE,
    ERR_OUT_OF_RANGE, ERR_SOCKET_CLOSED, ERR_SOCKET_CLOSED_BEFORE_CONNECTION,
  },
  errnoException,
  genericNodeError,
} = require('internal/errors');
const { validateAbortSignal, validateFunction, validateInt32, validateNumber, validateObject } =
  require('internal/validators');

const kTimeout = Symbol('kTimeout');
const kBytesRead = Symbol('kBytesRead');
const kBytesWritten = Symbol('kBytesWritten');
const kConsumer = Symbol('kConsumer');
const kOnReadBuffer = Symbol('kOnReadBuffer');
const kWasReset = Symbol('resetAndClosing');
// Set while nobody may receive anything (an agent's free socket): bytes or their end destroy the socket.
const kIdle = Symbol('kIdle');
// A subclass's method that gets the connected handle before 'connect' (tls puts its own over it).
const kOnConnected = Symbol('kOnConnected');
// Set on the socket of a BoundSocket: true, or the path that it is bound to.
const kBoundTo = Symbol('kBoundTo');
const clientChannel = builtinChannel('net.client.socket');
const UV_EOF = -4095;
const kMaxTimeout = 2 ** 31 - 1;

function noop() {}

function handleFromFd(fd) {
  validateInt32(fd, 'fd', 0);
  const type = binding('stream').guessHandleType(fd);
  if (type === 'TCP') return new Tcp(kSocket);
  if (type === 'PIPE' || type === 'UNIX') return new Pipe(false, kSocket);
  throw new ERR_INVALID_FD_TYPE(type);
}

/**
 * @param {object|number} [options] fd, handle, allowHalfOpen, readable, writable, signal, onread, noDelay, keepAlive,
 *   keepAliveInitialDelay, highWaterMark
 */
function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  if (options?.objectMode) {
    throw new ERR_INVALID_ARG_VALUE('options.objectMode', options.objectMode, 'is not supported');
  } else if (options?.readableObjectMode || options?.writableObjectMode) {
    throw new ERR_INVALID_ARG_VALUE(
      `options.${options.readableObjectMode ? 'readableObjectMode' : 'writableObjectMode'}`,
      options.readableObjectMode || options.writableObjectMode, 'is not supported');
  }
  if (options?.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
  }
  if (options?.blockList) checkBlockList(options.blockList);
  this.connecting = false;
  this._hadError = false;
  this._parent = null;
  this._host = null;
  this._handle = null;
  this[kTimeout] = null;
  this[kConsumer] = null;
  options = typeof options === 'number' ? { fd: options } : { ...options };
  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  options.emitClose = false;
  options.autoDestroy = true;
  options.decodeStrings = false;  // strings reach the native side as they are
  const { signal } = options;
  options.signal = undefined;
  Reflect.apply(Duplex, this, [options]);
  if (signal) watchSignal(this, signal);

  if (options.handle) {
    this._handle = adoptHandle(this, options);
  } else if (options.fd !== undefined) {
    this._handle = handleFromFd(options.fd);
    const status = this._handle.open(options.fd);
    if (status) throw errnoException(status, 'open');
  }
  const onRead = makeOnRead(options.onread);
  if (onRead !== undefined) this[kOnReadBuffer] = onRead;
  this._handle?.setOwner?.(this);
  this._pendingData = null;
  this._pendingEncoding = '';
  this.server = null;
  this._server = null;
  socketOptions.readSocketOptions(this, options);
  this[kBytesRead] = 0;
  this[kBytesWritten] = 0;
  this.on('end', onReadableEnd);
  startFirstRead(this, options);
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

/** @param {unknown} list the option blockList */
function checkBlockList(list) {
  const { BlockList } = require('internal/net/blocklist');
  if (!BlockList.isBlockList(list)) throw new ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', list);
}

// A signal that is aborted already destroys a tick later: before that the caller may still begin to connect, which would revive a
// socket that is destroyed.
function watchSignal(socket, signal) {
  validateAbortSignal(signal, 'signal');
  if (signal.aborted) process.nextTick(addAbortSignal, signal, socket);
  else addAbortSignal(signal, socket);
}

// A BoundSocket's handle has an address but no connection: there is nothing to read until connect().
function adoptHandle(socket, options) {
  if (!(options.handle instanceof Tcp || options.handle instanceof Pipe)) {
    const { adopt, isBoundSocket } = require('internal/net/bound_socket');
    if (isBoundSocket(options.handle)) {
      const { handle, path } = adopt(options.handle);
      options.manualStart = true;
      socket[kBoundTo] = path ?? true;
      return path === undefined ? handle : connectablePipe(socket, handle);
    }
  }
  return options.handle;
}

// libuv reads no pipe that it has bound itself, so another handle has the socket; the first removes the path when it closes.
function connectablePipe(socket, bound) {
  const pipe = new Pipe(false, kSocket);
  const fd = bound.duplicate();
  const status = fd < 0 ? fd : pipe.open(fd);
  socket.once('close', () => bound.close());
  if (status < 0) throw errnoException(status, 'open');
  return pipe;
}

// A socket on a handle that is open already starts to read, unless it may not.
function startFirstRead(socket, options) {
  if (!socket._handle || options.readable === false || options.noDelay === null) return;
  if (options.pauseOnCreate) {
    socket._handle.reading = false;
    socket._handle.readStop();
    socket.readableFlowing = false;
  } else if (!options.manualStart) {
    socket.read(0);
  }
}

// 'end' arrived and the other side may not stay open: later writes fail instead of vanishing.
function onReadableEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}

function writeAfterEnd(chunk, encoding, callback) {
  if (!this.writableEnded) return Reflect.apply(Duplex.prototype.write, this, [chunk, encoding, callback]);
  if (typeof encoding === 'function') callback = encoding;
  const error = genericNodeError('This socket has been ended by the other party', { code: 'EPIPE' });
  if (typeof callback === 'function') process.nextTick(callback, error);
  this.destroy(error);
  return false;
}

Socket.prototype[kOnRead] = function(bytes) {
  if (this[kIdle] === true) {
    this.destroy();
    return;
  }
  this._unrefTimer();
  if (this[kOnReadBuffer] !== undefined) return this[kOnReadBuffer].deliver(this, bytes);
  if (!this.push(bytes)) {
    const handle = this._handle;
    if (handle !== null) {
      handle.reading = false;
      const status = handle.readStop();
      if (status) this.destroy(errnoException(status, 'read'));
    }
  }
};

Socket.prototype[kOnEnd] = function(status) {
  if (status !== UV_EOF) {
    this.destroy(errnoException(status, 'read'));
    return;
  }
  if (this[kIdle] === true) {
    this.destroy();
    return;
  }
  if (this._handle !== null) this._handle.reading = false;
  if (this._readableState.endEmitted) {
    if (this.writableFinished) this.destroy();
    return;
  }
  this.push(null);
  this.read(0);
};

Socket.prototype._read = function(size) {
  if (this.connecting || !this._handle) {
    this.once('connect', () => this._read(size));
  } else if (!this._handle.reading) {
    readStart(this);
  }
};

function readStart(socket) {
  socket._handle.reading = true;
  if (socket[kOnReadBuffer]?.rest) process.nextTick(() => { socket[kOnReadBuffer].deliver(socket); });
  const status = socket._handle.readStart();
  if (status) socket.destroy(errnoException(status, 'read'));
}

Socket.prototype._final = function(callback) {
  if (this.connecting) {
    this.once('connect', () => this._final(callback));
    return;
  }
  if (!this._handle) {
    callback();
    return;
  }
  // How it ends tells nothing: the peer may be gone, and a terminal has nothing to shut down.
  const status = this._handle.shutdown(() => { callback(); });
  if (status === -107) callback();  // ENOTCONN: the peer is gone, nothing is left to shut down
  else if (status !== 0) callback(errnoException(status, 'shutdown'));
};

Socket.prototype._write = function(chunk, encoding, callback) {
  this._writeGeneric(false, chunk, encoding, callback);
};

Socket.prototype._writev = function(chunks, callback) {
  this._writeGeneric(true, chunks, '', callback);
};

Socket.prototype._writeGeneric = function(isBatch, data, encoding, callback) {
  if (this.connecting) {
    this._pendingData = data;
    this._pendingEncoding = encoding;
    const onClose = () => callback(new ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
    this.once('connect', function connect() {
      this.off('close', onClose);
      this._writeGeneric(isBatch, data, encoding, callback);
    });
    this.once('close', onClose);
    return;
  }
  this._pendingData = null;
  this._pendingEncoding = '';
  const handle = this._handle;
  if (!handle) {
    callback(new ERR_SOCKET_CLOSED());
    return false;
  }
  this._unrefTimer();
  const done = (status) => {
    if (this.destroyed) {
      callback(status < 0 ? writeFailure(handle, status) : null);
      return;
    }
    if (status < 0) {
      callback(writeFailure(handle, status));
      return;
    }
    this._unrefTimer();
    callback(null);
  };
  let status;
  if (isBatch) status = writeChunks(handle, data, done);
  else status = writeChunk(handle, data, encoding, done);
  if (status === 0) callback(null);
  else if (status < 0) callback(errnoException(status, 'write'));
};

// A TlsHandle knows more than a status tells.
function writeFailure(handle, status) {
  const { failure } = handle;
  return failure === undefined ? errnoException(status, 'write') : errnoException(failure.status, 'write', failure.text);
}

Socket.prototype._unrefTimer = function() {
  for (let socket = this; socket != null; socket = socket._parent) {
    if (socket[kTimeout]) socket[kTimeout].refresh();
  }
};

Socket.prototype.setTimeout = function(milliseconds, callback) {
  if (this.destroyed) return this;
  this.timeout = milliseconds;
  validateNumber(milliseconds, 'msecs');
  if (milliseconds < 0 || !Number.isFinite(milliseconds)) {
    throw new ERR_OUT_OF_RANGE('msecs', 'a non-negative finite number', milliseconds);
  }
  if (milliseconds > kMaxTimeout) {
    process.emitWarning(`${milliseconds} does not fit into a 32-bit signed integer.\n` +
                        `Timer duration was truncated to ${kMaxTimeout}.`, 'TimeoutOverflowWarning');
    milliseconds = kMaxTimeout;
  }
  if (this[kTimeout]) timers.clearTimeout(this[kTimeout]);
  this[kTimeout] = null;
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (milliseconds === 0) {
    if (callback !== undefined) this.removeListener('timeout', callback);
  } else {
    this[kTimeout] = timers.setTimeout(onTimer, milliseconds, this);
    this[kTimeout].unref();
    if (callback !== undefined) this.once('timeout', callback);
  }
  return this;
};

function onTimer(socket) {
  socket._onTimeout();
}

Socket.prototype._onTimeout = function() {
  // Bytes that went out since the last look are progress, though no event told of them.
  const handle = this._handle;
  if (handle) {
    const written = handle.bytesWritten - handle.writeQueueSize;
    const before = this._lastSeenWritten;
    this._lastSeenWritten = written;
    if (handle.writeQueueSize > 0 && before !== undefined && written !== before) {
      this._unrefTimer();
      return;
    }
  }
  this.emit('timeout');
};

Object.assign(Socket.prototype, socketOptions.methods);

function whenConnected(name) {
  return function() {
    if (!this._handle) {
      this.once('connect', this[name]);
      return this;
    }
    if (typeof this._handle[name] === 'function') this._handle[name]();
    return this;
  };
}
Socket.prototype.ref = whenConnected('ref');
Socket.prototype.unref = whenConnected('unref');

Socket.prototype.address = function() {
  return this._getsockname();
};

Socket.prototype.end = function(data, encoding, callback) {
  Reflect.apply(Duplex.prototype.end, this, [data, encoding, callback]);
  return this;
};

Socket.prototype.pause = function() {
  if (this[kOnReadBuffer] && !this.connecting && this._handle?.reading) {
    this._handle.reading = false;
    if (!this.destroyed) {
      const status = this._handle.readStop();
      if (status) this.destroy(errnoException(status, 'read'));
    }
  }
  return Reflect.apply(Duplex.prototype.pause, this, []);
};

Socket.prototype.resume = function() {
  if (this[kOnReadBuffer] && !this.connecting && this._handle && !this._handle.reading) readStart(this);
  return Reflect.apply(Duplex.prototype.resume, this, []);
};

Socket.prototype.read = function(size) {
  if (this[kOnReadBuffer] && !this.connecting && this._handle && !this._handle.reading) readStart(this);
  return Reflect.apply(Duplex.prototype.read, this, [size]);
};

/** Ends, and destroys when everything is written. */
Socket.prototype.destroySoon = function() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

/** Closes a TCP connection with RST. */
Socket.prototype.resetAndDestroy = function() {
  if (!this._handle) {
    this.destroy(new ERR_SOCKET_CLOSED());
    return this;
  }
  if (!(this._handle instanceof Tcp)) throw new ERR_INVALID_HANDLE_TYPE();
  if (this.connecting) this.once('connect', () => this._reset());
  else this._reset();
  return this;
};

Socket.prototype._reset = function() {
  this[kWasReset] = true;
  return this.destroy();
};

Socket.prototype._destroy = function(error, callback) {
  this.connecting = false;
  for (let socket = this; socket != null; socket = socket._parent) {
    if (socket[kTimeout]) timers.clearTimeout(socket[kTimeout]);
    socket[kTimeout] = null;
  }
  const handle = this._handle;
  if (handle) {
    const hadError = Boolean(error);
    this[kBytesRead] = handle.bytesRead;
    this[kBytesWritten] = handle.bytesWritten;
    this._handle = null;
    this._sockname = null;
    const closed = () => { this.emit('close', hadError); };
    if (this[kWasReset] && handle.reset) {
      const status = handle.reset(closed);
      if (status) this.emit('error', errnoException(status, 'reset'));
    } else {
      handle.close(closed);
    }
    handle.setOwner?.(kClosedOwner);
    callback(error);
  } else {
    callback(error);
    process.nextTick(emitClose, this);
  }
  const server = this._server;
  if (server) {
    server._connections--;
    server._emitCloseIfDrained?.();
  }
};

// Events that a handle still reports after its socket is gone.
const kClosedOwner = { [kOnRead]: noop, [kOnEnd]: noop };

function emitClose(socket) {
  socket.emit('close');
}

Socket.prototype._getpeername = function() {
  if (!this._handle || this.connecting) return this._peername || {};
  if (!this._peername) {
    const found = this._handle.getPeerName?.();
    if (typeof found !== 'object') return {};
    this._peername = found;
  }
  return this._peername;
};

Socket.prototype._getsockname = function() {
  if (!this._handle) return {};
  if (!this._sockname) {
    const found = typeof this[kBoundTo] === 'string' ? { address: this[kBoundTo] } : this._handle.getSockName?.();
    if (typeof found !== 'object') return {};
    this._sockname = found;
  }
  return this._sockname;
};

function pendingBytes(socket) {
  const data = socket._pendingData;
  if (!data) return 0;
  if (!Array.isArray(data)) return Buffer.byteLength(data, socket._pendingEncoding || undefined);
  let bytes = 0;
  for (const item of data) {
    bytes += data.allBuffers ? item.length : Buffer.byteLength(item.chunk, item.encoding);
  }
  return bytes;
}

function defineGetter(name, get, enumerable = true, configurable = false) {
  Object.defineProperty(Socket.prototype, name, { __proto__: null, get, configurable, enumerable });
}
defineGetter('_connecting', function() { return this.connecting; }, false);
defineGetter('pending', function() { return !this._handle || this.connecting; }, false, true);
defineGetter('readyState', function() {
  if (this.connecting) return 'opening';
  if (this.readable && this.writable) return 'open';
  if (this.readable && !this.writable) return 'readOnly';
  if (!this.readable && this.writable) return 'writeOnly';
  return 'closed';
}, false);
defineGetter('bufferSize', function() { return this._handle ? this.writableLength : undefined; }, false);
defineGetter('bytesRead', function() { return this._handle ? this._handle.bytesRead : this[kBytesRead]; });
defineGetter('_bytesDispatched', function() { return this._handle ? this._handle.bytesWritten : this[kBytesWritten]; });
defineGetter('bytesWritten', function() {
  let bytes = this._bytesDispatched;
  if (bytes === undefined) return undefined;  // the prototype itself
  for (const entry of this.writableBuffer ?? []) {
    bytes += typeof entry.chunk === 'string' ? Buffer.byteLength(entry.chunk, entry.encoding) : entry.chunk.length;
  }
  return bytes + pendingBytes(this);
});
for (const side of ['remote', 'local']) {
  const read = side === 'remote' ? '_getpeername' : '_getsockname';
  for (const key of ['Address', 'Family', 'Port']) {
    defineGetter(`${side}${key}`, function() { return this[read]()[key.toLowerCase()]; });
  }
}
Object.defineProperty(Socket.prototype, '_handleFd', {
  __proto__: null, get() { return this._handle?.fd; }, configurable: true, enumerable: false,
});

/** @param {...unknown} args options or port and host or path, then a listener for 'connect' */
Socket.prototype.connect = function(...args) {
  const { 0: options, 1: callback } = normalizeArgs(args);
  if (clientChannel.hasSubscribers) clientChannel.publish({ socket: this });
  return require('internal/net/connect').connect(this, options, callback);
};

module.exports = {
  checkBlockList, kBoundTo, kBytesRead, kBytesWritten, kConsumer, kIdle, kOnConnected, kTimeout, readStart, Socket,
};
