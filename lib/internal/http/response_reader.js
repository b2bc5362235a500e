'use strict';
// Reading the response to a ClientRequest from its socket: the parser's owner while the socket belongs to the request.
// Caller: client.js.
//
//   listening --head--> response --end--> kept alive ('free') or closed        --101, CONNECT--> upgraded
//
// Rules: the socket's listeners go when it is kept alive, upgraded or closed; 'close' of the request comes once, last.

const { AsyncResource } = require('async_hooks');
const { builtinChannel } = require('internal/diagnostics');
const { kHeadKeepAlive, kHeadUpgrade } = require('internal/http/common');
const { IncomingMessage, kHeadersCount, kRawHeaders, kSocket } = require('internal/http/incoming');
const { kNeedDrain } = require('internal/http/outgoing');
const { kError, kFailed, kResponses, kUpgrade, makeParseError, Parser } = require('internal/http/parser');
const { freeParser, parsers } = require('internal/http/parser_pool');
const { fieldLimit } = require('internal/http/connection');
const { maxHeaderSize } = require('internal/http/server');
const { connResetException } = require('internal/errors');
const { debuglog } = require('internal/util/debuglog');

const debug = debuglog('http');
const kValidation = Symbol('kValidation');  // how strictly the request's response is read

// Tells observers of 'http' entries that the response has ended.
const kOnAnswered = Symbol('kOnAnswered');
const errorChannel = builtinChannel('http.client.request.error');
const finishChannel = builtinChannel('http.client.response.finish');

function emitError(req, error) {
  if (errorChannel.hasSubscribers) errorChannel.publish({ request: req, error });
  req.emit('error', error);
}

class ResponseReader {
  constructor(req, socket) {
    this.req = req;
    this.socket = socket;
    this.parser = new Parser(kResponses, req.maxHeaderSize || maxHeaderSize(), req[kValidation], 0);
    this.incoming = null;
    this.bytes = null;
    this.waiting = [];
    this.isDone = false;
    this.resource = new AsyncResource('HTTPCLIENTREQUEST', { requireManualDestroy: true });
    this.shown = this.showParser();
    this.listeners = {
      __proto__: null,
      data: (chunk) => { this.resource.runInAsyncScope(this.onData, this, chunk); },
      end: () => { this.onSocketEnd(); },
      close: () => { this.onSocketClose(); },
      error: (error) => { this.onSocketError(error); },
      drain: () => { this.onDrain(); },
      timeout: () => { req.res?.emit('timeout'); },
    };
  }

  /** The parser that `req` and `socket` show until the response is read. */
  showParser() {
    const { req, socket } = this;
    const shown = parsers.alloc();
    shown.socket = socket;
    shown.outgoing = req;
    shown.onIncoming = () => this.incoming;
    shown.joinDuplicateHeaders = req.joinDuplicateHeaders;
    if (typeof req.maxHeadersCount === 'number') shown.maxHeaderPairs = req.maxHeadersCount << 1;
    req.parser = shown;
    socket.parser = shown;
    return shown;
  }

  hideParser() {
    if (this.shown === null) return;
    freeParser(this.shown, this.req, this.socket.parser === this.shown ? this.socket : null);
    this.shown = null;
  }

  listen() {
    for (const name of Object.keys(this.listeners)) {
      if (name !== 'timeout') this.socket.on(name, this.listeners[name]);
    }
  }

  unlisten() {
    for (const name of Object.keys(this.listeners)) this.socket.removeListener(name, this.listeners[name]);
    this.freeParser();
  }

  // Nothing more is read; the socket's 'close', or the response's end, ends the request.
  stopReading() {
    this.socket.removeListener('data', this.listeners.data);
    this.socket.removeListener('end', this.listeners.end);
    this.freeParser();
  }

  freeParser() {
    if (this.parser !== null) this.resource.emitDestroy();
    this.parser = null;
    this.hideParser();
  }

  onDrain() {
    const { req } = this;
    if (!req.finished && req[kNeedDrain]) {
      req[kNeedDrain] = false;
      req.emit('drain');
    }
  }

  onData(chunk) {
    const { parser, req, socket } = this;
    if (parser === null) return;
    if (this.bytes !== null) {  // a listener fed the socket while its bytes are being read
      this.waiting.push(chunk);
      return;
    }
    this.bytes = chunk;
    const used = parser.execute(this, chunk);
    this.bytes = null;
    const { status } = parser;
    if (status === kError) {
      const error = makeParseError(parser.takeError(), used, chunk);
      this.stopReading();
      socket.destroy();
      req[kSocket]._hadError = true;
      emitError(req, error);
    } else if (status === kUpgrade && this.incoming?.upgrade) {
      this.upgrade(chunk.subarray(used));
    } else {
      if (this.incoming?.complete) this.stopReading();
      if (this.waiting.length !== 0) this.onData(this.waiting.shift());
    }
  }

  upgrade(head) {
    const { incoming, req, socket } = this;
    this.unlisten();
    req.res = incoming;
    socket.readableFlowing = null;
    const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (req.listenerCount(event) === 0) {
      socket.destroy();
      finishClosed(req);
      return;
    }
    req.upgradeOrConnect = true;
    socket.emit('agentRemove');
    if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
    socket._httpMessage = null;
    req.emit(event, incoming, socket, head);
    req.destroyed = true;
    req._closed = true;
    req.emit('close');
  }

