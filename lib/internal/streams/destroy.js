'use strict';

// How streams fail, close and start: destroy, errorOrDestroy, undestroy, construct, destroyer.
// Callers: Readable, Writable and Duplex (as methods), pipeline, finished and all natives' streams.
// Rules:
// - the first error is the stream's error; both sides of a Duplex learn it;
// - 'error' and 'close' are emitted once, 'error' first, in a tick after the `_destroy` callback;
// - a stream that is being constructed is destroyed when that is done.

const {
  AbortError,
  aggregateTwoErrors,
  codes: { ERR_MULTIPLE_CALLBACK },
} = require('internal/errors');
const {
  isDestroyed,
  isFinished,
  isServerRequest,
  kIsDestroyed,
} = require('internal/streams/utils');
const {
  kAutoDestroy,
  kCloseEmitted,
  kClosed,
  kConstructed,
  kDestroyed,
  kEmitClose,
  kErrorEmitted,
  kErrored,
  kState,
} = require('internal/streams/flags');

const kDestroy = Symbol('kDestroy');
const kConstruct = Symbol('kConstruct');

/** The flags of both sides together. States of other implementations have no flag word and count as 0. */
function flagsOf(r, w) {
  return (r ? r[kState] : 0) | (w ? w[kState] : 0);
}

function setFlags(r, w, bits) {
  if (w) w[kState] |= bits;
  if (r) r[kState] |= bits;
}

/** Makes `error` the error of both sides that have none yet. */
function recordError(error, r, w) {
  if (!error) return;
  // V8 formats a stack when it is first read; later the frames' functions may be gone.
  error.stack; // eslint-disable-line no-unused-expressions
  if (w && !w.errored) w.errored = error;
  if (r && !r.errored) r.errored = error;
}

/**
 * The method `destroy` of streams.
 * @param {Error | null} [err]
 * @param {(error?: Error | null) => void} [cb]
 */
function destroy(err, cb) {
  const r = this._readableState;
  const w = this._writableState;
  if ((flagsOf(r, w) & kDestroyed) !== 0) {
    if (typeof cb === 'function') cb();
    return this;
  }
  recordError(err, r, w);
  setFlags(r, w, kDestroyed);
  const main = w || r;
  if ((main[kState] & kConstructed) === 0) {
    this.once(kDestroy, (constructError) => runDestroy(this, aggregateTwoErrors(constructError, err), cb));
  } else {
    runDestroy(this, err, cb);
  }
  return this;
}

function runDestroy(stream, err, cb) {
  let called = false;
  function done(error) {
    if (called) return;
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    recordError(error, r, w);
    setFlags(r, w, kClosed);
    if (typeof cb === 'function') cb(error);
    if (error) process.nextTick(emitErrorAndClose, stream, error);
    else process.nextTick(emitClose, stream);
  }
  try {
    stream._destroy(err || null, done);
  } catch (error) {
    done(error);
  }
}

function emitErrorAndClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitClose(stream) {
  const r = stream._readableState;
  const w = stream._writableState;
  setFlags(r, w, kCloseEmitted);
  if ((flagsOf(r, w) & kEmitClose) !== 0) stream.emit('close');
}

function emitError(stream, error) {
  const r = stream._readableState;
  const w = stream._writableState;
  if ((flagsOf(r, w) & kErrorEmitted) !== 0) return;
  setFlags(r, w, kErrorEmitted);
  stream.emit('error', error);
}

/** Makes a destroyed stream usable again (net.Socket reconnects). A side that was switched off stays ended. */
function undestroy() {
  const r = this._readableState;
  const w = this._writableState;
  const gone = kClosed | kCloseEmitted | kDestroyed | kErrored | kErrorEmitted;
  if (r) {
    r[kState] = (r[kState] & ~gone) | kConstructed;
    r.reading = false;
    r.ended = r.readable === false;
    r.endEmitted = r.readable === false;
  }
  if (w) {
    w[kState] = (w[kState] & ~gone) | kConstructed;
    w.finalCalled = false;
    w.prefinished = false;
    w.ended = w.writable === false;
    w.ending = w.writable === false;
    w.finished = w.writable === false;
  }
}

/**
 * The error of a stream's own work: destroys the stream, or only emits when autoDestroy is off.
 * @param {boolean} [sync] the caller's function has not returned yet: emit later
 */
function errorOrDestroy(stream, error, sync = false) {
  const r = stream._readableState;
  const w = stream._writableState;
  const flags = flagsOf(r, w);
  if ((flags & kDestroyed) !== 0) return stream;
  if ((flags & kAutoDestroy) !== 0 || r?.autoDestroy || w?.autoDestroy) {
    stream.destroy(error);
    return undefined;
  }
  if (!error) return undefined;
  recordError(error, r, w);
  if (sync) process.nextTick(emitError, stream, error);
  else emitError(stream, error);
  return undefined;
}

/** Starts `_construct`, if there is one, in the next tick; `cb` runs when the stream may work. */
function construct(stream, cb) {
  if (typeof stream._construct !== 'function') return;
  const r = stream._readableState;
  const w = stream._writableState;
  if (r) r[kState] &= ~kConstructed;
  if (w) w[kState] &= ~kConstructed;
  stream.once(kConstruct, cb);
  // The two sides of a Duplex both come here; the first starts the work.
  if (stream.listenerCount(kConstruct) === 1) process.nextTick(runConstruct, stream);
}

function runConstruct(stream) {
  let called = false;
  function done(error) {
    if (called) {
      errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    setFlags(r, w, kConstructed);
    if (((w || r)[kState] & kDestroyed) !== 0) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  }
  try {
    stream._construct((error) => process.nextTick(done, error));
  } catch (error) {
    process.nextTick(done, error);
  }
}

function emitLegacyEnd(stream, err) {
  if (err) stream.emit('error', err);
  process.nextTick(() => stream.emit('close'));
}

function isClientRequest(stream) {
  return Boolean(stream?.setHeader && typeof stream.abort === 'function');
}

/** Destroys a stream of any make. Without an error an unfinished stream gets an AbortError. */
function destroyer(stream, err) {
  if (!stream || isDestroyed(stream)) return;
  if (!err && !isFinished(stream)) err = new AbortError();
  if (isServerRequest(stream)) {
    stream.socket = null;
    stream.destroy(err);
  } else if (isClientRequest(stream)) {
    stream.abort();
  } else if (isClientRequest(stream.req)) {
    stream.req.abort();
  } else if (typeof stream.destroy === 'function') {
    stream.destroy(err);
  } else if (typeof stream.close === 'function') {
    stream.close();
  } else {
    // An old-style stream cannot be told: its listeners are.
    process.nextTick(emitLegacyEnd, stream, err);
  }
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}

module.exports = { construct, destroy, destroyer, errorOrDestroy, undestroy };
