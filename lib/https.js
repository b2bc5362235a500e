'use strict';
// The public module `https` (https://nodejs.org/docs/latest-v24.x/api/https.html): http over tls. The agent is in internal/https/agent.

const tls = require('tls');
const { globalProxyEnv } = require('internal/http/agent');
const { Agent } = require('internal/https/agent');
const http = require('internal/http/server');
const { Server: TlsServer } = require('internal/tls/server');
const { validateObject } = require('internal/validators');

/** @param {object|Function} [options] of tls.createServer() and http.createServer() @param {Function} [listener] of 'request' */
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
  http.readOptions(this, options);
  if (!options.ALPNProtocols && !options.ALPNCallback) options.ALPNProtocols = ['http/1.1'];
  options.noDelay ??= true;
  Reflect.apply(TlsServer, this, [options, http._connectionListener]);
  if (listener) this.addListener('request', listener);
  this.on('tlsClientError', onTlsClientError);
  http.prepareServer(this);
}
Object.setPrototypeOf(Server.prototype, tls.Server.prototype);
Object.setPrototypeOf(Server, tls.Server);

function onTlsClientError(error, socket) {
  if (!this.emit('clientError', error, socket)) socket.destroy(error);
}

for (const name of ['closeAllConnections', 'closeIdleConnections', 'setTimeout', 'close', Symbol.asyncDispose]) {
  Server.prototype[name] = http.Server.prototype[name];
}
const kRejection = Symbol.for('nodejs.rejection');
Server.prototype[kRejection] = function(error, event, ...args) {
  const { prototype } = event === 'request' ? http.Server : tls.Server;
  Reflect.apply(prototype[kRejection], this, [error, event, ...args]);
};

/** @param {object|Function} [options] @param {Function} [listener] of 'request' @returns {Server} */
function createServer(options, listener) {
  return new Server(options, listener);
}

/** @param {...unknown} args (url[, options][, callback]) or (options[, callback]) */
function request(...args) {
  const { ClientRequest, readArguments } = require('internal/http/client');
  const { options, callback } = readArguments(...args);
  options._defaultAgent = module.exports.globalAgent;
  return new ClientRequest(options, callback);
}

function get(input, options, callback) {
  const req = request(input, options, callback);
  req.end();
  return req;
}

module.exports = {
  Agent,
  globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000, proxyEnv: globalProxyEnv() }),
  Server,
  createServer,
  get,
  request,
};