  onHead(bits, text, status, major, minor) {
    const { req, socket } = this;
    const res = new IncomingMessage(socket);
    res.httpVersionMajor = major;
    res.httpVersionMinor = minor;
    res.httpVersion = `${major}.${minor}`;
    res.joinDuplicateHeaders = req.joinDuplicateHeaders;
    res.statusCode = status;
    res.statusMessage = text;
    limitFields(res, this.parser.rawHeaders(), fieldLimit(req.maxHeadersCount));
    res.upgrade = (bits & kHeadUpgrade) !== 0;
    if (req.res) {  // a second answer to one request
      this.incoming = null;
      socket.destroy();
      return 0;
    }
    this.incoming = res;
    if (this.shown !== null) this.shown.incoming = res;
    debug('client: %s %s: status %d, keep-alive: %s', req.method, req.path, status, (bits & kHeadKeepAlive) !== 0);
    if (req.method === 'CONNECT') {
      res.upgrade = true;
      return 2;
    }
    if (status === 101 && res.upgrade) return 2;
    if (status >= 100 && status < 200 && status !== 101) {
      this.incoming = null;
      informational(req, res);
      return 1;
    }
    // NeedsEof says that the body ends with the connection, whatever the Connection field promises.
    if (req.shouldKeepAlive && ((bits & kHeadKeepAlive) === 0)) req.shouldKeepAlive = false;
    req.res = res;
    res.req = req;
    socket.on('timeout', this.listeners.timeout);
    if (finishChannel.hasSubscribers) finishChannel.publish({ request: req, response: res });
    if (req[kOnAnswered] !== undefined) res.on('end', () => { req[kOnAnswered](res); });
    res.on('end', () => { this.onResponseEnd(); });
    req.on('finish', () => { this.onRequestFinish(); });
    if (req.aborted || !req.emit('response', res)) res._dump();
    return req.method === 'HEAD' ? 1 : 0;
  }

  onBody(start, length) {
    const { incoming } = this;
    if (incoming === null || incoming._dumped && !incoming._readableState) return;
    if (!incoming.push(this.bytes.subarray(start, start + length))) this.socket.pause();
  }

  onMessageEnd() {
    const { incoming, socket } = this;
    if (incoming !== null) {
      incoming.complete = true;
      const trailers = this.parser.rawHeaders();
      if (trailers.length !== 0) incoming._addHeaderLines(trailers, trailers.length);
      incoming.push(null);
    }
    if (socket.readable && !socket.destroyed) socket.resume();
    return false;
  }

  onResponseEnd() {
    const { req, socket } = this;
    req._ended = true;
    socket.removeListener('timeout', this.listeners.timeout);
    if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
    if (!req.shouldKeepAlive) {
      if (socket.writable) {
        if (typeof socket.destroySoon === 'function') socket.destroySoon();
        else socket.end();
      }
    } else if (req.writableFinished && !req.res.aborted) {
      this.keepAlive();
    }
  }

  onRequestFinish() {
    const { req } = this;
    if (req.shouldKeepAlive && req._ended) this.keepAlive();
  }

  keepAlive() {
    const { req, socket } = this;
    if (this.isDone) return;
    this.isDone = true;
    if (req.timeoutCb) {
      socket.setTimeout(0, req.timeoutCb);
      req.timeoutCb = null;
    }
    this.unlisten();
    process.nextTick(emitFree, req, socket);
    req.destroyed = true;
    if (req.res) req.res.socket = null;  // destroying the response must not touch a socket that serves others
  }

  onSocketEnd() {
    const { parser, req, socket } = this;
    if (!req.res && !socket._hadError) {
      socket._hadError = true;
      emitError(req, connResetException('socket hang up'));
    }
    if (parser !== null) parser.finish(this);
    socket.end();
  }

  onSocketError(error) {
    const { req, socket } = this;
    socket._hadError = true;
    emitError(req, error);
    this.finishReading();
    socket.destroy();
  }

  onSocketClose() {
    finishClosed(this.req);
    this.finishReading();  // too late for a body that ends with the connection: it was destroyed before
  }

  // What the socket still reports are errors of the request.
  finishReading() {
    const { parser } = this;
    if (parser !== null && parser.state !== kFailed) parser.finish(this);
    this.stopReading();
  }
}

// A short list of raw fields stays whole, as in Node.
const kAlwaysKept = 63;

function limitFields(res, raw, most) {
  const length = most === 0 ? raw.length : Math.min(raw.length, most * 2);
  res[kRawHeaders] = raw.length > kAlwaysKept && length < raw.length ? raw.slice(0, length) : raw;
  res[kHeadersCount] = length;
}

// The socket is gone: what is open fails, then 'close'.
function finishClosed(req) {
  if (req._closed) return;
  req.destroyed = true;
  if (req.res) {
    if (!req.res.complete) req.res.destroy(connResetException('aborted'));
    req._closed = true;
    req.emit('close');
    if (!req.res.aborted && req.res.readable) req.res.push(null);
  } else {
    if (!req[kSocket]._hadError) {
      req[kSocket]._hadError = true;
      emitError(req, connResetException('socket hang up'));
    }
    req._closed = true;
    req.emit('close');
  }
  if (req.outputData) req.outputData.length = 0;
}

function emitFree(req, socket) {
  req._closed = true;
  req.emit('close');
  socket.emit('free');
}

function informational(req, res) {
  if (res.statusCode === 100) req.emit('continue');
  req.emit('information', {
    statusCode: res.statusCode,
    statusMessage: res.statusMessage,
    httpVersion: res.httpVersion,
    httpVersionMajor: res.httpVersionMajor,
    httpVersionMinor: res.httpVersionMinor,
    headers: res.headers,
    rawHeaders: res.rawHeaders,
  });
}

module.exports = { emitError, kOnAnswered, kValidation, ResponseReader };
