'use strict';
// Server connections that C++ reads and answers: one call per request, one call back per response. Caller: internal/http/server.
//
// An Exchange lives as long as its connection and carries one request at a time. Levels:
//   0  no net.Socket: request and response are lazy, end() commits natively
//   1  somebody touched `socket`: a net.Socket shares the handle, C++ goes on reading           (attachSocket)
//   2  somebody reads the socket, upgrades, or pipelines: everything goes through the socket    (release)

const { ServerConnection, setServerHandlers } = binding('http');
const { FastBuffer } = require('internal/buffer');
const { kHeadHasBody, kHeadHttp10, kHeadKeepAlive, kHeadOtherVersion, kHeadUpgrade, kMethods } = require('internal/http/common');
const { abortRequest, Connection, dispatch, fieldLimit, kConnections, kOptions, wantsUpgrade } = require('internal/http/connection');
const {
  hasStreamState, kBodyless, kExchange, kSocket, LazyIncoming,
} = require('internal/http/incoming');
const { callAtEnd, emitClose, emitFinish, kEndCallbacks, kRefused, kWritableFinished } = require('internal/http/outgoing');
const { makeParseError } = require('internal/http/parser');
const { FastResponse } = require('internal/http/response');
const { endWatch } = require('internal/http/watch');
const { kOnEnd, kOnRead } = require('internal/net/handle');
const { Socket } = require('internal/net/socket');
const { runNextTicksInside } = require('internal/process/task_queues');

const UV_EOF = -4095;
const kIdle = 0;
const kInHead = 1;
const kAnswering = 4;

class Exchange {
  constructor(server, handle) {
    this.server = server;
    this.handle = handle;
    this.native = null;
    this.connection = null;  // internal/http/connection, from level 1 on
    this.req = null;
    this.res = null;
    this.requests = 0;
    this.inHandler = false;
    this.settling = null;    // a response that ended inside its handler
    this.idleReported = -1;  // since when the connection is idle that 'timeout' has told of
    this.inParser = false;   // the queues run inside one of the parser's callbacks
    this.wantsClassic = false;
    this.closed = false;
    this.native = new ServerConnection(handle, this, server[kOptions].maxHeaderSize, server[kOptions].validation,
                                       fieldLimit(server.maxHeadersCount));
    server._connections++;
    server[kConnections].add(this);
  }

  // ---- what messages ask ----

  get socket() {
    if (this.closed && this.connection === null) return null;
    return openConnection(this).socket;
  }

  /** The socket of a response that wants one: the response has it from now on. */
  attach(res) {
    const socket = this.attachSocket();
    if (res !== this.res || socket === null) return socket;
    res[kSocket] = socket;
    res._onPendingData = (change) => { this.connection.onPendingData(change); };
    this.connection.incoming.push(this.req);
    this.connection.adopt(this.req, res, true);
    return socket;
  }

  canCommit(res) {
    if (this.res !== res || res.finished || res.destroyed || res._headerSent || res.outputData.length !== 0 ||
        res.strictContentLength || res.writableCorked !== 0 || this.native === null) return false;
    const socket = res[kSocket];
    // A socket whose write() somebody has replaced has to see every byte.
    return socket === undefined ||
      (socket !== null && socket.writable && socket.writableLength === 0 && !Object.hasOwn(socket, 'write'));
  }

  commit(res, head, utf8Head, body, latin1) {
    if (this.res !== res || res.chunkedEncoding && body === null) return false;
    // A net.Socket ends the connection itself, so that its listeners hear of it.
    return this.native.respond(head, utf8Head, body, latin1, res._last && this.connection === null) >= 0;
  }

