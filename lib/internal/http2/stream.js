'use strict';
// Http2Stream: a Duplex over one stream of a session. Reading gives the peer its window back, writing fills the native queue.
//
// Life: pending (no id yet) -> open -> closed (close(), RST_STREAM, both sides ended; rstCode is set) -> destroyed. A stream that
// closed without error is destroyed when its data has been read; one with an error, at once.

const { Duplex } = require('stream');
const { inspect } = require('internal/util/inspect');
const { deprecate } = require('internal/util');
const { buildBlock, copyHeaders, noPseudo } = require('internal/http2/headers');
const { nativeError } = require('internal/http2/errors');
const { clearTimer, madeProgress, setStreamTimeout } = require('internal/http2/timeouts');
const { constants, errorName } = require('internal/http2/constants');
const { bindToCaller } = require('internal/async_bind');
const { captureStorage } = require('internal/async_context');
const channels = require('internal/http2/channels');
const {
  kAttach, kCloseBySession, kDestroyCode, kDurations, kNative, kOnData, kOnEndOfData, kOnNativeClose, kOnWantTrailers, kOnWritten, kOptions,
  kPendingStreams, kSendingFile, kSentHeaders, kSentInfo, kStorage, kStreamGone, kStreams, kTimeout, kUpdateTimer,
} = require('internal/http2/symbols');
const {
  codes: {
    ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_STREAM_ERROR, ERR_HTTP2_TRAILERS_ALREADY_SENT, ERR_HTTP2_TRAILERS_NOT_READY,
  },
  errnoException,
} = require('internal/errors');
const { validateFunction, validateInteger, validateObject } = require('internal/validators');

const {
  NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_SESSION_SERVER,
} = constants;
const kMaxUint32 = 0xFFFFFFFF;
const { UV_ECANCELED } = binding('uv');

const kId = Symbol('id');
const kSessionOf = Symbol('session');
const kClosed = Symbol('closed');
const kAborted = Symbol('aborted');
const kRstCode = Symbol('rstCode');
const kNativeGone = Symbol('nativeGone');
const kEndSent = Symbol('endSent');
const kInFlight = Symbol('inFlight');
const kWriteCallback = Symbol('writeCallback');
const kReading = Symbol('reading');
const kTrailersReady = Symbol('trailersReady');
const kSentTrailers = Symbol('sentTrailers');
const kClosing = Symbol('closing');
const kStartTime = Symbol('startTime');
const kStatistics = Symbol('statistics');
const kHeadRequest = Symbol('headRequest');
const kEndAfterHeaders = Symbol('endAfterHeaders');
const kHeadersSent = Symbol('headersSent');
const kTrailersPending = Symbol('trailersPending');  // the data's end does not end the stream

class Http2Stream extends Duplex {
  constructor(session, options) {
    super({ ...options, allowHalfOpen: true, decodeStrings: false, autoDestroy: false });
    this[kSessionOf] = session;
    this[kId] = undefined;
    this[kClosed] = false;
    this[kAborted] = false;
    this[kRstCode] = NGHTTP2_NO_ERROR;
    this[kNativeGone] = false;
    this[kEndSent] = false;
    this[kInFlight] = -1;
    this[kWriteCallback] = null;
    this[kReading] = false;
    this[kTrailersReady] = false;
    this[kClosing] = false;
    this[kHeadRequest] = false;
    this[kEndAfterHeaders] = false;
    this[kHeadersSent] = false;
    this[kSendingFile] = false;
    this[kTrailersPending] = false;
    this[kSentHeaders] = undefined;
    this[kSentInfo] = undefined;
    this[kSentTrailers] = undefined;
    this[kTimeout] = null;
    this[kStorage] = captureStorage();
    this[kStatistics] = { bytesRead: 0, bytesWritten: 0, firstByte: 0, firstByteSent: 0, firstHeader: 0 };
    this[kStartTime] = performance.now();
    session[kPendingStreams].add(this);
    this.cork();  // until it has its id
    this.on('pause', onPause);
    this.on('finish', maybeDestroySoon);
    this.on('end', maybeDestroySoon);
  }

  /** The stream has its id. */
  [kAttach](id) {
    const session = this[kSessionOf];
    this[kId] = id;
    session[kPendingStreams].delete(this);
    session[kStreams].set(id, this);
    this.uncork();
    this.emit('ready');
  }

