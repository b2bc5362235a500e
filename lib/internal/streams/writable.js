'use strict';

// Writable: writing, corking, draining, finishing.
// Callers: the public stream module and everything that consumes data; Duplex takes over its methods.
//
// A write's way:
//   write() -> _write() -> onWrite -> the user's callback, 'drain'
//           -> the waiting list (a write is out, corked, constructing) -> _write()/_writev() later
//   end()   -> nothing waits or is out -> _final() -> 'prefinish' -> 'finish' -> destroy()
// Rules:
// - a callback never runs before its write() has returned; synchronous ones share one tick (`afterWriteTickInfo`);
// - 'drain' comes when the list is empty after a write() returned false;
// - after an error or destroy every waiting callback gets that error.

const { Stream } = require('internal/streams/legacy');
const { Buffer } = require('buffer');
const {
  AbortError,
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_METHOD_NOT_IMPLEMENTED,
    ERR_MULTIPLE_CALLBACK,
    ERR_STREAM_ALREADY_FINISHED,
    ERR_STREAM_CANNOT_PIPE,
    ERR_STREAM_DESTROYED,
    ERR_STREAM_NULL_VALUES,
    ERR_STREAM_WRITE_AFTER_END,
    ERR_UNKNOWN_ENCODING,
  },
} = require('internal/errors');
const destroyImpl = require('internal/streams/destroy');
const { checkEncoding, toBuffer } = require('internal/streams/chunks');
const { kOnConstructed } = require('internal/streams/utils');
const {
  kAutoDestroy,
  kCloseEmitted,
  kConstructed,
  kDefaultUTF8Encoding,
  kDestroyed,
  kErrorEmitted,
  kErrored,
  kObjectMode,
  kState,
  kSync,
} = require('internal/streams/flags');
const {
  WritableState,
  addFinishCallback,
  bufferWrite,
  kAfterWriteTickInfo,
  kAllBuffers,
  kAllNoop,
  kBufferProcessing,
  kBuffered,
  kBufferedValue,
  kDecodeStrings,
  kEnded,
  kEnding,
  kFinalCalled,
  kFinished,
  kNeedDrain,
  kObjectTick,
  kOnFinished,
  kOnWrite,
  kPrefinished,
  kWriteCb,
  kWriteCbValue,
  kWriting,
  resetBuffered,
  takeFinishCallbacks,
} = require('internal/streams/writable_state');

const { errorOrDestroy } = destroyImpl;
// How many written entries at the front of the waiting list are worth a move of the rest.
const COMPACT_AFTER = 256;

// The callback of writes without one: the code below skips its calls.
function nop() {}

/**
 * @param {{ highWaterMark?: number, decodeStrings?: boolean, defaultEncoding?: string, objectMode?: boolean,
 *   emitClose?: boolean, autoDestroy?: boolean, signal?: AbortSignal, write?: Function, writev?: Function,
 *   destroy?: Function, final?: Function, construct?: Function }} [options]
 */
function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  this._events ??= {
    close: undefined,
    error: undefined,
    prefinish: undefined,
    finish: undefined,
    drain: undefined,
  };
  this._writableState = new WritableState(options, this, false);
  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  if (this._construct !== undefined && this._construct !== null) {
    destroyImpl.construct(this, () => this._writableState[kOnConstructed](this));
  }
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

Writable.WritableState = WritableState;

/** What a writable side does when its stream has been constructed. */
WritableState.prototype[kOnConstructed] = function onConstructed(stream) {
  if ((this[kState] & kWriting) === 0) writeWaiting(stream, this);
  if ((this[kState] & kEnding) !== 0) maybeFinish(stream, this);
};

// A Duplex inherits from Readable; it counts as a Writable all the same.
const isPrototypeInstance = Function.prototype[Symbol.hasInstance];
Object.defineProperty(Writable, Symbol.hasInstance, {
  __proto__: null,
  value: function(object) {
    if (isPrototypeInstance.call(this, object)) return true;
    if (this !== Writable) return false;
    return Boolean(object) && object._writableState instanceof WritableState;
  },
});

Writable.prototype.pipe = function() {
  errorOrDestroy(this, new ERR_STREAM_CANNOT_PIPE());
};

// ---- writing ----

/**
 * @param {any} chunk
 * @param {string} [encoding] of a string chunk
 * @param {(error?: Error | null) => void} [cb]
 * @returns {boolean} whether the caller may write more before 'drain'
 */
Writable.prototype.write = function(chunk, encoding, cb) {
  if (typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }
  return writeChunk(this, chunk, encoding, cb) === true;
};

