'use strict';
// net.Server: listening handles and their connections. Callers: net, http (which extends it), child processes.
// A subclass that takes connections without a net.Socket overrides kAccept(handle) (internal/http/server does).

const EventEmitter = require('events');
const { getDefaultHighWaterMark } = require('internal/streams/state');
const { withDefaultTrigger } = require('internal/async_context');
const { builtinChannel, builtinTracing } = require('internal/diagnostics');
const { isIP } = require('internal/net/ip');
const { kOnConnection, Pipe, Tcp, UV_TCP_IPV6ONLY, uvExceptionWithHostPort } = require('internal/net/handle');
const { createServerHandle } = require('internal/net/bind');
const { isPipeName, normalizeArgs, toNumber } = require('internal/net/arguments');
const { checkBlockList, Socket } = require('internal/net/socket');
const { kSetKeepAlive, kSetKeepAliveInitialDelay, kSetNoDelay, wholeSeconds } = require('internal/net/socket_options');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_SERVER_ALREADY_LISTEN, ERR_SERVER_NOT_RUNNING },
  errnoException,
  exceptionWithHostPort,
} = require('internal/errors');
const { validateAbortSignal, validateFunction, validateNumber, validatePort, validateString } =
  require('internal/validators');

const socketChannel = builtinChannel('net.server.socket');
const listenTracing = builtinTracing('net.server.listen');

const kAccept = Symbol('kAccept');
const kListening = Symbol('kListening');  // the listen() that counts, by number; 0 after close()
const kBacklog = 511;
const UV_TCP_REUSEPORT = 2;

/** @param {object|Function} [options] @param {Function} [listener] of 'connection' */
function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  Reflect.apply(EventEmitter, this, []);
  if (typeof options === 'function') {
    listener = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else if (typeof options === 'object') {
    options = { ...options };
  } else {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (typeof listener === 'function') this.on('connection', listener);
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  if (options.highWaterMark !== undefined) {
    validateNumber(options.highWaterMark, 'options.highWaterMark');
    if (options.highWaterMark < 0) options.highWaterMark = undefined;
  }
  this._connections = 0;
  this[kListening] = 0;
  this._handle = null;
  this._unref = false;
  this._workers = [];  // processes that have connections of ours
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = wholeSeconds(options.keepAliveInitialDelay || 0);
  this.highWaterMark = options.highWaterMark ?? getDefaultHighWaterMark();
  if (options.blockList) {
    checkBlockList(options.blockList);
    this.blockList = options.blockList;
  }
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

let listenCount = 0;

/** listen([port[, host[, backlog]]][, callback]), (path[, backlog]), (handle), (options) */
Server.prototype.listen = function(...args) {
  const normalized = normalizeArgs(args);
  let options = normalized[0];
  const callback = normalized[1];
  // Until there is a handle (a name is looked up, a cluster's primary asked) another listen() may take the place of this one.
  if (this._handle) throw new ERR_SERVER_ALREADY_LISTEN();
  if (callback !== null) {
    validateFunction(callback, 'callback');
    this.once('listening', callback);
  }
  const backlogArgument = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2]);
  options = boundHandle(this, options._handle || options.handle || options);
  if (listenTracing.hasSubscribers) listenTracing.channels.asyncStart.publish({ server: this, options });
  const flags = (options.ipv6Only ? UV_TCP_IPV6ONLY : 0) | (options.reusePort ? UV_TCP_REUSEPORT : 0);
  const backlog = (options.backlog || backlogArgument) | 0;
  if (options instanceof Tcp || options instanceof Pipe) {
    this[kListening] = ++listenCount;
    this._handle = options;
    this._listen2(null, -1, -1, backlog);
    return this;
  }
  addAbortSignal(this, options);
  if (typeof options.fd === 'number' && options.fd >= 0) {
    this[kListening] = ++listenCount;
    listenOn(this, { address: null, port: null, addressType: null, fd: options.fd, backlog, exclusive: isExclusive(options) });
    return this;
  }
  if (args.length === 0 || typeof args[0] === 'function' ||
      (options.port === undefined && 'port' in options) || options.port === null) {
    options = { ...options, port: 0 };
  }
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    validatePort(options.port, 'options.port');
    this[kListening] = ++listenCount;
    listenOnPort(this, options, backlog, flags);
    return this;
  }
  if (options.path && isPipeName(options.path)) {
    this._pipeName = options.path;
    this[kListening] = ++listenCount;
    listenOnPath(this, options, backlog);
    return this;
  }
  if (!('port' in options || 'path' in options)) {
    throw new ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"');
  }
  throw new ERR_INVALID_ARG_VALUE('options', options);
};

// A BoundSocket becomes the server's handle.
function boundHandle(server, options) {
  if (options instanceof Tcp || options instanceof Pipe) return options;
  const { adopt, isBoundSocket } = require('internal/net/bound_socket');
  if (!isBoundSocket(options)) return options;
  const { handle, path } = adopt(options);
  if (path !== undefined) server._pipeName = path;
  return handle;
}

