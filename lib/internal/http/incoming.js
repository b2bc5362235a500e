'use strict';
// http.IncomingMessage: a request on the server, a response on the client. A Readable whose bytes the connection pushes.
//
// Messages of the server's fast connections (internal/http/fast) are made by `LazyIncoming`: the stream's state, the header
// fields and the socket come into being when they are first touched. Both kinds share one prototype. Rules:
// - `kExchange` is the fast connection while it owns the message, null for a classic one;
// - `rawHeaders` keeps names as sent; `headers` joins duplicates as Node documents.

const { Readable, finished } = require('stream');

const kExchange = Symbol('kExchange');
const kSocket = Symbol('kSocket');
const kRawHeaders = Symbol('kRawHeaders');
const kHeaders = Symbol('kHeaders');
const kHeadersDistinct = Symbol('kHeadersDistinct');
const kHeadersCount = Symbol('kHeadersCount');
const kTrailers = Symbol('kTrailers');
const kTrailersDistinct = Symbol('kTrailersDistinct');
const kTrailersCount = Symbol('kTrailersCount');
const kBodyless = Symbol('kBodyless');  // a lazy message's stream: false, true (ended), kNeverRead (closed)
const kNeverRead = 2;
const kAbort = Symbol('kAbort');
const kSignal = Symbol('kSignal');
// A lazy message's header fields: names and values in one string, separated by NUL, which none of them can contain.
const kFields = Symbol('kFields');

