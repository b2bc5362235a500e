'use strict';
// The server's side of one connection that has a net.Socket: order of requests and responses, keep-alive, errors, timeouts.
//
//   classic  the socket's 'data' feeds `parser`                  (injected sockets, 'connection' listeners, upgrades)
//   fast     C++ reads (`exchange` is set, see internal/http/fast); the socket exists because somebody asked for it
//
// Responses leave in the order of their requests: one has the socket (socket._httpMessage), the others wait in `outgoing`.

const {
  continueExpression, kHeadExpect, kHeadFraming, kHeadHasHost, kHeadHttp10, kHeadKeepAlive, kHeadOtherVersion, kHeadUpgrade,
  kMethods, STATUS_CODES,
} = require('internal/http/common');
const { kAbort, kRawHeaders, resumeSocket } = require('internal/http/incoming');
const { emitClose, kNeedDrain } = require('internal/http/outgoing');
const { kError, kFailed, kPaused, kRequests, kStatus, kUpgrade, makeParseError, Parser } = require('internal/http/parser');
const { freeParser, kOnExecute, kOnTimeout, parsers } = require('internal/http/parser_pool');
const { takeSocket } = require('internal/http/response');
const { endWatch, isWatched, newResource, watchRequest } = require('internal/http/watch');
const { inQueuedCallback } = require('internal/async_context');
const { runNextTicksInside } = require('internal/process/task_queues');
const { codes: { ERR_HTTP_REQUEST_TIMEOUT, ERR_HTTP_SOCKET_ENCODING }, connResetException } = require('internal/errors');
const { now: loopNow } = binding('runtime');

const kConnection = Symbol('kConnection');
const kConnections = Symbol('kConnections');
const kOptions = Symbol('kOptions');
const kUpgradeRequest = 2;
const kEofError = { code: 'HPE_INVALID_EOF_STATE', reason: 'Invalid EOF state', status: 400 };
const kDefaultFields = 1000;
// Parser.state
const kInBody = 2;
const kInTrailers = 3;

class Connection {
  constructor(server, socket, exchange) {
    this.server = server;
    this.socket = socket;
    this.exchange = exchange;
    this.resource = undefined;  // what its messages are read in (internal/http/watch)
    this.parser = null;
    this.shown = null;     // what the socket has as `parser`
    this.current = null;   // the request that is being read
    this.bytes = null;     // the chunk in execute()
    this.waiting = [];     // chunks that came meanwhile
    this.runsQueues = false;  // after each piece of a body, as Exchange does
    this.incoming = [];    // requests whose response is not finished
    this.outgoing = [];    // responses that wait for the socket
    this.outgoingBytes = 0;
    this.requests = 0;
    this.keepAliveTimeoutSet = false;
    this.isLate = false;
    this.isUsed = false;   // a request has come: before that the connection is not idle
    this.since = loopNow();
    socket[kConnection] = this;
    socket._paused = false;
    socket.setEncoding = refuseEncoding;
    server[kConnections].add(this);
    listen(this, socket);
  }

  // ---- reading (classic) ----

  startReading(parser) {
    const { server, socket } = this;
    this.parser = parser ?? new Parser(kRequests, server.maxHeaderSize || server[kOptions].maxHeaderSize,
                                       server[kOptions].validation, fieldLimit(server.maxHeadersCount));
    this.showParser(this.current);
    this.resource ??= newResource(socket._handle);
    socket.on('data', (chunk) => {
      this.runsQueues = this.readsHandle;
      this.resource?.runInAsyncScope(this.execute, this, chunk);
    });
  }

  /** The parser that `socket` shows. Programs replace its free(), which is called when the socket has closed. */
  showParser(incoming) {
    if (this.shown !== null) return;
    const { server, socket } = this;
    const shown = parsers.alloc();
    shown.socket = socket;
    shown.incoming = incoming;
    shown.onIncoming = (req) => this.onRequest(req, 0);
    shown[kOnExecute] = () => {};
    shown[kOnTimeout] = () => { this.server.emit('timeout', socket); };
    shown._consumed = this.exchange !== null;
    if (typeof server.maxHeadersCount === 'number') shown.maxHeaderPairs = server.maxHeadersCount << 1;
    this.shown = shown;
    socket.parser = shown;
  }

  hideParser() {
    if (this.shown === null) return;
    freeParser(this.shown, null, this.socket);
    this.shown = null;
  }

