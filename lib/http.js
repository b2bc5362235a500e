'use strict';
// The public module `http`. Everything lives in lib/internal/http; the client is loaded when it is first used.

const { METHODS, STATUS_CODES, validateHeaderName, validateHeaderValue } = require('internal/http/common');
const { IncomingMessage } = require('internal/http/incoming');
const { OutgoingMessage } = require('internal/http/outgoing');
const { ServerResponse } = require('internal/http/response');
const server = require('internal/http/server');
const { defineLazyProperties } = require('internal/util');
const { validateInteger, validateObject } = require('internal/validators');

/** @param {object|Function} [options] @param {Function} [listener] of 'request' */
function createServer(options, listener) {
  return new server.Server(options, listener);
}

function request(url, options, callback) {
  const { ClientRequest } = require('internal/http/client');
  return new ClientRequest(url, options, callback);
}

function get(url, options, callback) {
  const req = request(url, options, callback);
  req.end();
  return req;
}

/** @param {number} max idle parsers of `_http_common` to keep; those of connections belong to their connections */
function setMaxIdleHTTPParsers(max) {
  validateInteger(max, 'max', 1);
  require('internal/http/parser_pool').parsers.max = max;
}

/**
 * Gives http and https global agents that go by the proxies of `env`.
 * @param {object} [env] HTTP_PROXY, HTTPS_PROXY, NO_PROXY or their lower-case forms @returns {() => void} undoes it
 */
function setGlobalProxyFromEnv(env = process.env) {
  validateObject(env, 'proxyEnv');
  const { readProxy } = require('internal/http/proxy');
  if (readProxy(env, 'http:') === null && readProxy(env, 'https:') === null) return () => {};
  const https = require('https');
  const before = [module.exports.globalAgent, https.globalAgent];
  const options = { keepAlive: true, scheduling: 'lifo', timeout: 5000, proxyEnv: env };
  module.exports.globalAgent = new module.exports.Agent(options);
  https.globalAgent = new https.Agent(options);
  return () => { [module.exports.globalAgent, https.globalAgent] = before; };
}

module.exports = {
  _connectionListener: server._connectionListener,
  METHODS,
  STATUS_CODES,
  Agent: undefined,
  ClientRequest: undefined,
  IncomingMessage,
  OutgoingMessage,
  Server: server.Server,
  ServerResponse,
  createServer,
  validateHeaderName,
  validateHeaderValue,
  get,
  request,
  setGlobalProxyFromEnv,
  setMaxIdleHTTPParsers,
};

// The client is loaded when it is first used; the table above has these names for their place.
defineLazyProperties(module.exports, 'internal/http/agent', ['Agent']);
defineLazyProperties(module.exports, 'internal/http/client', ['ClientRequest']);

function defineGetter(name, get, set) {
  Object.defineProperty(module.exports, name, { __proto__: null, get, set, configurable: true, enumerable: true });
}
defineGetter('maxHeaderSize', () => server.maxHeaderSize());
let globalAgent;
defineGetter('globalAgent', () => globalAgent ??= require('internal/http/agent').globalAgent, (agent) => { globalAgent = agent; });
for (const name of ['WebSocket', 'CloseEvent', 'MessageEvent']) {
  defineGetter(name, () => require('internal/fetch')[name]);
}