  /** The response is in C++'s hands: what Node does when the socket has taken it. */
  finished(res, callback) {
    const { req } = this;
    this.res = null;
    if (typeof callback === 'function') callAtEnd(res, callback);
    if (res._eventsCount > 0) res.emit('prefinish');
    if (res[kSocket]) {  // level 1: 'finish' does the rest
      const connection = this.connection;
      const index = connection.incoming.indexOf(req);
      if (index !== -1) connection.incoming.splice(index, 1);
      process.nextTick(finish, res);
    } else if (this.inHandler && !isHeard(res)) {
      this.settling = res;  // listeners that the handler adds after end() count, too
    } else {
      process.nextTick(finish, res);
    }
  }

  /** A response that went through the socket is finished. */
  answered() {
    this.res = null;
    this.native?.answered();
  }

  resumeReading() {
    this.native?.resumeReading();
  }

  // ---- levels ----

  attachSocket() {
    if (this.connection !== null) return this.connection.socket;
    if (this.closed) return null;
    const { handle, server } = this;
    const socket = new Socket({ handle, allowHalfOpen: true, manualStart: true, readable: true, writable: true,
                                highWaterMark: server.highWaterMark });
    handle.setOwner(this);  // events of the handle still come here
    handle.reading = true;
    socket.server = server;
    socket._server = server;
    this.connection = new Connection(server, socket, this);
    this.connection.showParser(this.req);
    server[kConnections].delete(this);
    if (server.timeout && !socket.timeout) socket.setTimeout(server.timeout);
    watchForReaders(this, socket);
    return socket;
  }

  /** Level 2. `head` is what came behind the message. */
  release() {
    if (this.native === null) return undefined;
    const socket = this.attachSocket();
    const { connection, req, res } = this;
    const parser = this.native.release();
    if (parser === undefined) return undefined;  // inside the parser's callbacks
    const rest = this.native.takeRest();
    this.native = null;
    this.handle.setOwner(socket);
    connection.exchange = null;
    connection.requests = this.requests;
    connection.isUsed = req !== null;
    connection.current = req;
    if (req !== null) {
      if (!Object.hasOwn(req, '_readableState')) void req._readableState;
      req[kExchange] = null;
      req[kSocket] = socket;
    }
    if (res !== null && res[kSocket] === undefined) this.attach(res);
    if (res !== null) res[kExchange] = null;
    this.res = null;
    delete socket.on;
    delete socket.addListener;
    delete socket.prependListener;
    delete socket.pipe;
    return { connection, parser, rest: rest === undefined ? undefined : new FastBuffer(rest), socket };
  }

  goClassic() {
    if (this.native === null) return;
    if (this.inParser) {
      this.wantsClassic = true;
      return;
    }
    const released = this.release();
    if (released === undefined) {
      process.nextTick(() => { this.goClassic(); });
      return;
    }
    const { connection, parser, rest, socket } = released;
    connection.startReading(parser);
    this.handle.reading = true;
    this.handle.readStart();
    if (rest !== undefined) socket.push(rest);
  }

  /**
   * As in Node ticks and microtasks run after each piece of a body, though the parser has more to tell of what was read: 'end'
   * comes after what a handler awaits. The parser cannot be released meanwhile.
   */
  runQueues() {
    this.inParser = true;
    try {
      runNextTicksInside();
    } finally {
      this.inParser = false;
      if (this.wantsClassic) {
        this.wantsClassic = false;
        process.nextTick(() => { this.goClassic(); });
      }
    }
  }

  // ---- events of the handle while C++ reads ----

  [kOnRead]() {}

  [kOnEnd](status) { onEnd(this, status); }

  close() {
    if (this.connection !== null) this.connection.socket.destroy();
    else this.handle.close();
  }

  /** The connection has closed: a request that is not answered fails. */
  abandon() {
    const { req, res } = this;
    if (res === null) return;
    this.res = null;
    if (res[kSocket] === undefined) {  // else its connection does this
      abortRequest(req);
      emitClose(res);
    }
  }

  /** True from a message's first byte to its last. */
  get inMessage() {
    const activity = this.native?.activity ?? kIdle;
    return activity > kIdle && activity < kAnswering;
  }

  get idle() {
    return this.res === null && this.native !== null && this.native.activity === kIdle && this.req !== null;
  }