  execute(chunk) {
    if (this.parser === null) return;
    if (this.bytes !== null) {  // a listener fed the socket while its bytes are being read
      this.waiting.push(chunk);
      return;
    }
    if (this.parser.state === 0) this.since = loopNow();
    this.bytes = chunk;
    const { parser } = this;
    const used = parser.execute(this, chunk);
    this.bytes = null;
    const { status } = parser;
    if (status === kError) {
      this.fail(makeParseError(parser.takeError(), used, chunk));
    } else if (status === kUpgrade) {
      this.upgrade(chunk.subarray(used));
    } else if (status === kPaused) {
      parser.resume();
    }
    if (this.waiting.length !== 0) this.execute(this.waiting.shift());
    if (this.socket._paused && this.parser) this.socket.pause();
  }

  onHead(bits, url, status, major, minor) {
    const { server, socket } = this;
    const req = new server[kOptions].IncomingMessage(socket);
    req.httpVersionMajor = major;
    req.httpVersionMinor = minor;
    req.httpVersion = `${major}.${minor}`;
    req.joinDuplicateHeaders = server.joinDuplicateHeaders;
    req.url = url;
    req.method = kMethods[bits & 255];
    const raw = this.parser.rawHeaders();
    req[kRawHeaders] = raw;
    req.upgrade = (bits & kHeadUpgrade) !== 0;
    this.current = req;
    if (this.shown !== null) this.shown.incoming = req;
    return this.onRequest(req, bits);
  }

  onBody(start, length) {
    const req = this.current;
    if (req !== null && !req._dumped && !req.push(this.bytes.subarray(start, start + length))) pauseReading(this.socket);
    if (this.runsQueues) runNextTicksInside();
  }

  onMessageEnd() {
    const req = this.current;
    if (req !== null) {
      req.complete = true;
      const trailers = this.parser.rawHeaders();
      if (trailers.length !== 0) req._addHeaderLines(trailers, trailers.length);
      req.push(null);
    }
    resumeSocket(this.socket);
    return false;
  }

  // Whether Node's parser would read the handle itself. It gets its bytes from the socket's 'data' when somebody else listens, too,
  // or the bytes come from JavaScript.
  get readsHandle() {
    const { socket } = this;
    const handle = socket._handle?.raw ?? socket._handle;  // a TlsHandle's `raw` is what it reads
    return handle?.asyncId !== undefined && !inQueuedCallback() && socket.listenerCount('data') === 1 &&
      socket.listenerCount('readable') === 0;
  }

  // ---- requests ----

  onRequest(req, bits) {
    const { server, socket } = this;
    if (this.keepAliveTimeoutSet) {
      socket.setTimeout(server.timeout || 0);
      this.keepAliveTimeoutSet = false;
    }
    if (req.upgrade) {
      req.upgrade = wantsUpgrade(server, req);
      if (req.upgrade) return kUpgradeRequest;
    }
    this.isUsed = true;
    this.incoming.push(req);
    if (!socket._paused && (socket._writableState.needDrain || this.outgoingBytes >= socket.writableHighWaterMark)) {
      // The client does not read its responses: take no more requests until it does.
      socket._paused = true;
      socket.pause();
    }
    const res = new server[kOptions].ServerResponse(req, server[kOptions].response);
    res._keepAliveTimeout = server.keepAliveTimeout;
    res._maxRequestsPerSocket = server.maxRequestsPerSocket;
    res._onPendingData = (change) => { this.onPendingData(change); };
    res.shouldKeepAlive = (bits & kHeadKeepAlive) !== 0;
    this.adopt(req, res);
    dispatch(server, this, req, res, bits);
    return 0;
  }

  /** Gives `res` its turn and watches for its end; `quietly` without 'socket', for a response that has begun already. */
  adopt(req, res, quietly = false) {
    if (this.socket._httpMessage) this.outgoing.push(res);
    else if (quietly) takeSocket(res, this.socket);
    else res.assignSocket(this.socket);
    res.prependListener('finish', () => { this.onResponseFinished(req, res); });
  }

  onPendingData(change) {
    this.outgoingBytes += change;
    const { socket } = this;
    if (socket._paused && this.outgoingBytes < socket.writableHighWaterMark) onDrain(socket, this);
  }

