'use strict';
// TLS connections that did not agree on "h2": HTTP/1 with `allowHTTP1`, else 'unknownProtocol' (documentation,
// "Event: 'unknownProtocol'"). Callers: internal/http2/server for secure servers.

const { _connectionListener, kConnectionsCheckingInterval, readOptions, Server: HttpServer } = require('internal/http/server');
const { kConnections } = require('internal/http/connection');
const timers = require('timers');

/** Gives a secure server what HTTP/1 connections need of one. @param {object} server @param {object} options http1Options */
function prepareHttp1(server, options) {
  readOptions(server, options);
  server.maxHeadersCount = null;
  server.maxRequestsPerSocket = 0;
  server[kConnections] = new Set();
  server[kConnectionsCheckingInterval] = null;
}

function closeIdleHttp1(server) {
  Reflect.apply(HttpServer.prototype.closeIdleConnections, server, []);
}

/** Whether the connection was not for HTTP/2. */
function handle(server, socket, options) {
  const { alpnProtocol } = socket;
  if (alpnProtocol !== false && alpnProtocol !== 'http/1.1') return false;
  if (options.allowHTTP1 === true) {
    Reflect.apply(_connectionListener, server, [socket]);
    return true;
  }
  // Whoever takes the socket has so long to do something with it.
  const timer = timers.setTimeout(() => { if (!socket.destroyed) socket.destroy(); }, options.unknownProtocolTimeout);
  timer.unref();
  socket.once('close', () => timers.clearTimeout(timer));
  if (!server.emit('unknownProtocol', socket)) refuse(socket);
  return true;
}

// In HTTP/1, which is all that such a peer may understand.
function refuse(socket) {
  const text = 'Missing ALPN Protocol, expected `h2` to be available.\n' +
    'If this is a HTTP request: The server was not configured with the `allowHTTP1` option or a listener for the ' +
    '`unknownProtocol` event.\n';
  socket.on('error', () => {});
  socket.end('HTTP/1.0 403 Forbidden\r\nContent-Type: text/plain\r\n' +
             `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

module.exports = { closeIdleHttp1, handle, prepareHttp1 };
