'use strict';
// http.Server: options, timeouts, closing. Connections are in internal/http/fast (C++ reads) and internal/http/connection.
// A connection begins in fast mode unless somebody wants its socket from the start: a listener for 'connection', a server
// timeout, own message classes.

const net = require('net');
const { hasInitHooks } = require('internal/async_context');
const { kAccept, Server: NetServer } = require('internal/net/server');
const { Connection, kConnections, kOptions } = require('internal/http/connection');
const { kStrict, readValidation } = require('internal/http/common');
const { IncomingMessage } = require('internal/http/incoming');
const { ServerResponse } = require('internal/http/response');
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');
const { getOptionValue } = require('internal/options');
const { builtinChannel } = require('internal/diagnostics');
const timers = require('timers');
const { now: loopNow } = binding('runtime');

const kSweeper = Symbol('http.server.connectionsCheckingInterval');
const kDefaultMaxHeaderSize = 16 * 1024;
const kSweepAtMost = 1000;
const kSweepAtLeast = 10;

/** The option `name`, an integer that is not negative, or `otherwise` when it is not given. */
function integerOption(options, name, otherwise) {
  const value = options[name];
  if (value === undefined) return otherwise;
  validateInteger(value, name, 0);
  return value;
}

function checkedOption(validate, options, name, otherwise) {
  const value = options[name];
  if (value === undefined) return otherwise;
  validate(value, `options.${name}`);
  return value;
}

function hasUpgradeListener() {
  return this.listenerCount('upgrade') > 0;
}

/** The options that http and https servers share, checked. @param {object} options */
function readOptions(server, options) {
  server.maxHeaderSize = integerOption(options, 'maxHeaderSize', undefined);
  const validation = readValidation(options);
  server.insecureHTTPParser = options.insecureHTTPParser;
  server.httpValidation = options.httpValidation;
  readTimeouts(server, options);
  server.requireHostHeader = checkedOption(validateBoolean, options, 'requireHostHeader', true);
  server.joinDuplicateHeaders = checkedOption(validateBoolean, options, 'joinDuplicateHeaders', undefined);
  server.rejectNonStandardBodyWrites = checkedOption(validateBoolean, options, 'rejectNonStandardBodyWrites', false);
  server.shouldUpgradeCallback = checkedOption(validateFunction, options, 'shouldUpgradeCallback', hasUpgradeListener);
  server[kOptions] = {
    IncomingMessage: options.IncomingMessage || IncomingMessage,
    ServerResponse: options.ServerResponse || ServerResponse,
    validation,
    maxHeaderSize: options.maxHeaderSize || maxHeaderSize(),
    optimizeEmptyRequests: checkedOption(validateBoolean, options, 'optimizeEmptyRequests', false),
    response: {
      highWaterMark: options.highWaterMark,
      rejectNonStandardBodyWrites: server.rejectNonStandardBodyWrites,
      relaxed: validation !== kStrict,
      uniqueHeaders: Array.isArray(options.uniqueHeaders) ?
        new Set(options.uniqueHeaders.map((name) => `${name}`.toLowerCase())) : undefined,
    },
  };
}

function readTimeouts(server, options) {
  server.requestTimeout = integerOption(options, 'requestTimeout', 300_000);
  const headersTimeout = integerOption(options, 'headersTimeout', undefined);
  server.headersTimeout = headersTimeout ?? (server.requestTimeout > 0 ? Math.min(60_000, server.requestTimeout) : 60_000);
  if (server.requestTimeout > 0 && server.headersTimeout > 0 && server.headersTimeout > server.requestTimeout) {
    throw new ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', headersTimeout);
  }
  server.keepAliveTimeout = integerOption(options, 'keepAliveTimeout', 5000);
  server.keepAliveTimeoutBuffer = integerOption(options, 'keepAliveTimeoutBuffer', 1000);
  server.connectionsCheckingInterval = integerOption(options, 'connectionsCheckingInterval', 30_000);
}

/** The limit of a head in bytes; `--max-http-header-size` sets it. */
function maxHeaderSize() {
  return getOptionValue('--max-http-header-size') || kDefaultMaxHeaderSize;
}

/** @param {object|Function} [options] @param {Function} [listener] of 'request' */
function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === 'function') {
    listener = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    validateObject(options, 'options');
    options = { ...options };
  }
  readOptions(this, options);
  Reflect.apply(net.Server, this, [{
    allowHalfOpen: true, noDelay: options.noDelay ?? true, keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay, highWaterMark: options.highWaterMark,
    blockList: options.blockList,
  }]);
  if (listener) this.on('request', listener);
  this.on('connection', onConnection);
  prepareServer(this);
}
Object.setPrototypeOf(Server.prototype, NetServer.prototype);
Object.setPrototypeOf(Server, NetServer);