  get id() { return this[kId]; }
  get pending() { return this[kId] === undefined; }
  get session() { return this[kSessionOf]; }
  get closed() { return this[kClosed]; }
  get aborted() { return this[kAborted]; }
  get rstCode() { return this[kRstCode]; }
  get headersSent() { return this[kHeadersSent]; }
  get headRequest() { return this[kHeadRequest]; }
  get endAfterHeaders() { return this[kEndAfterHeaders]; }
  get sentHeaders() { return this[kSentHeaders]; }
  get sentInfoHeaders() { return this[kSentInfo]; }
  get sentTrailers() { return this[kSentTrailers]; }
  get bufferSize() { return this.writableLength; }

  get state() {
    const values = this[kId] === undefined || this.destroyed ? [] : nativeOf(this)?.streamState(this[kId]) ?? [];
    if (values.length === 0 && (this.pending || this.destroyed || this[kNativeGone])) return {};
    // Until its headers have left nghttp2 does not know the stream.
    if (values.length === 0) values.push(constants.NGHTTP2_STREAM_STATE_IDLE, 0, 0, 0);
    return {
      state: values[0], weight: constants.NGHTTP2_DEFAULT_WEIGHT, sumDependencyWeight: 0, localClose: values[1],
      remoteClose: values[2], localWindowSize: values[3],
    };
  }

  // ---- Writing ----

  _write(chunk, encoding, callback) {
    channels.bodyChunkSent(this, false, chunk, encoding);
    const data = typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'utf-8' ? Buffer.from(chunk, encoding) : chunk;
    send(this, chunk.length, bindToCaller(callback, 'WRITEWRAP'), (native) => native.write(this[kId], data));
  }

  _writev(chunks, callback) {
    channels.bodyChunkSent(this, true, chunks, '');
    const buffers = new Array(chunks.length);
    let length = 0;
    for (let i = 0; i < chunks.length; i++) {
      const { chunk, encoding } = chunks[i];
      length += chunk.length;
      buffers[i] = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
    }
    send(this, length, bindToCaller(callback, 'WRITEWRAP'), (native) => native.writev(this[kId], buffers));
  }

  end(chunk, encoding, callback) {
    super.end(chunk, encoding, callback);
    // The chunk under way is the last one: its frame can say so.
    if (this[kWriteCallback] !== null && this.writableEnded && this.writableLength === this[kInFlight]) sendEnd(this);
    return this;
  }

  _final(callback) {
    if (this.pending) {
      this.once('ready', () => this._final(callback));
      return;
    }
    if (!this[kSendingFile]) sendEnd(this);
    callback();
  }

  [kOnWritten]() {
    const callback = this[kWriteCallback];
    this[kWriteCallback] = null;
    this[kUpdateTimer]();
    callback?.();
  }

  // ---- Reading ----

  _read() {
    if (this.pending) {
      this.once('ready', () => this._read());
      return;
    }
    if (this[kReading] || this.destroyed) return;
    this[kReading] = true;
    nativeOf(this)?.setReading(this[kId], true);
  }

  [kOnData](chunk) {
    if (this.destroyed || this.readableEnded || this._readableState.ended) return;
    this[kUpdateTimer]();
    const statistics = this[kStatistics];
    statistics.firstByte ||= performance.now();
    statistics.bytesRead += chunk.length;
    if (!this.push(chunk)) stopReading(this);
  }

  [kOnEndOfData]() {
    if (this.destroyed) return;
    this.push(null);
    this.read(0);
  }

  // ---- Trailers ----

  [kOnWantTrailers]() {
    this[kTrailersReady] = true;
    this.emit('wantTrailers');
  }

  sendTrailers(headers) {
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM();
    if (this[kSentTrailers] !== undefined) throw new ERR_HTTP2_TRAILERS_ALREADY_SENT();
    if (!this[kTrailersReady]) throw new ERR_HTTP2_TRAILERS_NOT_READY();
    if (headers !== undefined) validateObject(headers, 'headers');
    const copy = copyHeaders(headers ?? {});
    const block = buildBlock(copy, noPseudo, isStrict(this));
    this[kSentTrailers] = copy;
    this[kTrailersPending] = false;
    const status = nativeOf(this)?.trailers(this[kId], block);
    if (status < 0) onRefused(this, status);
    else maybeDestroySoon.call(this);
  }

