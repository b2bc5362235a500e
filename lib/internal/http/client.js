'use strict';
// http.ClientRequest: a request on a socket of its agent or of its own.
//
//   waiting for a socket --onSocket--> connected --head--> response --end--> kept alive ('free') or closed
//
// response_reader.js reads the response. 'close' comes once, last.

const net = require('net');
const { captureStorage, exchangeStorage } = require('internal/async_context');
const { builtinChannel } = require('internal/diagnostics');
const { observed } = require('internal/perf/observed');
const { proxyOf } = require('internal/http/agent');
const { checkIsHttpToken, kStrict, readValidation } = require('internal/http/common');
const { kSocket } = require('internal/http/incoming');
const { kOutHeaders, kUniqueHeaders, OutgoingMessage } = require('internal/http/outgoing');
const { emitError, kOnAnswered, kValidation, ResponseReader } = require('internal/http/response_reader');
const {
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN, ERR_INVALID_PROTOCOL,
    ERR_OUT_OF_RANGE, ERR_UNESCAPED_CHARACTERS,
  },
  AbortError,
  connResetException,
} = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateInteger, validateNumber } = require('internal/validators');

const kPathForbidden = /[^\u0021-\u00ff]/;
const kNoBodyByDefault = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
const kDestroyError = Symbol('kDestroyError');
// The AsyncLocalStorage context in which the request was made: its response belongs to it, not to the socket.
const kStorage = Symbol('kStorage');
const kPath = Symbol('kPath');
const kMaxTimeout = 2 ** 31 - 1;

const createdChannel = builtinChannel('http.client.request.created');
const startChannel = builtinChannel('http.client.request.start');

function checkHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

// (url[, options][, callback]) or (options[, callback])
function readArguments(input, options, callback) {
  if (typeof input === 'string') {
    input = require('internal/url').urlToHttpOptions(new URL(input));
  } else if (isUrl(input)) {
    input = require('internal/url').urlToHttpOptions(input);
  } else {
    callback = options;
    options = input;
    input = null;
  }
  if (typeof options === 'function') {
    callback = options;
    options = input || {};
  } else {
    options = Object.assign(input || { __proto__: null }, options);
  }
  return { options, callback };
}

