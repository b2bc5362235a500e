'use strict';
// The public module `http`. Everything lives in lib/internal/http; the client is loaded when it is first used.

const { METHODS, STATUS_CODES, validateHeaderName, validateHeaderValue } = require('internal/http/common');
const { IncomingMessage } = require('internal/http/incoming');
const { OutgoingMessage } = require('internal/http/outgoing');
const { ServerResponse } = require('internal/http/response');
const server = require('internal/http/server');
const { validateInteger } = require('internal/validators');

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
  require('internal/http/http_parser').parsers.max = max;
}

module.exports = {
  _connectionListener: server._connectionListener,
  METHODS,
  STATUS_CODES,
  Server: server.Server,
  IncomingMessage,
  OutgoingMessage,
  ServerResponse,
  createServer,
  validateHeaderName,
  validateHeaderValue,
  get,
  request,
  setMaxIdleHTTPParsers,
};

function defineLazy(name, get, set) {
  Object.defineProperty(module.exports, name, { __proto__: null, get, set, configurable: true, enumerable: true });
}
function defineLazyValue(name, load) {
  defineLazy(name, load, (value) => {
    Object.defineProperty(module.exports, name, { __proto__: null, value, writable: true, configurable: true, enumerable: true });
  });
}
defineLazyValue('Agent', () => require('internal/http/agent').Agent);
defineLazyValue('ClientRequest', () => require('internal/http/client').ClientRequest);
defineLazyValue('globalAgent', () => require('internal/http/agent').globalAgent);
defineLazyValue('WebSocket', () => globalThis.WebSocket);
defineLazyValue('CloseEvent', () => globalThis.CloseEvent);
defineLazyValue('MessageEvent', () => globalThis.MessageEvent);
defineLazy('maxHeaderSize', () => server.maxHeaderSize(), undefined);