  // ---- The end ----

  close(code = NGHTTP2_NO_ERROR, callback) {
    validateInteger(code, 'code', 0, kMaxUint32);
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (this.closed) return;
    if (callback !== undefined) this.once('close', callback);
    closeStream(this, code);
  }

  /** The native stream is closed: both sides have ended, or one reset it. */
  [kOnNativeClose](code) {
    this[kNativeGone] = true;
    if (this.destroyed) return;
    const isWhole = code === NGHTTP2_NO_ERROR;
    if (isWhole) {
      this.push(null);
      // What nobody began to read never will be.
      if (isServer(this) && this.readableFlowing === null) this.resume();
      else this.read(0);
      process.nextTick(releaseWrite, this);  // 'finish' comes after 'end'
    }
    if (!this.closed) {
      markClosed(this, code);
      if (!this.writableEnded) abort(this);
    }
    if (isWhole) maybeDestroy(this);
    else destroyWithCode(this, code);
  }

  /** The connection is gone. */
  [kCloseBySession](code) {
    if (this.destroyed || (this[kNativeGone] && this.rstCode === NGHTTP2_NO_ERROR)) return;
    this[kNativeGone] = true;
    if (!this.closed) {
      markClosed(this, code);
      if (!this.writableEnded) abort(this);
    }
    destroyWithCode(this, code);
  }

  _destroy(error, callback) {
    const session = this[kSessionOf];
    const wasEnded = this.writableEnded;
    if (!this.closed) {
      let code = session.destroyed ? session[kDestroyCode] : NGHTTP2_NO_ERROR;
      if (error != null && code === NGHTTP2_NO_ERROR) code = error.name === 'AbortError' ? NGHTTP2_CANCEL : NGHTTP2_INTERNAL_ERROR;
      markClosed(this, code);
    }
    const code = this[kRstCode];
    if (error == null && code !== NGHTTP2_NO_ERROR && code !== NGHTTP2_CANCEL) error = new ERR_HTTP2_STREAM_ERROR(errorName(code));
    if (!wasEnded && !this.aborted) abort(this);
    clearTimer(this);
    if (error == null) this.push(null);
    const native = nativeOf(this);
    if (native !== undefined && !this.pending && !this[kNativeGone]) native.reset(this[kId], code);
    session[kStreams].delete(this[kId]);
    session[kPendingStreams].delete(this);
    if (this[kWriteCallback] !== null) setImmediate(releaseWrite, this, errnoException(UV_ECANCELED, 'write'));
    recordStream(this);
    if (error) channels.failed(this, error);
    this[kSessionOf] = undefined;
    session[kStreamGone]();
    callback(error);
  }

  _onTimeout() {
    if (!this.destroyed && !madeProgress(this, nativeOf(this))) this.emit('timeout');
  }

  [kUpdateTimer]() {
    if (this.destroyed) return;
    if (this[kTimeout] !== null) this[kTimeout].refresh();
    this[kSessionOf]?.[kUpdateTimer]();
  }