/** @param {import('net').Socket} [socket] */
function IncomingMessage(socket) {
  makeStream(this, socket?.readableHighWaterMark);
  initialize(this, socket, null, false);
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

// A message that nobody reads asks for nothing: the response's end throws it away (`_consuming` tells).
function makeStream(message, highWaterMark) {
  Reflect.apply(Readable, message, [{ highWaterMark }]);
  message._readableState.readingMore = true;
}

function initialize(message, socket, exchange, bodyless) {
  message[kSocket] = socket;
  message[kExchange] = exchange;
  message[kBodyless] = bodyless;
  message[kFields] = '';
  message.httpVersionMajor = null;
  message.httpVersionMinor = null;
  message.httpVersion = null;
  message.complete = false;
  message[kRawHeaders] = undefined;
  message[kHeaders] = null;
  message[kHeadersCount] = 0;
  message.rawTrailers = [];
  message[kTrailers] = null;
  message[kTrailersCount] = 0;
  message.joinDuplicateHeaders = false;
  message.aborted = false;
  message.upgrade = null;
  message.url = '';
  message.method = null;
  message.statusCode = null;
  message.statusMessage = null;
  message.client = socket;
  message._consuming = false;
  message._dumped = false;
}

/**
 * A request of a fast connection. Its fields have the order and kinds of `initialize`, so that code sees one shape.
 * `bodyless` says that the message has no body: its stream state, once made, has ended.
 */
function LazyIncoming(exchange, bodyless, method, url, fields, minor) {
  this[kSocket] = undefined;
  this[kExchange] = exchange;
  this[kBodyless] = bodyless;
  this[kFields] = fields;
  this.httpVersionMajor = 1;
  this.httpVersionMinor = minor;
  this.httpVersion = minor === 1 ? '1.1' : '1.0';
  this.complete = false;
  this[kRawHeaders] = undefined;
  this[kHeaders] = null;
  this[kHeadersCount] = 0;
  this.rawTrailers = kNoTrailers;
  this[kTrailers] = null;
  this[kTrailersCount] = 0;
  this.joinDuplicateHeaders = false;
  this.aborted = false;
  this.upgrade = false;
  this.url = url;
  this.method = method;
  this.statusCode = null;
  this.statusMessage = null;
  this._consuming = false;
  this._dumped = false;
}
LazyIncoming.prototype = IncomingMessage.prototype;
const kNoTrailers = Object.freeze([]);

// `isOpen` for what Node has as own properties of each message: they can be defined anew there.
function define(name, get, set, isOpen = false) {
  Object.defineProperty(IncomingMessage.prototype, name, { __proto__: null, get, set, configurable: isOpen, enumerable: false });
}

function setOwn(object, name, value) {
  Object.defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
}

// The stream's state of a lazy message, made when the first Readable method asks for it.
define('_readableState', function() {
  if (this === IncomingMessage.prototype || this[kExchange] === undefined) return undefined;
  return makeStreamState(this);
}, function(state) { setOwn(this, '_readableState', state); }, true);

function makeStreamState(message) {
  // keeps listeners that are there already
  makeStream(message, message[kExchange]?.server.highWaterMark);
  const state = message._readableState;
  if (message[kBodyless] === kNeverRead) {
    markClosed(state);
  } else if (message.complete) {  // else its end is pushed once the request's listeners have returned
    Reflect.apply(Readable.prototype.push, message, [null]);
  }
  return state;
}

define('socket', function() {
  const socket = this[kSocket];
  if (socket !== undefined || !this[kExchange]) return socket;
  return this[kExchange].socket;
}, function(value) { this[kSocket] = value; }, true);

define('connection', function() { return this.socket; }, function(value) { this.socket = value; });
define('client', function() { return this.socket; }, function(value) {
  if (value !== undefined && this[kSocket] !== value) setOwn(this, 'client', value);
}, true);

define('rawHeaders', function() {
  const raw = this[kRawHeaders];
  if (raw !== undefined) return raw;
  const fields = this[kFields];
  return this[kRawHeaders] = fields === '' || fields === undefined ? [] : fields.split('\0');
}, function(value) { this[kRawHeaders] = value; }, true);

define('headers', function() {
  if (this[kHeaders] === null) {
    const dest = this[kHeaders] = {};
    const source = this.rawHeaders;
    const count = this[kHeadersCount] || source.length;
    for (let i = 0; i < count; i += 2) this._addHeaderLine(source[i], source[i + 1], dest);
  }
  return this[kHeaders];
}, function(value) { this[kHeaders] = value; });

define('headersDistinct', function() {
  if (!this[kHeadersDistinct]) {
    const dest = this[kHeadersDistinct] = { __proto__: null };
    const source = this.rawHeaders;
    const count = this[kHeadersCount] || source.length;
    for (let i = 0; i < count; i += 2) this._addHeaderLineDistinct(source[i], source[i + 1], dest);
  }
  return this[kHeadersDistinct];
}, function(value) { this[kHeadersDistinct] = value; });

define('trailers', function() {
  if (this[kTrailers] === null) {
    const dest = this[kTrailers] = {};
    const source = this.rawTrailers;
    for (let i = 0; i < this[kTrailersCount]; i += 2) this._addHeaderLine(source[i], source[i + 1], dest);
  }
  return this[kTrailers];
}, function(value) { this[kTrailers] = value; });

define('trailersDistinct', function() {
  if (!this[kTrailersDistinct]) {
    const dest = this[kTrailersDistinct] = { __proto__: null };
    const source = this.rawTrailers;
    for (let i = 0; i < this[kTrailersCount]; i += 2) this._addHeaderLineDistinct(source[i], source[i + 1], dest);
  }
  return this[kTrailersDistinct];
}, function(value) { this[kTrailersDistinct] = value; });

/** Takes a flat list of names and values; `count` of its entries go to `headers`. */
IncomingMessage.prototype._addHeaderLines = function(list, count) {
  if (this.complete) {
    this.rawTrailers = list;
    this[kTrailersCount] = count;
    this[kTrailers] = null;
  } else {
    this[kRawHeaders] = list;
    this[kHeadersCount] = count;
    this[kHeaders] = null;
  }
};

// How duplicates of a field are treated: absent here: joined with ", ".
const kDiscard = 0;
const kCookies = 1;
const kList = 2;
const kDuplicates = new Map([
  ...['age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since',
      'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after',
      'server', 'user-agent'].map((name) => [name, kDiscard]),
  ['cookie', kCookies],
  ['set-cookie', kList],
]);

IncomingMessage.prototype._addHeaderLine = function(field, value, dest) {
  const name = field.toLowerCase();
  const kind = kDuplicates.get(name);
  const existing = dest[name];
  if (kind === kList) {
    if (existing !== undefined) existing.push(value);
    else dest[name] = [value];
  } else if (typeof existing !== 'string') {
    dest[name] = value;
  } else if (kind === kCookies) {
    dest[name] = `${existing}; ${value}`;
  } else if (kind === undefined || this.joinDuplicateHeaders) {
    dest[name] = `${existing}, ${value}`;
  }
};

IncomingMessage.prototype._addHeaderLineDistinct = function(field, value, dest) {
  const name = field.toLowerCase();
  if (dest[name]) dest[name].push(value);
  else dest[name] = [value];
};

IncomingMessage.prototype.setTimeout = function(milliseconds, callback) {
  if (callback) this.on('timeout', callback);
  this.socket.setTimeout(milliseconds);
  return this;
};

IncomingMessage.prototype._read = function() {
  if (!this._consuming) {
    this._readableState.readingMore = false;
    this._consuming = true;
  }
  const exchange = this[kExchange];
  if (exchange) {
    exchange.resumeReading();
    return;
  }
  const socket = this[kSocket];
  if (socket?.readable) resumeSocket(socket);
};

/** Lets bytes flow again, unless the server has paused the socket to slow a flood of requests down. */
function resumeSocket(socket) {
  if (socket && !socket._paused && socket.readable) socket.resume();
}

// Destroyed before all was read: the rest of the message cannot be skipped, so the connection goes too.
IncomingMessage.prototype._destroy = function(error, callback) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true;
    this[kAbort]?.();
    this.emit('aborted');
  }
  const socket = this[kExchange] && this.aborted ? this.socket : this[kSocket];
  if (socket && !socket.destroyed && this.aborted) {
    socket.destroy(error);
    const cleanup = finished(socket, (reason) => {
      if (reason?.code === 'ERR_STREAM_PREMATURE_CLOSE') reason = null;
      cleanup();
      process.nextTick(reportDestroyed, this, reason || error, callback);
    });
  } else {
    process.nextTick(reportDestroyed, this, error, callback);
  }
};

