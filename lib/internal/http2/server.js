'use strict';
// Http2Server, Http2SecureServer and http2.performServerHandshake(): connections become sessions, sessions' streams the server's
// 'stream' events, and with a 'request' listener the compatibility objects.

const net = require('net');
const { ServerHttp2Session } = require('internal/http2/server_session');
const { readServerOptions } = require('internal/http2/server_options');
const { validateSettings } = require('internal/http2/settings');
const { onServerStream } = require('internal/http2/compat');
const { kOptions, kServer } = require('internal/http2/symbols');
const { validateFunction, validateObject } = require('internal/validators');

const kSessions = Symbol('sessions');

/** What both classes share. @param {net.Server} server */
function setUp(server, options, requestListener) {
  server[kOptions] = options;
  server[kSessions] = new Set();
  server.timeout = 0;
  server.on('newListener', onNewListener);
  if (typeof requestListener === 'function') server.on('request', requestListener);
}

// The compatibility objects cost something: they are made when somebody listens for them.
function onNewListener(event) {
  if (event !== 'request') return;
  this.removeListener('newListener', onNewListener);
  const options = this[kOptions];
  this.on('stream', (stream, headers, flags, rawHeaders) => {
    onServerStream(this, options, stream, headers, flags, rawHeaders);
  });
}

const methods = {
  setTimeout(msecs = 0, callback) {
    this.timeout = msecs;
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.on('timeout', callback);
    }
    return this;
  },
  updateSettings(settings) {
    if (settings !== undefined) validateObject(settings, 'settings');
    validateSettings(settings);
    this[kOptions].settings = { ...this[kOptions].settings, ...settings };
  },
};

function closeSessions(server) {
  for (const session of [...server[kSessions]]) session.close();
}

class Http2Server extends net.Server {
  constructor(options, requestListener) {
    const checked = readServerOptions(options);
    super(checked);
    this.on('connection', connectionListener);
    setUp(this, checked, requestListener);
  }

  close(callback) {
    super.close(callback);
    closeSessions(this);
    return this;
  }

  [Symbol.asyncDispose]() {
    return new Promise((resolve, reject) => {
      this.close((error) => { error ? reject(error) : resolve(); });
    });
  }

  [Symbol.for('nodejs.rejection')](error, event, ...args) {
    onRejection(this, net.Server, error, event, args);
  }
}
for (const { 0: name, 1: value } of Object.entries(methods)) {
  Object.defineProperty(Http2Server.prototype, name, { __proto__: null, value, writable: true, configurable: true });
}

function onRejection(server, Base, error, event, args) {
  if (event === 'stream') {
    const stream = args[0];
    // As for HTTP/1: an answer that has not begun tells of the error.
    if (stream.headersSent) stream.destroy(error);
    else {
      stream.respond({ ':status': 500 });
      stream.end();
    }
  } else if (event === 'request') {
    const response = args[1];
    if (!response.headersSent) {
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      response.statusCode = 500;
      response.end(require('internal/http/common').STATUS_CODES[500]);
    } else {
      response.destroy();
    }
  } else {
    Reflect.apply(Base.prototype[Symbol.for('nodejs.rejection')], server, [error, event, ...args]);
  }
}

/** 'connection' and 'secureConnection'. */
function connectionListener(socket) {
  const options = this[kOptions];
  if (socket.encrypted === true && require('internal/http2/fallback').handle(this, socket, options)) return;
  startSession(this, socket, options);
}

function startSession(server, socket, options) {
  const session = new ServerHttp2Session(options, socket, server);
  session.on('stream', onSessionStream);
  session.on('error', onSessionError);
  server[kSessions].add(session);
  session.once('close', () => server[kSessions].delete(session));
  if (server.timeout) session.setTimeout(server.timeout, onSessionTimeout);
  server.emit('session', session);
}

function onSessionStream(stream, headers, flags, rawHeaders) {
  this[kServer].emit('stream', stream, headers, flags, rawHeaders);
}

function onSessionError(error) {
  this[kServer].emit('sessionError', error, this);
}

function onSessionTimeout() {
  if (!this.destroyed && !this[kServer].emit('timeout', this)) this.destroy();
}

/**
 * http2.performServerHandshake(): a session on a socket that the user has accepted.
 * @param {import('stream').Duplex} socket @param {object} [options]
 */
function performServerHandshake(socket, options = {}) {
  return new ServerHttp2Session(readServerOptions(options), socket, undefined);
}

module.exports = {
  connectionListener, closeSessions, Http2Server, methods, onRejection, performServerHandshake, setUp,
};