  [inspect.custom](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = {
      id: this[kId] ?? '<pending>', closed: this.closed, destroyed: this.destroyed, state: this.state,
      readableState: this._readableState, writableState: this._writableState,
    };
    return `Http2Stream ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}

function priority() {
  if (this.destroyed) throw new ERR_HTTP2_INVALID_STREAM();
}

for (const { 0: name, 1: value } of Object.entries({
  setTimeout: setStreamTimeout,
  priority: deprecate(priority, 'http2Stream.priority is longer supported after priority signalling was deprecated in RFC 9113',
                      'DEP0194'),
})) {
  Object.defineProperty(Http2Stream.prototype, name, {
    __proto__: null, value, writable: true, configurable: true, enumerable: true,
  });
}

function nativeOf(stream) {
  return stream[kSessionOf]?.[kNative];
}

function isServer(stream) {
  return stream[kSessionOf]?.type === NGHTTP2_SESSION_SERVER;
}

function isStrict(stream) {
  return stream[kSessionOf][kOptions].strictSingleValueFields !== false;
}

function onPause() {
  if (!this.destroyed && !this.pending) stopReading(this);
}

function stopReading(stream) {
  if (!stream[kReading]) return;
  stream[kReading] = false;
  nativeOf(stream)?.setReading(stream[kId], false);
}

/** Gives the native queue one batch; its callback waits until all of it has left. */
function send(stream, length, callback, write) {
  if (stream.pending) {
    stream.once('ready', () => send(stream, length, callback, write));
    return;
  }
  stream[kUpdateTimer]();
  if (!stream.headersSent) stream.respond?.();
  const native = nativeOf(stream);
  stream[kInFlight] = length;
  stream[kWriteCallback] = callback;
  const isLast = stream.writableEnded && stream.writableLength === length;
  stream[kStatistics].firstByteSent ||= performance.now();
  stream[kStatistics].bytesWritten += length;
  if (native !== undefined && !stream[kNativeGone] && write(native) === 0) {
    if (isLast) sendEnd(stream);
    return;
  }
  // The peer does not want it any more. If the news of that has yet to come, it answers the write.
  if (native === undefined || stream[kNativeGone] || native.hasStream(stream[kId])) process.nextTick(releaseWrite, stream);
}

/** Answers the write under way. */
function releaseWrite(stream, error) {
  const callback = stream[kWriteCallback];
  stream[kWriteCallback] = null;
  callback?.(error);
}

/** What the native session says to frames. A stream that it has closed itself hears of that by its next event. */
function onRefused(stream, status) {
  if (nativeOf(stream).hasStream(stream.id)) stream.destroy(nativeError(status));
}

function sendEnd(stream) {
  if (stream[kEndSent]) return;
  stream[kEndSent] = true;
  channels.bodySent(stream);
  nativeOf(stream)?.end(stream[kId]);
}

function markClosed(stream, code) {
  stream[kClosed] = true;
  stream[kRstCode] = code;
  clearTimer(stream);
  channels.closed(stream);
}

/** The writable side ends before its time. */
function abort(stream) {
  if (!stream.aborted) {
    stream[kAborted] = true;
    stream.emit('aborted');
  }
  stream.end();
}

function closeStream(stream, code) {
  markClosed(stream, code);
  if (!stream.writableEnded) abort(stream);
  if (code !== NGHTTP2_NO_ERROR && stream.pending) stream.push(null);
  const reset = () => resetStream(stream, code);
  if (code !== NGHTTP2_NO_ERROR || stream.writableFinished) reset();
  else stream.once('finish', reset);
}

function resetStream(stream, code) {
  if (stream.destroyed) return;
  if (stream.pending) {
    stream.once('ready', () => resetStream(stream, code));
    return;
  }
  const native = nativeOf(stream);
  if (native === undefined || stream[kNativeGone] || !native.hasStream(stream[kId])) {
    if (code !== NGHTTP2_NO_ERROR) stream.destroy();
    return;
  }
  native.reset(stream[kId], code);
}

function destroyWithCode(stream, code) {
  if (stream.destroyed) return;
  if (code === NGHTTP2_CANCEL) stream.push(null);
  stream.destroy();
}

// The user's listeners of the same event see the stream as it was.
function maybeDestroySoon() {
  process.nextTick(maybeDestroy, this);
}

/** After 'finish', after 'end', and when the native stream is gone. */
function maybeDestroy(stream) {
  if (stream.destroyed) return;
  if (stream[kNativeGone]) {
    if (stream.writableFinished && (stream.readableEnded || !stream.readable)) stream.destroy();
    return;
  }
  // The server has answered without reading the request: it need not come at all. Pushes may still be made in this turn.
  if (isServer(stream) && stream.writableFinished && !stream.closed && !stream[kSendingFile] && !stream[kClosing] &&
      stream.readableFlowing === null && stream[kHeadersSent] && !stream[kTrailersPending]) {
    stream[kClosing] = true;
    setImmediate(() => {
      if (!stream.destroyed && stream.readableFlowing === null) stream.close();
    });
  }
}

function recordStream(stream) {
  const durations = stream[kSessionOf][kDurations];
  durations.count++;
  durations.sum += performance.now() - stream[kStartTime];
  require('internal/http2/entries').recordStream(stream, stream[kStatistics], stream[kStartTime]);
}

module.exports = {
  Http2Stream, isStrict, kEndAfterHeaders, kEndSent, kHeadersSent, kHeadRequest, kNativeGone, kStatistics, kTrailersPending,
  nativeOf, onRefused, sendEnd,
};