function addAbortSignal(server, options) {
  if (options?.signal === undefined) return;
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  const close = () => { server.close(); };
  if (signal.aborted) {
    process.nextTick(close);
  } else {
    signal.addEventListener('abort', close, { once: true });
    server.once('close', () => signal.removeEventListener('abort', close));
  }
}

function listenOnPort(server, options, backlog, flags) {
  const target = { port: options.port | 0, flags, backlog, exclusive: isExclusive(options) };
  if (!options.host) {
    listenOn(server, { address: null, addressType: 4, ...target });
    return;
  }
  validateString(options.host, 'hostname');
  const listening = server[kListening];
  const family = isIP(options.host);
  if (family) {
    // A host is looked up, even when it is an address already: it takes a tick.
    process.nextTick(() => {
      if (server[kListening] === listening) listenOn(server, { address: options.host, addressType: family, ...target });
    });
    return;
  }
  require('dns').lookup(options.host, (error, address, addressType) => {
    if (server[kListening] !== listening) return;
    if (error) {
      server[kListening] = 0;
      server.emit('error', error);
    } else {
      listenOn(server, { address, addressType, ...target });
    }
  });
}

function isExclusive(options) {
  return Boolean(options.exclusive) || Boolean(options.reusePort);
}

/** @param {{address: string|null, port: number, addressType: number, fd?: number, flags?: number, backlog: number}} target */
function listenOn(server, target) {
  const { address, port, addressType, fd, flags, backlog, exclusive } = target;
  if (!exclusive && process.channel !== undefined && require('cluster').isWorker) {
    listenInCluster(server, target);
    return;
  }
  server._listen2(address, port, addressType, backlog, fd, flags);
}

// In a worker the primary listens, or shares its handle.
function listenInCluster(server, { exclusive, ...query }) {
  const { address, port, addressType, backlog, fd, flags } = query;
  const listening = server[kListening];
  require('cluster')._getServer(server, query, (errno, handle) => {
    if (server[kListening] !== listening) {  // closed, or another listen() took its place
      handle?.close();
    } else if (errno) {
      failListening(server, exceptionWithHostPort(errno, 'bind', address, port));
    } else {
      server._handle = handle;
      server._listen2(address, port, addressType, backlog, fd, flags);
    }
  });
}

function listenOnPath(server, options, backlog) {
  const { path, readableAll, writableAll } = options;
  if (path[0] === '\0' && (readableAll || writableAll)) {
    throw new ERR_INVALID_ARG_VALUE('options', options,
                                    'can not set readableAll or writableAllt to true when path is abstract unix socket');
  }
  listenOn(server, {
    address: path, port: -1, addressType: -1, backlog, exclusive: isExclusive(options), readableAll, writableAll,
  });
  const mode = (readableAll ? 4 : 0) | (writableAll ? 2 : 0);
  if (mode === 0 || !server._handle?.chmod) return;
  const status = server._handle.chmod(mode);
  if (status) {
    server._handle.close();
    server._handle = null;
    throw errnoException(status, 'uv_pipe_chmod');
  }
}

function failListening(server, error) {
  if (listenTracing.hasSubscribers) listenTracing.channels.error.publish({ server, error });
  server._handle = null;
  server[kListening] = 0;
  process.nextTick(() => server.emit('error', error));
}

/**
 * Where every listen() ends, with the handle that `this._handle` has already or a new one. Packages that instrument servers
 * (async-listener) wrap it.
 * @param {string|null} address @param {number|null} port @param {4|6|-1|null} addressType @param {number} backlog 0: the default
 * @param {number} [fd] @param {number} [flags]
 */
Server.prototype._listen2 = function setupListenHandle(address, port, addressType, backlog, fd, flags) {
  const handle = this._handle ?? createServerHandle(address, port, addressType, fd, flags);
  const host = address ?? (typeof port === 'number' && port >= 0 ? '::' : address);
  const status = typeof handle === 'number' ? handle : handle.listen(backlog || kBacklog);
  if (status) {
    if (typeof handle !== 'number') handle.close();
    failListening(this, uvExceptionWithHostPort(status, 'listen', host, port));
    return;
  }
  this._handle = handle;
  handle.setOwner(this);
  defineConnectionCallback(this, handle);
  if (this._unref) this.unref();
  this._connectionKey = `${isIP(host) || (port === -1 ? -1 : 4)}:${host}:${port}`;
  withDefaultTrigger(handle.asyncId, process.nextTick, emitListening, this);
};

// A program that puts a function of its own in the place of `handle.onconnection` is called with what arrives from then on.
function defineConnectionCallback(server, handle) {
  let callback = function onconnection(status, connection) { server[kOnConnection](status, connection); };
  Object.defineProperty(handle, 'onconnection', {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() { return callback; },
    set(value) {
      callback = value;
      handle.setOwner({ [kOnConnection](status, connection) { Reflect.apply(callback, handle, [status, connection]); } });
    },
  });
}