function isUrl(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

/** @param {string|URL|object} input @param {object|Function} [options] @param {Function} [cb] of 'response' */
function ClientRequest(input, options, cb) {
  const read = readArguments(input, options, cb);
  options = read.options;
  const validation = readValidation(options);
  Reflect.apply(OutgoingMessage, this, [{ highWaterMark: options.highWaterMark, relaxed: validation !== kStrict }]);
  this[kValidation] = validation;
  const { callback } = read;
  const defaultAgent = options._defaultAgent || require('http').globalAgent;
  const agent = chooseAgent(this, options, defaultAgent);
  const protocol = options.protocol || defaultAgent.protocol;
  const expected = agent?.protocol || defaultAgent.protocol;
  if (options.path) checkPath(options.path);
  if (protocol !== expected) throw new ERR_INVALID_PROTOCOL(protocol, expected);
  const defaultPort = options.defaultPort || agent?.defaultPort;
  const port = options.port = options.port || defaultPort || 80;
  const host = options.host = checkHost(options.hostname, 'hostname') || checkHost(options.host, 'host') || 'localhost';
  readClientOptions(this, options);
  this[kPath] = options.path || '/';
  this.host = host;
  this.protocol = protocol;
  if (callback) this.once('response', callback);
  this.useChunkedEncodingByDefault = !kNoBodyByDefault.has(this.method);
  this._ended = false;
  this.res = null;
  this.aborted = false;
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this[kDestroyError] = undefined;
  if (agent) {
    // Without keep-alive the agent still shares sockets when requests have to queue for one.
    if (!agent.keepAlive && !Number.isFinite(agent.maxSockets)) {
      this._last = true;
      this.shouldKeepAlive = false;
    } else {
      this._last = false;
      this.shouldKeepAlive = true;
    }
  }
  setInitialHeaders(this, options, host, port, defaultPort);
  if (options.signal) watchSignal(this, options.signal);
  this[kStorage] = captureStorage();
  connect(this, options);
  if (createdChannel.hasSubscribers) createdChannel.publish({ request: this });
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

function checkPath(path) {
  if (kPathForbidden.test(`${path}`)) throw new ERR_UNESCAPED_CHARACTERS('Request path');
}

// A path that is set later goes into the request line as well, so it is checked again.
Object.defineProperty(ClientRequest.prototype, 'path', {
  __proto__: null,
  get() { return this[kPath]; },
  set(value) {
    const path = String(value);  // an object could change its mind
    checkPath(path);
    this[kPath] = path;
  },
  configurable: true,
  enumerable: true,
});

function chooseAgent(req, options, defaultAgent) {
  let { agent } = options;
  if (agent === false) {
    agent = new defaultAgent.constructor();
  } else if (agent === null || agent === undefined) {
    if (typeof options.createConnection !== 'function') agent = defaultAgent;
  } else if (typeof agent.addRequest !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  return req.agent = agent;
}

function readClientOptions(req, options) {
  if (options.timeout !== undefined) req.timeout = timerDuration(options.timeout, 'timeout');
  const { method } = options;
  if (method !== null && method !== undefined && typeof method !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method);
  }
  if (method && !checkIsHttpToken(method)) throw new ERR_INVALID_HTTP_TOKEN('Method', method);
  req.method = method ? method.toUpperCase() : 'GET';
  req.socketPath = options.socketPath;
  if (options.maxHeaderSize !== undefined) validateInteger(options.maxHeaderSize, 'maxHeaderSize', 0);
  req.maxHeaderSize = options.maxHeaderSize;
  req.insecureHTTPParser = options.insecureHTTPParser;
  req.httpValidation = options.httpValidation;
  if (options.joinDuplicateHeaders !== undefined) {
    validateBoolean(options.joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  }
  req.joinDuplicateHeaders = options.joinDuplicateHeaders;
  if (Array.isArray(options.uniqueHeaders)) {
    req[kUniqueHeaders] = new Set(options.uniqueHeaders.map((name) => `${name}`.toLowerCase()));
  }
}

function watchSignal(req, signal) {
  validateAbortSignal(signal, 'signal');
  const abort = () => { req.destroy(new AbortError(undefined, { cause: signal.reason })); };
  if (signal.aborted) {
    abort();
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  req.once('close', () => signal.removeEventListener('abort', abort));
}

function timerDuration(value, name) {
  validateNumber(value, name);
  if (value < 0 || !Number.isFinite(value)) throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', value);
  if (value <= kMaxTimeout) return value;
  process.emitWarning(`${value} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${kMaxTimeout}.`,
                      'TimeoutOverflowWarning');
  return kMaxTimeout;
}

function setInitialHeaders(req, options, host, port, defaultPort) {
  let { headers } = options;
  const proxy = proxyOf(req.agent, options);
  if (options.setDefaultHeaders === false) {
    req._removedConnection = true;
    req._removedContLen = true;
    req._removedTE = true;
  }
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : options.setDefaultHeaders !== false;
  if (Array.isArray(headers)) {  // a list is sent as it is
    if (proxy !== null && req.protocol === 'http:') headers = directThrough(proxy, req, options, defaultPort);
    req._storeHeader(requestLine(req), headers);
    return;
  }
  if (headers) {
    for (const name of Object.keys(headers)) req.setHeader(name, headers[name]);
  }
  if (host && !req.getHeader('host') && setHost) req.setHeader('Host', hostField(host, port, defaultPort));
  if (options.auth && !req.getHeader('Authorization')) {
    req.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
  }
  if (proxy !== null && req.protocol === 'http:') directThrough(proxy, req, options, defaultPort);
  if (req.getHeader('expect')) {
    if (req._header) throw new ERR_HTTP_HEADERS_SENT('render');
    req._storeHeader(requestLine(req), req[kOutHeaders]);
  }
}

function directThrough(proxy, req, { headers, host, port }, defaultPort) {
  return require('internal/http/proxy').directThrough(proxy, req, hostField(host, port, defaultPort), headers);
}

function hostField(host, port, defaultPort) {
  let text = host;
  // An IPv6 address stands in brackets (RFC 3986 section 3.2.2).
  if (host.includes(':') && host.includes(':', host.indexOf(':') + 1) && host.charCodeAt(0) !== 91) text = `[${host}]`;
  return port && +port !== defaultPort ? `${text}:${port}` : text;
}

function requestLine(req) {
  return `${req.method} ${req.path} HTTP/1.1\r\n`;
}

function connect(req, options) {
  if (req.socketPath) {
    req._last = true;
    req.shouldKeepAlive = false;
  }
  const once = onceOnly((error, socket) => {
    if (error) process.nextTick(emitError, req, error);
    else req.onSocket(socket);
  });
  if (req.agent) {
    if (req.socketPath && !req.agent.keepAlive) {
      req._last = true;
      req.shouldKeepAlive = false;
    } else if (req.socketPath) {
      req._last = false;
      req.shouldKeepAlive = true;
    }
    req.agent.addRequest(req, socketOptions(options));
    return;
  }
  req._last = true;
  req.shouldKeepAlive = false;
  const own = socketOptions(options);
  if (own.path || own.socketPath) own.path = own.socketPath;  // the request's path is no socket's path
  if (typeof options.createConnection === 'function') {
    try {
      const socket = options.createConnection(own, once);
      if (socket) once(null, socket);
    } catch (error) {
      once(error);
    }
  } else {
    req.onSocket(net.createConnection(own));
  }
}

// What an agent or createConnection() makes the socket from: the request watches the signal itself.
function socketOptions(options) {
  const own = { ...options };
  delete own.signal;
  return own;
}

function onceOnly(fn) {
  let called = false;
  return (...args) => {
    if (called) return;
    called = true;
    fn(...args);
  };
}

ClientRequest.prototype._finish = function() {
  Reflect.apply(OutgoingMessage.prototype._finish, this, []);
  if (observed.http > 0) this[kOnAnswered] = require('internal/perf/http').watchClient(this);
  if (startChannel.hasSubscribers) startChannel.publish({ request: this });
};

ClientRequest.prototype._implicitHeader = function() {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
  this._storeHeader(requestLine(this), this[kOutHeaders]);
};

ClientRequest.prototype.abort = function() {
  if (this.aborted) return;
  this.aborted = true;
  process.nextTick(() => { this.emit('abort'); });
  this.destroy();
};

ClientRequest.prototype.destroy = function(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  if (this.res) this.res._dump();
  this[kDestroyError] = error;
  this[kSocket]?.destroy(error);
  return this;
};

// A request that is destroyed before its socket came: nothing was sent, the socket can serve another.
function destroyUnsent(req, error) {
  if (!error && !req.aborted) error = connResetException('socket hang up');
  if (error) emitError(req, error);
  req._closed = true;
  req.emit('close');
}

// The agent keeps the socket if the request would have let it.
function releaseUnused(req, socket) {
  socket._httpMessage = req;
  socket.emit('free');
}

ClientRequest.prototype.onSocket = function(socket, error) {
  const saved = exchangeStorage(this[kStorage]);
  process.nextTick(onSocketLater, this, socket, error);
  exchangeStorage(saved);
};

function onSocketLater(req, socket, error) {
  if (req.destroyed || error) {
    const reason = req[kDestroyError] ?? error;
    if (req._closed) return;
    req.destroyed = true;
    if (!socket || (!error && req.agent && !socket.destroyed)) {
      if (socket) releaseUnused(req, socket);
      destroyUnsent(req, reason);
      return;
    }
    // A socket of the request's own goes with it; its error, if it has one, is the request's.
    require('stream').finished(socket.destroy(reason), (failure) => {
      destroyUnsent(req, failure?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? reason : failure ?? reason);
    });
    return;
  }
  takeSocket(req, socket);
  req._flush();
}

function takeSocket(req, socket) {
  const reader = new ResponseReader(req, socket);
  req.socket = socket;
  socket._httpMessage = req;
  reader.listen();
  if (req.timeout !== undefined || req.agent?.options?.timeout) listenSocketTimeout(req);
  req.emit('socket', socket);
}

// ---- timeouts and socket options ----

function emitRequestTimeout() {
  this._httpMessage?.emit('timeout');
}

function listenSocketTimeout(req) {
  if (req.timeoutCb) return;
  req.timeoutCb = emitRequestTimeout;
  if (req[kSocket]) req[kSocket].once('timeout', emitRequestTimeout);
  else req.on('socket', (socket) => { socket.once('timeout', emitRequestTimeout); });
}

function setSocketTimeout(socket, milliseconds) {
  if (socket.connecting) socket.once('connect', () => socket.setTimeout(milliseconds));
  else socket.setTimeout(milliseconds);
}

ClientRequest.prototype.setTimeout = function(milliseconds, callback) {
  if (this._ended) return this;
  listenSocketTimeout(this);
  milliseconds = timerDuration(milliseconds, 'msecs');
  if (callback) this.once('timeout', callback);
  if (this[kSocket]) setSocketTimeout(this[kSocket], milliseconds);
  else this.once('socket', (socket) => setSocketTimeout(socket, milliseconds));
  return this;
};

ClientRequest.prototype.clearTimeout = function(callback) {
  this.setTimeout(0, callback);
};

/** Calls the socket's `method` when there is a socket; before it is connected net.Socket keeps what it is told. */
ClientRequest.prototype._deferToConnect = function(method, args) {
  const run = (socket) => {
    if (socket.writable && typeof socket[method] === 'function') socket[method](...args);
  };
  if (this[kSocket]) run(this[kSocket]);
  else this.once('socket', run);
};

ClientRequest.prototype.setNoDelay = function(noDelay) {
  this._deferToConnect('setNoDelay', [noDelay]);
};

ClientRequest.prototype.setSocketKeepAlive = function(enable, initialDelay) {
  this._deferToConnect('setKeepAlive', [enable, initialDelay]);
};

module.exports = { ClientRequest, readArguments };
