'use strict';
// http.Agent: sockets by destination, in use and free, with the requests that wait for one.
// The maps `requests`, `sockets` and `freeSockets` are public (name -> list); names come from getName().

const { AsyncResource } = require('async_hooks');
const EventEmitter = require('events');
const net = require('net');
const { kIdle } = require('internal/net/socket');
const { kHighWaterMark } = require('internal/http/outgoing');
const { debuglog } = require('internal/util/debuglog');
const { getOptionValue } = require('internal/options');
const { validateNumber, validateOneOf, validateString } = require('internal/validators');

const debug = debuglog('http');

const kOnKeylog = Symbol('onkeylog');
const kProxy = Symbol('kProxy');
const kQueued = Symbol('kQueued');  // what a waiting request was made in: it goes on there
const kReadOptions = Symbol('kReadOptions');  // of agents of other kinds: (agent, options) => the options of a request
const kRequestOptions = Symbol('requestOptions');

/** @param {object} [options] keepAlive, keepAliveMsecs, maxSockets, maxFreeSockets, maxTotalSockets, scheduling, timeout, proxyEnv */
function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  Reflect.apply(EventEmitter, this, []);
  this.options = { __proto__: null, ...options };
  this.defaultPort = this.options.defaultPort || 80;
  this.protocol = this.options.protocol || 'http:';
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  this[kProxy] = this.options.proxyEnv ? require('internal/http/proxy').readProxy(this.options.proxyEnv, this.protocol) : null;
  this.options.path = null;  // a destination is not a pipe unless the request says so
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;
  this.agentKeepAliveTimeoutBuffer = Number.isFinite(this.options.agentKeepAliveTimeoutBuffer) &&
    this.options.agentKeepAliveTimeoutBuffer >= 0 ?
    this.options.agentKeepAliveTimeoutBuffer : 1000;
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets !== undefined) validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);
  else this.maxTotalSockets = Infinity;
  this.on('free', (socket, requestOptions) => { onFree(this, socket, requestOptions); });
  this.on('newListener', watchKeylog);
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;
Agent.prototype.createConnection = function createConnection(...args) { return net.createConnection(...args); };

/** The proxy for a socket or request with these options, or null. @param {Agent|object|undefined} agent @param {object} options */
function proxyOf(agent, { host, port, socketPath }) {
  const proxy = agent?.[kProxy] ?? null;
  return proxy === null || socketPath || !proxy.serves(host, port) ? null : proxy;
}

/** `proxyEnv` of the global agents: NODE_USE_ENV_PROXY=1 or --use-env-proxy asks for it. */
function globalProxyEnv() {
  return process.env.NODE_USE_ENV_PROXY === '1' || getOptionValue('--use-env-proxy') ? process.env : undefined;
}

// TLS key logging concerns every socket that the agent has or makes.
function watchKeylog(event) {
  if (event !== 'keylog' || this[kOnKeylog]) return;
  this[kOnKeylog] = (line) => { this.emit('keylog', line, this); };
  for (const lists of [this.sockets, this.freeSockets]) {
    for (const socket of Object.values(lists).flat()) socket.on('keylog', this[kOnKeylog]);
  }
}

function onFree(agent, socket, options) {
  const name = agent.getName(options);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const waiting = agent.requests[name];
  if (waiting?.length) {
    const req = waiting.shift();
    if (waiting.length === 0) delete agent.requests[name];
    const queued = req[kQueued];
    req[kQueued] = undefined;
    if (queued === undefined) passOn(agent, req, socket);
    else queued.runInAsyncScope(passOn, undefined, agent, req, socket);
    return;
  }
  const req = socket._httpMessage;
  if (!req?.shouldKeepAlive || !agent.keepAlive) {
    socket.destroy();
    return;
  }
  const free = agent.freeSockets[name] ?? [];
  const count = free.length + (agent.sockets[name]?.length ?? 0);
  if (agent.totalSocketCount > agent.maxTotalSockets || count > agent.maxSockets || free.length >= agent.maxFreeSockets ||
      !agent.keepSocketAlive(socket)) {
    socket.destroy();
    return;
  }
  if (agent.totalSocketCount >= agent.maxTotalSockets && Object.keys(agent.requests).length !== 0) {
    socket.destroy();  // other destinations wait for its place
    return;
  }
  agent.freeSockets[name] = free;
  socket._httpMessage = null;
  socket[kIdle] = true;  // bytes that no request asked for would be taken for the next request's answer
  agent.removeSocket(socket, options);
  socket.once('error', onFreeSocketError);
  free.push(socket);
}

