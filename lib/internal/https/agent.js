'use strict';
// https.Agent: an http.Agent whose sockets are TLS, with the sessions of earlier connections by destination. Callers: lib/https.js.

const { Agent: HttpAgent, kReadOptions, proxyOf } = require('internal/http/agent');

const kPrivate = Symbol('kPrivate');  // of a socket that serves one request only
// A request's own judgement of the server holds for that request alone: its socket has a name of its own, which ends in this number.
const kPrivateNumber = Symbol('kPrivateNumber');
let lastPrivate = 0;

/** @param {object} [options] of http.Agent and tls.connect(), and maxCachedSessions (100) */
function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  const own = { __proto__: null, ...options };
  own.defaultPort ??= 443;
  own.protocol ??= 'https:';
  Reflect.apply(HttpAgent, this, [own]);
  this.maxCachedSessions = this.options.maxCachedSessions;
  if (this.maxCachedSessions === undefined) this.maxCachedSessions = 100;
  this._sessionCache = { map: {}, list: [] };
  Object.defineProperty(this, kReadOptions, { __proto__: null, value: numberPrivate });
}
Object.setPrototypeOf(Agent.prototype, HttpAgent.prototype);
Object.setPrototypeOf(Agent, HttpAgent);

// (options[, callback]), (port, options[, callback]), (port, host, options[, callback])
function readArguments(port, host = null, options = null) {
  const read = {};
  if (port !== null && typeof port === 'object') Object.assign(read, port);
  else if (host !== null && typeof host === 'object') Object.assign(read, host);
  else if (options !== null && typeof options === 'object') Object.assign(read, options);
  if (typeof port === 'number') read.port = port;
  if (typeof host === 'string') read.host = host;
  return read;
}

function judgesAlone(agent, options) {
  const checkServerIdentity = options?.checkServerIdentity;
  return checkServerIdentity !== undefined && agent.options.checkServerIdentity === undefined &&
    checkServerIdentity !== require('internal/tls/identity').checkServerIdentity;
}

function numberPrivate(agent, options) {
  return judgesAlone(agent, options) ? { __proto__: null, ...options, [kPrivateNumber]: ++lastPrivate } : options;
}

Agent.prototype.createConnection = function createConnection(...args) {
  const own = readArguments(...args);
  const isPrivate = judgesAlone(this, own);
  const key = isPrivate ? undefined : own._agentKey;
  if (key) {
    const session = this._getSession(key);
    if (session) own.session = session;
  }
  const proxy = proxyOf(this, own);
  const callback = args[args.length - 1];
  if (proxy === null || typeof callback !== 'function') return connect(this, own, key, isPrivate);
  require('internal/http/proxy').openTunnel(proxy, own, (error, tunnel) => {
    if (error) callback(error);
    else callback(null, connect(this, { ...own, socket: tunnel }, key, isPrivate));
  });
  return undefined;
};

function connect(agent, options, key, isPrivate) {
  const socket = require('tls').connect(options);
  socket[kPrivate] = isPrivate;
  if (key) {
    socket.on('session', (session) => { agent._cacheSession(key, session); });
    socket.once('close', (hadError) => {
      if (hadError) agent._evictSession(key);
    });
  }
  return socket;
}

Agent.prototype.keepSocketAlive = function keepSocketAlive(socket) {
  return !socket[kPrivate] && Reflect.apply(HttpAgent.prototype.keepSocketAlive, this, [socket]);
};

// What decides whether two requests may share a connection. Options with `false` in the second place count when they are set at all.
const kNameOptions = [
  ['ca', true], ['cert', true], ['clientCertEngine', true], ['ciphers', true], ['key', true], ['pfx', true],
  ['rejectUnauthorized', false], ['servername', true], ['minVersion', true], ['maxVersion', true], ['secureProtocol', true],
  ['crl', true], ['honorCipherOrder', false], ['ecdhCurve', true], ['dhparam', true], ['secureOptions', false],
  ['sessionIdContext', true], ['sigalgs', true], ['privateKeyIdentifier', true], ['privateKeyEngine', true],
];

/** @param {object} [options] @returns {string} */
Agent.prototype.getName = function getName(options = {}) {
  let name = Reflect.apply(HttpAgent.prototype.getName, this, [options]);
  for (const [key, onlyTruthy] of kNameOptions) {
    const value = options[key];
    name += ':';
    if (onlyTruthy ? !value : value === undefined) continue;
    if (key === 'servername' && value === options.host) continue;
    if (key === 'sigalgs') name += JSON.stringify(value);
    else if (key === 'pfx') name += describePfx(value, options.passphrase);
    else name += value;
  }
  return options[kPrivateNumber] === undefined ? name : `${name}:${options[kPrivateNumber]}`;
};

// A file in a list may have a passphrase of its own.
function describePfx(value, passphrase) {
  if (!Array.isArray(value)) return value;
  return value.map((item) => `:${item?.buf ?? item}:${item?.passphrase ?? passphrase}`).join('');
}

Agent.prototype._getSession = function _getSession(key) {
  return this._sessionCache.map[key];
};

Agent.prototype._cacheSession = function _cacheSession(key, session) {
  if (this.maxCachedSessions === 0) return;
  const { list, map } = this._sessionCache;
  if (map[key]) {
    map[key] = session;
    return;
  }
  if (list.length >= this.maxCachedSessions) delete map[list.shift()];
  list.push(key);
  map[key] = session;
};

Agent.prototype._evictSession = function _evictSession(key) {
  const { list, map } = this._sessionCache;
  const index = list.indexOf(key);
  if (index === -1) return;
  list.splice(index, 1);
  delete map[key];
};

module.exports = { Agent };