  destroy() {
    this.close();
  }

  // The connection closes unless a listener takes care of it, who is told once.
  onIdleTimeout(since) {
    if (this.idleReported === since) return;
    this.idleReported = since;
    if (this.server.listenerCount('timeout') === 0 || !this.server.emit('timeout', this.attachSocket())) this.close();
  }

  /** The sweep's look at a connection: idle too long, or a request that takes too long. */
  checkDeadlines(now, headersTimeout, requestTimeout) {
    const { native, server } = this;
    if (native === null || this.closed) return;
    const { activity } = native;
    const waiting = native.now - native.since;
    if (activity === kIdle && this.requests !== 0) {
      const limit = server.keepAliveTimeout;
      if (limit > 0 && waiting >= limit + server.keepAliveTimeoutBuffer) this.onIdleTimeout(native.since);
      return;
    }
    if (activity === kAnswering) return;
    const late = (activity <= kInHead && headersTimeout > 0 && waiting >= headersTimeout) ||
      (requestTimeout > 0 && waiting >= requestTimeout);
    if (late) openConnection(this).failLate();
  }
}

// Whoever reads the socket itself gets its bytes: C++ lets go.
function watchForReaders(exchange, socket) {
  const { on } = socket;
  const wrapped = function(event, listener) {
    if (event === 'data' || event === 'readable') exchange.goClassic();
    return Reflect.apply(on, this, [event, listener]);
  };
  socket.on = wrapped;
  socket.addListener = wrapped;
  const { prependListener } = socket;
  socket.prependListener = function(event, listener) {
    if (event === 'data' || event === 'readable') exchange.goClassic();
    return Reflect.apply(prependListener, this, [event, listener]);
  };
  const { pipe } = socket;
  socket.pipe = function(...args) {
    exchange.goClassic();
    return Reflect.apply(pipe, this, args);
  };
}

function isHeard(res) {
  return res._eventsCount > 0 || res.req._eventsCount > 0 || res[kEndCallbacks] !== null || res[kRefused];
}

function finish(res) {
  if (!res[kSocket]) {  // else the connection's listener of 'finish', the first of all, does this
    res[kSocket] = null;
    if (!res.req._consuming) res.req._dump();
    process.nextTick(emitClose, res);
    endConnection(res);
  }
  emitFinish(res);
}

function settle(res) {
  const { req } = res;
  if (isHeard(res)) {
    process.nextTick(finish, res);
  } else {
    if (!req._consuming) req._dump();
    res[kWritableFinished] = true;
    res[kSocket] = null;
    res.destroyed = true;
    res._closed = true;
    endConnection(res);
  }
}

// The last response of a connection that has a net.Socket.
function endConnection(res) {
  if (res._last) res[kExchange].connection?.socket.destroySoon();
}

// ---- calls from C++ ----

function onRequest(exchange, bits, url, fields) {
  const { server } = exchange;
  const options = server[kOptions];
  const bodyless = (bits & kHeadHasBody) === 0;
  const req = new LazyIncoming(exchange, bodyless, kMethods[bits & 255], url, fields,
                               (bits & kHeadHttp10) === 0 ? 1 : 0);
  exchange.requests++;
  exchange.req = req;
  if (server.joinDuplicateHeaders) req.joinDuplicateHeaders = true;
  if ((bits & kHeadOtherVersion) !== 0) keepVersion(req);
  if ((bits & kHeadUpgrade) !== 0) {
    req.upgrade = wantsUpgrade(server, req);
    if (req.upgrade) return 2;
  }
  const res = new FastResponse(req, exchange, options.response);
  res._keepAliveTimeout = server.keepAliveTimeout;
  if (server.maxRequestsPerSocket > 0) {
    res._maxRequestsPerSocket = server.maxRequestsPerSocket;
    exchange.requests--;  // countRequest counts
  }
  res.shouldKeepAlive = (bits & kHeadKeepAlive) !== 0;
  exchange.res = res;
  if (exchange.connection !== null) {
    exchange.connection.shown.incoming = req;
    exchange.connection.socket._unrefTimer();
  }
  exchange.inHandler = true;
  exchange.settling = null;
  try {
    dispatch(server, exchange, req, res, bits);
  } finally {
    exchange.inHandler = false;
    if (exchange.settling !== null) settle(exchange.settling);
    if (bodyless) endOfMessage(req, undefined);
  }
  return 0;
}