/** The next request gets a socket, whose events belong to it from now on. */
function passOn(agent, req, socket) {
  socket._handle?.asyncReset?.();
  setRequestSocket(agent, req, socket);
}

function onFreeSocketError() {
  this.destroy();
  this.emit('agentRemove');
}

/** `host:port:localAddress:family[:socketPath]` @param {object} [options] */
Agent.prototype.getName = function(options = {}) {
  let name = `${options.host || 'localhost'}:`;
  if (options.port) name += options.port;
  name += ':';
  if (options.localAddress) name += options.localAddress;
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  if (options.socketPath) name += `:${options.socketPath}`;
  return name;
};

Agent.prototype.addRequest = function(req, options, port, localAddress) {
  // (req, host, port, localAddress) is the form of old callers.
  if (typeof options === 'string') options = { __proto__: null, host: options, port, localAddress };
  if (this[kReadOptions] !== undefined) options = this[kReadOptions](this, options);
  options = { __proto__: null, ...options, ...this.options };
  if (options.socketPath) options.path = options.socketPath;
  if (options.timeout === undefined && this.options.timeout !== undefined) options.timeout = this.options.timeout;
  normalizeServerName(options, req);
  const name = this.getName(options);
  const inUse = this.sockets[name] ??= [];
  const socket = takeFreeSocket(this, name);
  const count = inUse.length + (this.freeSockets[name]?.length ?? 0);
  debug('agent: request for %s, %d in use, free socket: %s', name, inUse.length, socket !== undefined);
  if (socket) {
    socket._httpMessage = null;
    this.reuseSocket(socket, req);
    passOn(this, req, socket);
    inUse.push(socket);
  } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    this.createSocket(req, options, (error, made) => {
      if (error) req.onSocket(null, error);
      else setRequestSocket(this, req, made);
    });
  } else {
    (this.requests[name] ??= []).push(req);
    req[kRequestOptions] = options;
    req[kQueued] = new AsyncResource('QueuedRequest');
  }
};

function takeFreeSocket(agent, name) {
  const free = agent.freeSockets[name];
  if (!free) return undefined;
  while (free.length !== 0 && free[0].destroyed) free.shift();
  let socket = agent.scheduling === 'fifo' ? free.shift() : free.pop();
  while (socket !== undefined && (socket.destroyed || !socket.writable)) socket = free.pop();
  if (free.length === 0) delete agent.freeSockets[name];
  return socket;
}

function normalizeServerName(options, req) {
  if (options.servername || options.servername === '') return;
  options.servername = calculateServerName(options, req);
}

function calculateServerName(options, req) {
  let name = options.host;
  const host = req.getHeader('host');
  if (host) {
    validateString(host, 'options.headers.host');
    name = host.startsWith('[') ? host.slice(1, host.indexOf(']') === -1 ? host.length : host.indexOf(']')) :
      host.split(':', 1)[0];
  }
  return net.isIP(name) ? '' : name;
}

Agent.prototype.createSocket = function(req, options, callback) {
  options = { __proto__: null, ...options, ...this.options };
  if (options.socketPath) options.path = options.socketPath;
  normalizeServerName(options, req);
  // A socket that will be kept is made with TCP keep-alive, so that dead peers are noticed.
  if (this.keepAlive) {
    options.keepAlive = this.keepAlive;
    options.keepAliveInitialDelay = this.keepAliveMsecs;
  }
  const name = this.getName(options);
  options._agentKey = name;
  options.encoding = null;
  let called = false;
  const done = (error, socket) => {
    if (called) return;
    called = true;
    if (error) {
      callback(error);
      return;
    }
    (this.sockets[name] ??= []).push(socket);
    this.totalSocketCount++;
    installListeners(this, socket, options);
    callback(null, socket);
  };
  const proxy = this.protocol === 'http:' ? proxyOf(this, options) : null;  // TLS makes a tunnel: internal/https/agent
  let made;
  if (proxy === null) made = this.createConnection(options, done);
  else if (proxy.protocol === 'https:') made = proxy.connect(options);
  else made = this.createConnection(proxy.connectOptions(options), done);
  if (made) done(null, made);
};