function reportDestroyed(message, error, callback) {
  if (message.listenerCount('error') === 0) callback();
  else callback(error);
}

/** Throws the unread rest away, so that the next message can come. */
IncomingMessage.prototype._dump = function() {
  if (this._dumped) return;
  this._dumped = true;
  if (this[kExchange] && (this.complete || this[kBodyless]) && this._eventsCount === 0 &&
      !Object.hasOwn(this, '_readableState')) {
    this[kBodyless] = kNeverRead;  // nothing to drain, nobody to tell
    return;
  }
  this.removeAllListeners('data');
  this.resume();
};

// Aborts when the connection ends before the response does.
define('signal', function() {
  if (this[kSignal] === undefined) {
    const controller = new AbortController();
    this[kSignal] = controller.signal;
    this[kAbort] = () => { controller.abort(); };
    if (this.aborted) controller.abort();
  }
  return this[kSignal];
}, undefined, true);

/** optimizeEmptyRequests: a request without framing fields never emits a stream event. */
IncomingMessage.prototype._closeEmpty = function() {
  this._dumped = true;
  markClosed(this._readableState);
};

function markClosed(state) {
  state.ended = true;
  state.endEmitted = true;
  state.destroyed = true;
  state.closed = true;
  state.closeEmitted = true;
}

/** True when the stream's state exists: the message was used as a stream, or is a classic one. */
function hasStreamState(message) {
  return Object.hasOwn(message, '_readableState');
}

module.exports = {
  hasStreamState,
  IncomingMessage,
  kAbort,
  kBodyless,
  kExchange,
  kHeadersCount,
  kRawHeaders,
  kSocket,
  LazyIncoming,
  resumeSocket,
};