/** What http and https servers set up after their bases. @param {Server} server */
function prepareServer(server) {
  server.httpAllowHalfOpen = false;
  server.on('listening', restartSweeping);
  server.timeout = 0;
  server.maxHeadersCount = null;
  server.maxRequestsPerSocket = 0;
  server[kConnections] = new Set();
  server[kSweeper] = null;
}

/** A socket from net, tls, or a user who emits 'connection' with one of his own. */
function onConnection(socket) {
  const connection = new Connection(this, socket, null);
  if (socket.server === null || socket.server === undefined) socket.server = this;
  if (this.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(this.timeout);
  connection.startReading();
  startSweeping.call(this);
}

const socketChannel = builtinChannel('net.server.socket');

Server.prototype[kAccept] = function(handle) {
  const options = this[kOptions];
  // Only strictly read messages have the form that the fast way relies on.
  const isPlain = options.IncomingMessage === IncomingMessage && options.ServerResponse === ServerResponse &&
    options.validation === kStrict;
  // Who watches the channel of sockets, or async hooks, gets sockets: they are made at level 2.
  const isWatched = socketChannel.hasSubscribers || hasInitHooks() || this.listenerCount('connection') !== 1;
  if (isPlain && !isWatched && this.timeout === 0 && process.env.PHASOR_HTTP !== 'classic') {
    require('internal/http/fast').accept(this, handle);
    startSweeping.call(this);
  } else {
    Reflect.apply(NetServer.prototype[kAccept], this, [handle]);
  }
};

function restartSweeping() {
  stopSweeping(this);
  startSweeping.call(this);
}

// One look at all connections now and then serves all deadlines: no timer a connection, no work a request.
function startSweeping() {
  if (isSweeping(this)) return;
  const checking = this.connectionsCheckingInterval || Infinity;
  const idle = this.keepAliveTimeout > 0 ? Math.max(kSweepAtLeast, Math.min(kSweepAtMost, this.keepAliveTimeout / 5)) : Infinity;
  const interval = Math.min(checking, idle);
  if (interval === Infinity) return;
  this[kSweeper] = timers.setInterval(sweep, interval, this);
  this[kSweeper].unref();
}

function sweep(server) {
  const now = loopNow();
  for (const connection of server[kConnections]) {
    connection.checkDeadlines(now, server.headersTimeout, server.requestTimeout);
  }
  if (server[kConnections].size === 0 && !server.listening) stopSweeping(server);
}

function isSweeping(server) {
  return server[kSweeper] !== null && !server[kSweeper]._destroyed;
}

function stopSweeping(server) {
  if (isSweeping(server)) timers.clearInterval(server[kSweeper]);
}

Server.prototype.close = function(...args) {
  this.closeIdleConnections();
  stopSweeping(this);
  if (this[kConnections].size !== 0) startSweeping.call(this);  // what is still open keeps its deadlines
  Reflect.apply(NetServer.prototype.close, this, args);
  return this;
};

Server.prototype[Symbol.asyncDispose] = NetServer.prototype[Symbol.asyncDispose];

Server.prototype.closeAllConnections = function() {
  for (const connection of [...this[kConnections]]) closeConnection(connection);
};

Server.prototype.closeIdleConnections = function() {
  for (const connection of [...this[kConnections]]) {
    if (connection.idle) closeConnection(connection);
  }
};

function closeConnection(connection) {
  if (connection instanceof Connection) connection.socket.destroy();
  else connection.close();
}

Server.prototype.setTimeout = function(milliseconds, callback) {
  this.timeout = milliseconds;
  if (callback) this.on('timeout', callback);
  return this;
};

Server.prototype[Symbol.for('nodejs.rejection')] = function(error, event, ...args) {
  if (event !== 'request') {
    Reflect.apply(NetServer.prototype[Symbol.for('nodejs.rejection')], this, [error, event, ...args]);
    return;
  }
  const res = args[1];
  if (res.headersSent || res.writableEnded) {
    res.destroy();
    return;
  }
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.statusCode = 500;
  res.end(require('internal/http/common').STATUS_CODES[500]);
};

module.exports = { _connectionListener: onConnection, kConnectionsCheckingInterval: kSweeper, maxHeaderSize, prepareServer, readOptions, Server };