  onResponseFinished(req, res) {
    const { server, socket } = this;
    const index = this.incoming.indexOf(req);
    if (index !== -1) this.incoming.splice(index, 1);
    // Nobody read the request's body: throw it away, or the next request would never be seen.
    if (!req._consuming) req._dump();
    if (socket._httpMessage === res) res.detachSocket(socket);
    if (this.current === req && req.complete) this.current = null;
    process.nextTick(emitClose, res);
    if (res._last) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    } else if (this.outgoing.length === 0) {
      this.becomeIdle(server, socket);
    } else {
      const next = this.outgoing.shift();
      next.assignSocket(socket);
      if (next.destroyed) socket.destroy();  // no answer will come, and those behind it may not take its place
    }
  }

  becomeIdle(server, socket) {
    this.since = loopNow();
    if (this.exchange !== null) {
      this.exchange.answered();
      return;
    }
    const { keepAliveTimeout } = server;
    if (Number.isFinite(keepAliveTimeout) && keepAliveTimeout > 0 && typeof socket.setTimeout === 'function') {
      socket.setTimeout(keepAliveTimeout + server.keepAliveTimeoutBuffer);
      this.keepAliveTimeoutSet = true;
    }
  }

  get idle() {
    if (this.exchange !== null) return this.exchange.idle;
    return this.isUsed && this.incoming.length === 0 && !this.socket._httpMessage &&
      (this.parser === null || this.parser.state === 0);
  }

  // ---- ends and errors ----

  onSocketEnd() {
    const { server, socket } = this;
    if (this.parser !== null && this.parser.state !== kFailed && this.parser.finish(this) === kError) {
      this.fail(makeParseError(this.parser.takeError()));
    } else if (this.exchange?.inMessage) {
      this.fail(makeParseError(kEofError));
    } else if (!server.httpAllowHalfOpen) {
      socket.end();
    } else if (this.outgoing.length !== 0) {
      this.outgoing[this.outgoing.length - 1]._last = true;
    } else if (socket._httpMessage) {
      socket._httpMessage._last = true;
    } else {
      socket.end();
    }
  }

  onSocketClose() {
    this.server[kConnections].delete(this);
    endWatch(this);
    this.parser = null;
    this.hideParser();
    const open = this.incoming.splice(0);
    for (const req of open) abortRequest(req);
    for (const res of this.outgoing.splice(0)) res.destroy();
    this.exchange?.abandon();
  }

  /** A message or a socket failed: 'clientError', or the answer that the error deserves and the end. */
  fail(error) {
    const { server, socket } = this;
    socket.removeListener('error', onSocketError);
    if (socket.listenerCount('error', ignoreError) === 0) socket.on('error', ignoreError);
    if (server.emit('clientError', error, socket)) return;
    const current = socket._httpMessage;
    if (socket.writable && (!current || !current._headerSent || current.finished)) {
      socket.write(errorReply(error), 'latin1');
    }
    socket.destroy(error);
  }

  /** A request took too long. Whom 'clientError' tells of it may keep the connection: once. */
  failLate() {
    if (this.isLate) return;
    this.isLate = true;
    this.fail(new ERR_HTTP_REQUEST_TIMEOUT());
  }

  upgrade(head) {
    const req = this.current;
    const { server, socket } = this;
    req.complete = true;
    this.parser = null;
    this.current = null;
    this.hideParser();
    unlisten(this, socket);
    socket.removeAllListeners('data');
    server[kConnections].delete(this);
    socket.readableFlowing = null;
    const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (server.listenerCount(event) > 0) server.emit(event, req, socket, head);
    else socket.destroy();
  }

  /** Ends a request that takes too long. @returns {boolean} whether it did */
  checkDeadlines(now, headersTimeout, requestTimeout) {
    const { socket } = this;
    if (this.exchange !== null) return this.exchange.checkDeadlines(now, headersTimeout, requestTimeout);
    if (this.parser === null || socket.destroyed || this.isLate) return false;
    const { state } = this.parser;
    const waiting = now - this.since;
    const inHead = state === 1 || (state === 0 && this.requests === 0 && this.incoming.length === 0);
    const late = (inHead && headersTimeout > 0 && waiting >= headersTimeout) ||
      ((inHead || state === kInBody || state === kInTrailers) && requestTimeout > 0 && waiting >= requestTimeout);
    if (late) this.failLate();
    return late;
  }
}

/** The fields that a head may have, as maxHeadersCount says. @param {unknown} max @returns {number} 0: any number */
function fieldLimit(max) {
  return typeof max === 'number' ? Math.max(max | 0, 0) : kDefaultFields;
}