function keepVersion(req) {
  req.httpVersion = '1.0';
}

function onBody(exchange, bytes) {
  const { req } = exchange;
  if (!req._dumped) {
    if (exchange.connection !== null) exchange.connection.socket._unrefTimer();
    if (!req.push(new FastBuffer(bytes))) exchange.native.pauseReading();
  }
  exchange.runQueues();
}

function onMessageEnd(exchange, trailers) {
  endOfMessage(exchange.req, trailers);
  exchange.native.resumeReading();
}

function endOfMessage(req, trailers) {
  req.complete = true;
  if (trailers !== undefined) req._addHeaderLines(trailers, trailers.length);
  // A stream state that is made from now on knows that nothing follows.
  if (!hasStreamState(req)) {
    req[kBodyless] ||= true;
  } else if (!req._readableState.ended) {
    req.push(null);
  }
}

/** The peer ended (UV_EOF), the connection failed (an errno), or the handle has closed (0). */
function onEnd(exchange, status) {
  const { connection, res } = exchange;
  if (status === 0) {
    onClosed(exchange);
    return;
  }
  if (connection === null && res === null && !exchange.inMessage) {
    exchange.handle.close();
    return;
  }
  const socket = exchange.attachSocket();
  if (res !== null && res[kSocket] === undefined) exchange.attach(res);
  socket[kOnEnd](status);
  if (status === UV_EOF) socket.resume();
}

function onClosed(exchange) {
  exchange.closed = true;
  const { connection, server } = exchange;
  exchange.native = null;
  endWatch(exchange);
  if (connection === null) {
    server._connections--;
    server[kConnections].delete(exchange);
    server._emitCloseIfDrained();
    exchange.abandon();
  }
}

/** The connection with its socket, which the open response has. */
function openConnection(exchange) {
  exchange.attachSocket();
  const { connection, res } = exchange;
  if (res !== null && res[kSocket] === undefined) exchange.attach(res);
  return connection;
}

function fail(exchange, error) {
  openConnection(exchange).fail(error);
}

function onError(exchange, refused, bytesParsed, bytes) {
  // What the handler has begun comes first: the body's bytes before the error reach whoever listens.
  if (exchange.res === null) reportError(exchange, refused, bytesParsed, bytes);
  else process.nextTick(reportError, exchange, refused, bytesParsed, bytes);
}

function reportError(exchange, refused, bytesParsed, bytes) {
  if (exchange.native === null) return;
  fail(exchange, makeParseError(refused, bytesParsed, new FastBuffer(bytes)));
  // A 'clientError' listener may keep the connection: what else arrives is refused in classic mode.
  if (exchange.connection.socket.destroyed) return;
  const { connection, parser } = exchange.release();
  connection.startReading(parser);
  exchange.handle.readStart();
}

function onPipelined(exchange) {
  exchange.goClassic();
}

function onUpgrade(exchange) {
  endOfMessage(exchange.req, undefined);  // what follows belongs to the socket
  const { connection, rest } = exchange.release();
  connection.upgrade(rest ?? new FastBuffer());
}

setServerHandlers(onRequest, onBody, onMessageEnd, onEnd, onError, onPipelined, onUpgrade);

/** @param {import('http').Server} server @param {object} handle an accepted Tcp or Pipe */
function accept(server, handle) {
  if (server.noDelay && handle.setNoDelay) handle.setNoDelay(true);
  if (server.keepAlive && handle.setKeepAlive) handle.setKeepAlive(true, server.keepAliveInitialDelay);
  return new Exchange(server, handle);
}

module.exports = { accept };