function emitListening(server) {
  if (!server._handle) return;
  if (listenTracing.hasSubscribers) listenTracing.channels.asyncEnd.publish({ server });
  server.emit('listening');
}

Server.prototype[kOnConnection] = function(status, handle) {
  if (status) {
    this.emit('error', errnoException(status, 'accept'));
    return;
  }
  if (this.maxConnections != null && this._connections >= this.maxConnections) {
    dropConnection(this, handle);
    return;
  }
  if (this.blockList !== undefined) {
    const remote = handle.getPeerName?.();
    if (typeof remote?.address === 'string' && this.blockList.check(remote.address, remote.family.toLowerCase())) {
      handle.close();
      return;
    }
  }
  this[kAccept](handle);
};

function dropConnection(server, handle) {
  if (handle.getPeerName && server.listenerCount('drop') > 0) {
    const local = handle.getSockName();
    const remote = handle.getPeerName();
    server.emit('drop', {
      localAddress: local.address, localPort: local.port, localFamily: local.family,
      remoteAddress: remote.address, remotePort: remote.port, remoteFamily: remote.family,
    });
  } else {
    server.emit('drop');
  }
  handle.close();
}

Server.prototype[kAccept] = function(handle) {
  const socket = new Socket({
    handle, allowHalfOpen: this.allowHalfOpen, pauseOnCreate: this.pauseOnConnect, readable: true, writable: true,
    readableHighWaterMark: this.highWaterMark, writableHighWaterMark: this.highWaterMark,
  });
  adopt(this, socket);
  this.emit('connection', socket);
  if (socketChannel.hasSubscribers) socketChannel.publish({ socket });
};

/** Counts `socket` as the server's and gives it the server's options. */
function adopt(server, socket) {
  const handle = socket._handle;
  if (server.noDelay && handle.setNoDelay) {
    socket[kSetNoDelay] = true;
    handle.setNoDelay(true);
  }
  if (server.keepAlive && handle.setKeepAlive) {
    socket[kSetKeepAlive] = true;
    socket[kSetKeepAliveInitialDelay] = server.keepAliveInitialDelay;
    handle.setKeepAlive(true, server.keepAliveInitialDelay);
  }
  server._connections++;
  socket.server = server;
  socket._server = server;
}

Server.prototype.address = function() {
  if (this._handle?.getSockName) {
    const found = this._handle.getSockName();
    if (typeof found === 'number') throw errnoException(found, 'address');
    return found;
  }
  return this._pipeName && this._handle ? this._pipeName : null;
};

/**
 * Connections that another process has now; `list` counts them and tells when they are closed.
 * @param {Server} server @param {object} owner the process @param {{count: Function, whenClosed: Function}} list
 */
function addElsewhere(server, owner, list) {
  if (!server._workers.some((entry) => entry.owner === owner)) server._workers.push({ owner, list });
}

Server.prototype.getConnections = function(callback) {
  const lists = this._workers;
  if (lists.length === 0) {
    process.nextTick(callback, null, this._connections);
    return this;
  }
  let left = lists.length;
  let total = this._connections;
  for (const { list } of lists) {
    list.count((error, count) => {
      if (left === 0) return;  // told of an error already
      total += count;
      left = error ? 0 : left - 1;
      if (left === 0) callback(error, error ? undefined : total);
    });
  }
  return this;
};

Server.prototype.close = function(callback) {
  if (typeof callback === 'function') {
    if (!this._handle) {
      this.once('close', () => callback(new ERR_SERVER_NOT_RUNNING()));
    } else {
      this.once('close', callback);
    }
  }
  this[kListening] = 0;
  if (this._handle) {
    this._handle.close();
    this._handle = null;
  }
  this._emitCloseIfDrained();
  return this;
};

Server.prototype[Symbol.asyncDispose] = async function() {
  if (!this._handle) return;
  await new Promise((resolve, reject) => {
    this.close((error) => { error ? reject(error) : resolve(); });
  });
};

Server.prototype._emitCloseIfDrained = function() {
  if (this._handle || this._connections !== 0) return;
  const lists = this._workers;
  if (lists.length === 0) {
    process.nextTick(emitServerClose, this);
    return;
  }
  this._workers = [];
  let left = lists.length;
  for (const { list } of lists) list.whenClosed(() => { if (--left === 0) this._emitCloseIfDrained(); });
};

function emitServerClose(server) {
  server.emit('close');
}

Server.prototype.ref = function() {
  this._unref = false;
  this._handle?.ref();
  return this;
};

Server.prototype.unref = function() {
  this._unref = true;
  this._handle?.unref();
  return this;
};

Object.defineProperty(Server.prototype, 'listening', {
  __proto__: null, get() { return Boolean(this._handle); }, configurable: true, enumerable: true,
});

Server.prototype[require('events').captureRejectionSymbol ?? Symbol.for('nodejs.rejection')] =
  function(error, event, socket) {
    if (event === 'connection') socket.destroy(error);
    else this.emit('error', error);
  };

module.exports = { addElsewhere, adopt, kAccept, Server };