function wantsUpgrade(server, req) {
  if (req.method === 'CONNECT') return true;
  return Boolean(server.shouldUpgradeCallback(req));
}

function errorReply(error) {
  let status = error[kStatus] ?? 400;
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') status = 408;
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`;
}

/** The connection of a request that was not answered is gone. */
function abortRequest(req) {
  req.destroy(connResetException('aborted'));
  req[kAbort]?.();
}

function ignoreError() {}

function refuseEncoding() {
  throw new ERR_HTTP_SOCKET_ENCODING();
}

function pauseReading(socket) {
  if (socket && typeof socket.pause === 'function') socket.pause();
}

// ---- the socket's events ----

function listen(connection, socket) {
  connection.listeners = {
    __proto__: null,
    end: () => { connection.onSocketEnd(); },
    close: () => { connection.onSocketClose(); },
    drain: () => { onDrain(socket, connection); },
    timeout: () => { onTimeout(socket, connection); },
  };
  for (const name of Object.keys(connection.listeners)) socket.on(name, connection.listeners[name]);
  socket.on('error', onSocketError);
}

function unlisten(connection, socket) {
  for (const name of Object.keys(connection.listeners)) socket.removeListener(name, connection.listeners[name]);
  socket.removeListener('error', onSocketError);
  delete socket.setEncoding;
}

function onSocketError(error) {
  this[kConnection]?.fail(error);
}

function onDrain(socket, connection) {
  const message = socket._httpMessage;
  const needDrain = connection.outgoingBytes > socket.writableHighWaterMark;
  if (socket._paused && !needDrain) {
    socket._paused = false;
    socket.resume();
  }
  if (message && !message.finished && message[kNeedDrain]) {
    message[kNeedDrain] = false;
    message.emit('drain');
  }
}

function onTimeout(socket, connection) {
  const req = connection.current ?? connection.exchange?.req;
  const res = socket._httpMessage ?? connection.exchange?.res;
  const byRequest = req && !req.complete && req.emit('timeout', socket);
  const byResponse = res && res.emit('timeout', socket);
  const byServer = connection.server.emit('timeout', socket);
  if (!byRequest && !byResponse && !byServer) socket.destroy();
}

// ---- from a request to the user's listener ----

/**
 * Checks that belong to no parser, then 'request' or one of its siblings. `holder.requests` counts the connection's requests.
 */
function dispatch(server, holder, req, res, bits) {
  if (isWatched()) watchRequest(server, holder, req, res, () => handle(server, holder, req, res, bits));
  else handle(server, holder, req, res, bits);
}

function handle(server, holder, req, res, bits) {
  if (server[kOptions].optimizeEmptyRequests && (bits & kHeadFraming) === 0) req._closeEmpty();
  if ((bits & (kHeadHttp10 | kHeadOtherVersion)) === 0 && !passesChecks(server, holder, req, res, bits)) return;
  server.emit('request', req, res);
}

function passesChecks(server, holder, req, res, bits) {
  if (server.maxRequestsPerSocket > 0 && !countRequest(server, holder, req, res)) return false;
  if ((bits & kHeadHasHost) === 0 && server.requireHostHeader) {
    res.writeHead(400, ['Connection', 'close']);
    res.end();
    return false;
  }
  if ((bits & kHeadExpect) === 0) return true;
  if (continueExpression.test(req.headers.expect)) {
    res._expect_continue = true;
    if (server.listenerCount('checkContinue') > 0) {
      server.emit('checkContinue', req, res);
      return false;
    }
    res.writeContinue();
    return true;
  }
  if (server.listenerCount('checkExpectation') > 0) {
    server.emit('checkExpectation', req, res);
  } else {
    res.writeHead(417);
    res.end();
  }
  return false;
}

function countRequest(server, holder, req, res) {
  holder.requests++;
  const most = server.maxRequestsPerSocket;
  if (holder.requests === most) res.maxRequestsOnConnectionReached = true;
  if (holder.requests <= most) return true;
  server.emit('dropRequest', req, req.socket);
  res.maxRequestsOnConnectionReached = true;
  res.writeHead(503);
  res.end();
  return false;
}

module.exports = {
  abortRequest, Connection, dispatch, fieldLimit, kConnection, kConnections, kOptions, wantsUpgrade,
};