function installListeners(agent, socket, options) {
  const onSocketFree = () => { agent.emit('free', socket, options); };
  const onClose = () => {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  };
  // A free socket has no request to report its timeout to: it goes.
  const onTimeout = () => {
    for (const list of Object.values(agent.freeSockets)) {
      if (list.includes(socket)) {
        socket.destroy();
        return;
      }
    }
  };
  const onRemove = () => {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onSocketFree);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  };
  socket.on('free', onSocketFree);
  socket.on('close', onClose);
  socket.on('timeout', onTimeout);
  socket.on('agentRemove', onRemove);
  if (agent[kOnKeylog]) socket.on('keylog', agent[kOnKeylog]);
}

Agent.prototype.removeSocket = function(socket, options) {
  const name = this.getName(options);
  const maps = socket.writable ? [this.sockets] : [this.sockets, this.freeSockets];
  for (const map of maps) {
    const index = map[name]?.indexOf(socket) ?? -1;
    if (index === -1) continue;
    map[name].splice(index, 1);
    if (map[name].length === 0) delete map[name];
  }
  startWaiting(this, name, options);
};

// A place has become free: the next waiting request gets a socket of its own.
function startWaiting(agent, name, options) {
  let req = agent.requests[name]?.[0];
  if (req === undefined) {
    for (const list of Object.values(agent.requests)) {
      // A limit over all destinations held it back.
      if (list.length !== 0 && (agent.sockets[agent.getName(list[0][kRequestOptions])]?.length ?? 0) < agent.maxSockets) {
        req = list[0];
        options = req[kRequestOptions];
        break;
      }
    }
  }
  if (req === undefined || !options) return;
  const own = req[kRequestOptions] ?? options;
  const ownName = agent.getName(own);
  if ((agent.sockets[ownName]?.length ?? 0) >= agent.maxSockets) return;
  const connect = () => agent.createSocket(req, own, (error, socket) => {
    if (error) req.onSocket(null, error);
    else socket.emit('free');
  });
  if (req[kQueued] === undefined) connect();
  else req[kQueued].runInAsyncScope(connect);
}

/** @returns {boolean} whether the socket is kept */
Agent.prototype.keepSocketAlive = function(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let timeout = this.options.timeout || 0;
  const hint = socket._httpMessage?.res?.headers['keep-alive'];
  if (hint) {
    // The server says when it closes an idle connection; be done with it a little earlier.
    const seconds = /^timeout=(\d+)/.exec(hint)?.[1];
    if (seconds !== undefined) {
      const kept = Number.parseInt(seconds, 10) * 1000 - this.agentKeepAliveTimeoutBuffer;
      if (kept <= 0) return false;
      if (kept < timeout) timeout = kept;
    }
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout);
  return true;
};

Agent.prototype.reuseSocket = function(socket, req) {
  req.reusedSocket = true;
  socket[kIdle] = false;
  socket.removeListener('error', onFreeSocketError);
  socket.ref();
};

Agent.prototype.destroy = function() {
  for (const map of [this.freeSockets, this.sockets]) {
    for (const list of Object.values(map)) {
      for (const socket of [...list]) socket.destroy();
    }
  }
};

function setRequestSocket(agent, req, socket) {
  socket[kIdle] = false;
  if (req.reusedSocket && req[kHighWaterMark] !== undefined && socket._writableState) {
    socket._writableState.highWaterMark = req[kHighWaterMark];
  }
  socket.removeListener('error', onFreeSocketError);
  req.onSocket(socket);
  const agentTimeout = agent.options.timeout || 0;
  if (req.timeout === undefined || req.timeout === agentTimeout) return;
  socket.setTimeout(req.timeout);
}

const globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000, proxyEnv: globalProxyEnv() });

module.exports = { Agent, globalAgent, globalProxyEnv, kReadOptions, proxyOf };