/** @returns {boolean | Error} what write() returns, or the error that the write met at once */
function writeChunk(stream, chunk, encoding, cb) {
  const state = stream._writableState;
  if (typeof cb !== 'function') cb = nop;
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
  const flags = state[kState];
  // In object mode the encoding is the caller's own business.
  if ((flags & kObjectMode) === 0) {
    if (!encoding) encoding = (flags & kDefaultUTF8Encoding) !== 0 ? 'utf8' : state.defaultEncoding;
    else if (encoding !== 'utf8' && encoding !== 'buffer') checkEncoding(encoding);
    if (typeof chunk === 'string') {
      if (encoding === 'buffer') throw new ERR_UNKNOWN_ENCODING(encoding);
      if ((flags & kDecodeStrings) !== 0) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (chunk instanceof Buffer) {
      encoding = 'buffer';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = toBuffer(chunk);
      encoding = 'buffer';
    } else {
      throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
    }
  }
  if ((flags & (kEnding | kDestroyed)) !== 0) return refuseWrite(stream, flags, cb);
  state.pendingcb++;
  return sendOrWait(stream, state, chunk, encoding, cb);
}

function refuseWrite(stream, flags, cb) {
  const error = (flags & kEnding) !== 0 ? new ERR_STREAM_WRITE_AFTER_END() : new ERR_STREAM_DESTROYED('write');
  process.nextTick(cb, error);
  errorOrDestroy(stream, error, true);
  return error;
}

function sendOrWait(stream, state, chunk, encoding, cb) {
  const length = (state[kState] & kObjectMode) !== 0 ? 1 : chunk.length;
  state.length += length;
  if ((state[kState] & (kWriting | kErrored | kConstructed)) !== kConstructed || state.corked > 0) {
    bufferWrite(state, chunk, encoding, cb, cb === nop);
  } else {
    setOut(state, length, cb);
    stream._write(chunk, encoding, state.onwrite);
    state[kState] &= ~kSync;
  }
  // Asked after the write: what the sink took at once does not count.
  const mayGoOn = state.length < state.highWaterMark || state.length === 0;
  if (!mayGoOn) state[kState] |= kNeedDrain;
  return mayGoOn && (state[kState] & (kDestroyed | kErrored)) === 0;
}

/** Notes that a write of `length` is out. */
function setOut(state, length, cb) {
  state.writelen = length;
  state[kWriteCbValue] = cb;
  state[kState] |= kWriting | kSync | kWriteCb;
}

/** The callback of _write and _writev. */
WritableState.prototype[kOnWrite] = function(stream, error) {
  const state = this;
  if ((state[kState] & kWriteCb) === 0) {
    errorOrDestroy(stream, new ERR_MULTIPLE_CALLBACK());
    return;
  }
  const cb = state[kWriteCbValue];
  // Taken now: the waiting writes below change the flag.
  const isSync = (state[kState] & kSync) !== 0;
  state[kWriteCbValue] = null;
  state[kState] &= ~(kWriting | kWriteCb);
  state.length -= state.writelen;
  state.writelen = 0;
  if (error) {
    failWrite(stream, state, error, cb);
    return;
  }
  if ((state[kState] & kBuffered) !== 0) writeWaiting(stream, state);
  const flags = state[kState];
  const mustDrain = (flags & (kNeedDrain | kEnding | kDestroyed)) === kNeedDrain && state.length === 0 &&
    !(isSync && (flags & kAfterWriteTickInfo) !== 0);
  // After destroy() an asynchronous write is the one that the waiting writes' callbacks wait for.
  const mustFail = !isSync && (flags & kDestroyed) !== 0;
  if (cb === nop && !mustDrain && !mustFail) afterUnwatchedWrite(stream, state, isSync);
  else if (isSync) planAfterWrite(stream, state, cb);
  else afterWrite(stream, state, 1, cb);
};

/** Nobody wants to hear of this write: no tick for it, except for the first of the objects taken at once in a tick. */
function afterUnwatchedWrite(stream, state, isSync) {
  if (isSync && (state[kState] & (kObjectMode | kAfterWriteTickInfo | kObjectTick)) === kObjectMode) {
    state[kState] |= kObjectTick;
    process.nextTick(afterObjectTick, stream, state);
    return;
  }
  state.pendingcb--;
  if ((state[kState] & kEnding) !== 0) maybeFinish(stream, state, true);
}

/** Lets the callbacks of synchronous writes with one and the same callback share a tick. */
function planAfterWrite(stream, state, cb) {
  const info = state.afterWriteTickInfo;
  if (info !== null && info.cb === cb) {
    info.count++;
    return;
  }
  const next = { count: 1, cb, stream, state };
  state.afterWriteTickInfo = next;
  process.nextTick(afterWriteTick, next);
}

function afterWriteTick({ stream, state, count, cb }) {
  state.afterWriteTickInfo = null;
  afterWrite(stream, state, count, cb);
}

function afterObjectTick(stream, state) {
  state[kState] &= ~kObjectTick;
  afterWrite(stream, state, 1, nop);
}

function afterWrite(stream, state, count, cb) {
  if ((state[kState] & (kEnding | kDestroyed | kNeedDrain)) === kNeedDrain && state.length === 0) {
    state[kState] &= ~kNeedDrain;
    stream.emit('drain');
  }
  while (count-- > 0) {
    state.pendingcb--;
    cb(null);
  }
  if ((state[kState] & kDestroyed) !== 0) failWaiting(state);
  if ((state[kState] & kEnding) !== 0) maybeFinish(stream, state, true);
}

function failWrite(stream, state, error, cb) {
  error.stack; // eslint-disable-line no-unused-expressions
  if (!state.errored) state.errored = error;
  const r = stream._readableState;
  if (r && !r.errored) r.errored = error;
  if ((state[kState] & kSync) !== 0) process.nextTick(reportWriteError, stream, state, error, cb);
  else reportWriteError(stream, state, error, cb);
}

function reportWriteError(stream, state, error, cb) {
  --state.pendingcb;
  cb(error);
  failWaiting(state);
  // The stream's own 'error' comes after the callback's.
  errorOrDestroy(stream, error);
}

/** Fails every write that waits and every end() callback. */
function failWaiting(state) {
  if ((state[kState] & kWriting) !== 0) return;
  if ((state[kState] & kBuffered) !== 0) {
    const waiting = state[kBufferedValue];
    for (let i = state.bufferedIndex; i < waiting.length; ++i) {
      const { chunk, callback } = waiting[i];
      state.length -= (state[kState] & kObjectMode) !== 0 ? 1 : chunk.length;
      callback(state.errored ?? new ERR_STREAM_DESTROYED('write'));
    }
  }
  callFinishCallbacks(state, state.errored ?? new ERR_STREAM_DESTROYED('end'));
  resetBuffered(state);
}

function callFinishCallbacks(state, error) {
  if ((state[kState] & kOnFinished) === 0) return;
  for (const callback of takeFinishCallbacks(state)) callback(error);
}

/** Writes what waits, as far as the sink takes it at once. */
function writeWaiting(stream, state) {
  const blocked = (state[kState] & (kDestroyed | kBufferProcessing | kBuffered | kConstructed)) !==
    (kBuffered | kConstructed);
  if (blocked || state.corked > 0) return;
  const waiting = state[kBufferedValue];
  const count = waiting.length - state.bufferedIndex;
  if (count === 0) return;
  state[kState] |= kBufferProcessing;
  if (count > 1 && stream._writev) writeTogether(stream, state, waiting, count);
  else writeOneByOne(stream, state, waiting);
  state[kState] &= ~kBufferProcessing;
}

function writeTogether(stream, state, waiting, count) {
  state.pendingcb -= count - 1;
  const start = state.bufferedIndex;
  let callback = nop;
  if ((state[kState] & kAllNoop) === 0) {
    callback = (error) => {
      for (let i = start; i < waiting.length; ++i) waiting[i].callback(error);
    };
  }
  // The callbacks above still need the list as it is.
  const chunks = callback === nop && start === 0 ? waiting : waiting.slice(start);
  chunks.allBuffers = (state[kState] & kAllBuffers) !== 0;
  send(stream, state, true, state.length, chunks, '', callback);
  resetBuffered(state);
}

function writeOneByOne(stream, state, waiting) {
  const objectMode = (state[kState] & kObjectMode) !== 0;
  let i = state.bufferedIndex;
  do {
    const { chunk, encoding, callback } = waiting[i];
    waiting[i++] = null;
    send(stream, state, false, objectMode ? 1 : chunk.length, chunk, encoding, callback);
  } while (i < waiting.length && (state[kState] & kWriting) === 0);
  if (i === waiting.length) {
    resetBuffered(state);
  } else if (i > COMPACT_AFTER) {
    waiting.splice(0, i);
    state.bufferedIndex = 0;
  } else {
    state.bufferedIndex = i;
  }
}

function send(stream, state, isMany, length, chunk, encoding, cb) {
  setOut(state, length, cb);
  if ((state[kState] & kDestroyed) !== 0) state.onwrite(new ERR_STREAM_DESTROYED('write'));
  else if (isMany) stream._writev(chunk, state.onwrite);
  else stream._write(chunk, encoding, state.onwrite);
  state[kState] &= ~kSync;
}

Writable.prototype.cork = function() {
  this._writableState.corked++;
};

Writable.prototype.uncork = function() {
  const state = this._writableState;
  if (state.corked === 0) return;
  state.corked--;
  if ((state[kState] & kWriting) === 0) writeWaiting(this, state);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  checkEncoding(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

Writable.prototype._write = function(chunk, encoding, cb) {
  if (!this._writev) throw new ERR_METHOD_NOT_IMPLEMENTED('_write()');
  this._writev([{ chunk, encoding }], cb);
};

Writable.prototype._writev = null;

// ---- the end ----

/**
 * @param {any} [chunk] a last write
 * @param {string} [encoding]
 * @param {(error?: Error | null) => void} [cb] called at 'finish', or with the error that prevents it
 */
Writable.prototype.end = function(chunk, encoding, cb) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    cb = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }
  let error;
  if (chunk !== null && chunk !== undefined) {
    const result = writeChunk(this, chunk, encoding);
    if (result instanceof Error) error = result;
  }
  if (state.corked > 0) {
    state.corked = 1;
    this.uncork();
  }
  const flags = state[kState];
  if (error === undefined) {
    if ((flags & (kErrored | kEnding)) === 0) {
      state[kState] |= kEnding;
      maybeFinish(this, state, true);
      state[kState] |= kEnded;
    } else if ((flags & kFinished) !== 0) {
      error = new ERR_STREAM_ALREADY_FINISHED('end');
    } else if ((flags & kDestroyed) !== 0) {
      error = new ERR_STREAM_DESTROYED('end');
    }
  }
  if (typeof cb === 'function') {
    if (error !== undefined) process.nextTick(cb, error);
    else if ((state[kState] & kErrored) !== 0) process.nextTick(cb, state.errored);
    else if ((state[kState] & kFinished) !== 0) process.nextTick(cb, null);
    else addFinishCallback(state, cb);
  }
  return this;
};

/** Whether all that was written has been taken and nothing stands against 'finish'. */
function isReadyToFinish(state) {
  const must = kEnding | kConstructed;
  const mustNot = kDestroyed | kErrored | kBuffered | kFinished | kWriting | kErrorEmitted | kCloseEmitted;
  return (state[kState] & (must | mustNot)) === must && state.length === 0;
}

/** @param {boolean} [sync] end() or a write is on the stack: 'finish' waits for a tick */
function maybeFinish(stream, state, sync) {
  if (!isReadyToFinish(state)) return;
  callFinal(stream, state);
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    process.nextTick(finishLater, stream, state);
  } else if (isReadyToFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishLater(stream, state) {
  if (isReadyToFinish(state)) finish(stream, state);
  else state.pendingcb--;
}

function callFinal(stream, state) {
  if ((state[kState] & (kPrefinished | kFinalCalled)) !== 0) return;
  if (typeof stream._final !== 'function' || (state[kState] & kDestroyed) !== 0) {
    state[kState] |= kPrefinished | kFinalCalled;
    stream.emit('prefinish');
    return;
  }
  state[kState] |= kFinalCalled | kSync;
  state.pendingcb++;
  const done = makeFinalCallback(stream, state);
  try {
    stream._final(done);
  } catch (error) {
    done(error);
  }
  state[kState] &= ~kSync;
}

function makeFinalCallback(stream, state) {
  let called = false;
  return (error) => {
    if (called) {
      errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    state.pendingcb--;
    if (error) {
      callFinishCallbacks(state, error);
      errorOrDestroy(stream, error, (state[kState] & kSync) !== 0);
    } else if (isReadyToFinish(state)) {
      state[kState] |= kPrefinished;
      stream.emit('prefinish');
      // Some streams have no asynchronous part: 'finish' must still not overtake what end()'s caller does next.
      state.pendingcb++;
      process.nextTick(finish, stream, state);
    }
  };
}

function finish(stream, state) {
  state.pendingcb--;
  state[kState] |= kFinished;
  callFinishCallbacks(state, null);
  stream.emit('finish');
  if ((state[kState] & kAutoDestroy) === 0) return;
  // A Duplex closes when both sides are done.
  const r = stream._readableState;
  if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
}

// ---- destroying ----

Writable.prototype.destroy = function(err, cb) {
  const state = this._writableState;
  if ((state[kState] & kDestroyed) === 0 && (state[kState] & (kBuffered | kOnFinished)) !== 0) {
    process.nextTick(failWaiting, state);
  }
  destroyImpl.destroy.call(this, err, cb);
  return this;
};
Writable.prototype._undestroy = destroyImpl.undestroy;
Writable.prototype._destroy = function(err, cb) {
  cb(err);
};

Writable.prototype[Symbol.for('nodejs.rejection')] = function(err) {
  this.destroy(err);
};

Writable.prototype[Symbol.asyncDispose] = async function() {
  let error;
  if (!this.destroyed) {
    error = this.writableFinished ? null : new AbortError();
    this.destroy(error);
  }
  await new Promise((resolve, reject) => {
    require('internal/streams/end-of-stream').eos(this, (err) => (err && err.name !== 'AbortError' ? reject(err) : resolve(null)));
  });
};

module.exports = Writable;

require('internal/streams/writable_methods').install(Writable);
