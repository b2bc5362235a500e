'use strict';

// Readable: pushing chunks in, reading them out, flowing and paused mode, the end.
// Callers: the public stream module and everything that produces data. Pipes are in pipe.js, iteration in
// readable_iterator.js, `map` and its kin in operators.js, the list of chunks in readable_state.js.
//
// How chunks travel:
//   _read() -> push() -> 'data' at once (flowing, nothing waits, asynchronous push)
//                     -> the list -> 'readable' in a tick -> read() / flow() -> 'data'
// Rules: at most one _read is out (kReading); 'readable', 'end', 'resume' come in ticks of their own.

const { Stream } = require('internal/streams/legacy');
const { Buffer } = require('buffer');
const {
  AbortError,
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_METHOD_NOT_IMPLEMENTED,
    ERR_STREAM_PUSH_AFTER_EOF,
    ERR_STREAM_UNSHIFT_AFTER_END_EVENT,
  },
} = require('internal/errors');
const { raiseHighWaterMark } = require('internal/streams/state');
const destroyImpl = require('internal/streams/destroy');
const { toBuffer } = require('internal/streams/chunks');
const { kOnConstructed } = require('internal/streams/utils');
const {
  kAutoDestroy,
  kCloseEmitted,
  kConstructed,
  kDestroyed,
  kErrorEmitted,
  kErrored,
  kObjectMode,
  kState,
  kSync,
} = require('internal/streams/flags');
const {
  ReadableState,
  appendChunk,
  clearChunks,
  firstChunkLength,
  kDataEmitted,
  kDataListening,
  kDecoder,
  kEmittedReadable,
  kEndEmitted,
  kEnded,
  kFlowing,
  kHasFlowing,
  kMultiAwaitDrain,
  kNeedReadable,
  kPaused,
  kReadableListening,
  kReading,
  kReadingMore,
  kResumeScheduled,
  prependChunk,
  takeChunks,
  waitingChunks,
} = require('internal/streams/readable_state');

const { errorOrDestroy } = destroyImpl;

/**
 * @param {{ highWaterMark?: number, encoding?: string, objectMode?: boolean, emitClose?: boolean,
 *   autoDestroy?: boolean, signal?: AbortSignal, read?: Function, destroy?: Function, construct?: Function }} [options]
 */
function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  this._events ??= {
    close: undefined,
    error: undefined,
    data: undefined,
    end: undefined,
    readable: undefined,
  };
  this._readableState = new ReadableState(options, this, false);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  if (this._construct !== undefined && this._construct !== null) {
    destroyImpl.construct(this, () => this._readableState[kOnConstructed](this));
  }
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

/** What a readable side does when its stream has been constructed. */
ReadableState.prototype[kOnConstructed] = function onConstructed(stream) {
  if ((this[kState] & kNeedReadable) !== 0) scheduleReadMore(stream, this);
};

Readable.ReadableState = ReadableState;
Readable._fromList = takeChunks;

Readable.prototype.destroy = destroyImpl.destroy;
Readable.prototype._undestroy = destroyImpl.undestroy;
Readable.prototype._destroy = function(err, cb) {
  cb(err);
};

Readable.prototype[Symbol.for('nodejs.rejection')] = function(err) {
  this.destroy(err);
};

Readable.prototype[Symbol.asyncDispose] = async function() {
  let error;
  if (!this.destroyed) {
    error = this.readableEnded ? null : new AbortError();
    this.destroy(error);
  }
  await new Promise((resolve, reject) => {
    require('internal/streams/end-of-stream').eos(this, (err) => (err && err !== error ? reject(err) : resolve(null)));
  });
};

// ---- pushing ----

Readable.prototype.push = function(chunk, encoding) {
  return acceptChunk(this, this._readableState, chunk, encoding, false);
};

Readable.prototype.unshift = function(chunk, encoding) {
  return acceptChunk(this, this._readableState, chunk, encoding, true);
};

/** @returns {boolean} whether the source may push more */
function wantsMore(state) {
  return (state[kState] & kEnded) === 0 && (state.length < state.highWaterMark || state.length === 0);
}

function acceptChunk(stream, state, chunk, encoding, atFront) {
  if (chunk === null) {
    state[kState] &= ~kReading;
    endOfChunks(stream, state);
    return false;
  }
  if ((state[kState] & kObjectMode) === 0) {
    if (typeof chunk === 'string') {
      encoding ||= state.defaultEncoding;
      if (state.encoding !== encoding) {
        chunk = Buffer.from(chunk, encoding);
        // The list holds text in the decoder's encoding; what goes to its front passes the decoder by.
        if (atFront && state.encoding) chunk = chunk.toString(state.encoding);
        else encoding = '';
      }
    } else if (chunk instanceof Buffer) {
      encoding = '';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = toBuffer(chunk);
      encoding = '';
    } else if (chunk !== undefined) {
      errorOrDestroy(stream, new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk));
      return false;
    }
    if (!chunk || chunk.length <= 0) return atFront ? wantsMore(state) : acceptNothing(stream, state);
  }
  return atFront ? acceptAtFront(stream, state, chunk) : acceptAtEnd(stream, state, chunk, encoding);
}

/** An empty chunk ends the _read without data. */
function acceptNothing(stream, state) {
  state[kState] &= ~kReading;
  scheduleReadMore(stream, state);
  return wantsMore(state);
}

function acceptAtFront(stream, state, chunk) {
  const flags = state[kState];
  if ((flags & kEndEmitted) !== 0) {
    errorOrDestroy(stream, new ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
    return false;
  }
  if ((flags & (kDestroyed | kErrored)) !== 0) return false;
  addChunk(stream, state, chunk, true);
  return wantsMore(state);
}

function acceptAtEnd(stream, state, chunk, encoding) {
  const flags = state[kState];
  if ((flags & kEnded) !== 0) {
    errorOrDestroy(stream, new ERR_STREAM_PUSH_AFTER_EOF());
    return false;
  }
  if ((flags & (kDestroyed | kErrored)) !== 0) return false;
  state[kState] = flags & ~kReading;
  if ((flags & kDecoder) !== 0 && !encoding) {
    chunk = state.decoder.write(chunk);
    if (chunk.length === 0 && (flags & kObjectMode) === 0) {
      scheduleReadMore(stream, state);
      return wantsMore(state);
    }
  }
  addChunk(stream, state, chunk, false);
  return wantsMore(state);
}

function addChunk(stream, state, chunk, atFront) {
  const flags = state[kState];
  if ((flags & (kFlowing | kSync | kDataListening)) === (kFlowing | kDataListening) && state.length === 0) {
    forgetAwaitedDrains(state);
    state[kState] |= kDataEmitted;
    stream.emit('data', chunk);
  } else {
    state.length += (flags & kObjectMode) !== 0 ? 1 : chunk.length;
    if (atFront) prependChunk(state, chunk);
    else appendChunk(state, chunk);
    if ((flags & kNeedReadable) !== 0) emitReadable(stream);
  }
  scheduleReadMore(stream, state);
}

/** A chunk that reaches 'data' listeners starts a new round of back pressure. */
function forgetAwaitedDrains(state) {
  if ((state[kState] & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.clear();
  else state.awaitDrainWriters = null;
}

function endOfChunks(stream, state) {
  if ((state[kState] & kEnded) !== 0) return;
  if ((state[kState] & kDecoder) !== 0) {
    const rest = state.decoder.end();
    if (rest?.length) {
      appendChunk(state, rest);
      state.length += (state[kState] & kObjectMode) !== 0 ? 1 : rest.length;
    }
  }
  state[kState] |= kEnded;
  if ((state[kState] & kSync) !== 0) {
    // The reader is on the stack: it must not see 'readable' before its own call returns.
    emitReadable(stream);
  } else {
    state[kState] = (state[kState] & ~kNeedReadable) | kEmittedReadable;
    emitReadableNow(stream);
  }
}

Readable.prototype.isPaused = function() {
  const flags = this._readableState[kState];
  return (flags & kPaused) !== 0 || (flags & (kHasFlowing | kFlowing)) === kHasFlowing;
};

Readable.prototype.setEncoding = function(enc) {
  const { StringDecoder } = require('string_decoder');
  const decoder = new StringDecoder(enc);
  const state = this._readableState;
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  // What waits was bytes (or text of another encoding) so far.
  let text = '';
  for (const chunk of waitingChunks(state)) text += decoder.write(chunk);
  // After the end nothing completes a sequence that was cut short.
  if ((state[kState] & kEnded) !== 0) text += decoder.end();
  clearChunks(state);
  if (text !== '') appendChunk(state, text);
  state.length = text.length;
  return this;
};

// ---- reading ----

/** How much `read(n)` may return now; NaN stands for "what there is". */
function readableAmount(n, state) {
  if (n <= 0 || (state.length === 0 && (state[kState] & kEnded) !== 0)) return 0;
  if ((state[kState] & kObjectMode) !== 0) return 1;
  if (Number.isNaN(n)) {
    return (state[kState] & kFlowing) !== 0 && state.length > 0 ? firstChunkLength(state) : state.length;
  }
  if (n <= state.length) return n;
  return (state[kState] & kEnded) !== 0 ? state.length : 0;
}

function callRead(stream, state) {
  state[kState] |= kReading | kSync;
  if (state.length === 0) state[kState] |= kNeedReadable;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    errorOrDestroy(stream, error);
  }
  state[kState] &= ~kSync;
}

/** Whether `read(0)` has only to repeat 'readable' (or end), because enough waits. */
function onlyRepeatsReadable(state) {
  const flags = state[kState];
  if ((flags & kNeedReadable) === 0) return false;
  if ((flags & kEnded) !== 0) return true;
  return state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0;
}

/**
 * @param {number} [n] bytes (ignored in object mode); 0 only asks the source for more
 * @returns {any} a chunk, or null when there is nothing (or less than `n`)
 */
Readable.prototype.read = function(n) {
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  const state = this._readableState;
  const asked = n;
  if (n > state.highWaterMark) state.highWaterMark = raiseHighWaterMark(n);
  if (n !== 0) state[kState] &= ~kEmittedReadable;

  if (n === 0 && onlyRepeatsReadable(state)) {
    if (state.length === 0 && (state[kState] & kEnded) !== 0) endReadable(this);
    else emitReadable(this);
    return null;
  }
  n = readableAmount(n, state);
  if (n === 0 && (state[kState] & kEnded) !== 0) {
    if (state.length === 0) endReadable(this);
    return null;
  }

  // Fill up before taking: what _read pushes at once can still be part of the answer.
  const flags = state[kState];
  const wants = (flags & kNeedReadable) !== 0 || state.length === 0 || state.length - n < state.highWaterMark;
  const may = (flags & (kEnded | kReading | kDestroyed | kErrored | kConstructed)) === kConstructed;
  if (wants && may) {
    callRead(this, state);
    if ((state[kState] & kReading) === 0) n = readableAmount(asked, state);
  }
  const chunk = n > 0 ? takeChunks(n, state) : null;
  return finishRead(this, state, chunk, n, asked);
};

function finishRead(stream, state, chunk, n, asked) {
  if (chunk === null) {
    if (state.length <= state.highWaterMark) state[kState] |= kNeedReadable;
    n = 0;
  } else {
    state.length -= n;
    forgetAwaitedDrains(state);
  }
  if (state.length === 0) {
    if ((state[kState] & kEnded) === 0) state[kState] |= kNeedReadable;
    else if (asked !== n) endReadable(stream);
  }
  if (chunk !== null && (state[kState] & (kErrorEmitted | kCloseEmitted)) === 0) {
    state[kState] |= kDataEmitted;
    stream.emit('data', chunk);
  }
  return chunk;
}

Readable.prototype._read = function(n) {
  throw new ERR_METHOD_NOT_IMPLEMENTED('_read()');
};

const { pipe, unpipe } = require('internal/streams/pipe');
Readable.prototype.pipe = pipe;
Readable.prototype.unpipe = unpipe;

/** Plans a 'readable' event unless one is on its way. */
function emitReadable(stream) {
  const state = stream._readableState;
  state[kState] &= ~kNeedReadable;
  if ((state[kState] & kEmittedReadable) !== 0) return;
  state[kState] |= kEmittedReadable;
  process.nextTick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const state = stream._readableState;
  if ((state[kState] & (kDestroyed | kErrored)) === 0 && (state.length > 0 || (state[kState] & kEnded) !== 0)) {
    stream.emit('readable');
    state[kState] &= ~kEmittedReadable;
  }
  // The next 'readable' comes when the source, not the consumer, is behind.
  if ((state[kState] & (kFlowing | kEnded)) === 0 && state.length <= state.highWaterMark) {
    state[kState] |= kNeedReadable;
  }
  flow(stream);
}

/** Plans to fill the list up to the mark, once for all chunks of this tick. */
function scheduleReadMore(stream, state) {
  if ((state[kState] & (kReadingMore | kReading | kConstructed)) !== kConstructed) return;
  state[kState] |= kReadingMore;
  process.nextTick(readMore, stream, state);
}

function readMore(stream, state) {
  while ((state[kState] & (kReading | kEnded)) === 0 &&
         (state.length < state.highWaterMark || (state.length === 0 && (state[kState] & kFlowing) !== 0))) {
    const before = state.length;
    stream.read(0);
    // Nothing came at once: the source will push later.
    if (before === state.length) break;
  }
  state[kState] &= ~kReadingMore;
}

// ---- the end ----

function endReadable(stream) {
  const state = stream._readableState;
  if ((state[kState] & kEndEmitted) !== 0) return;
  state[kState] |= kEnded;
  process.nextTick(emitEnd, state, stream);
}

function emitEnd(state, stream) {
  if ((state[kState] & (kErrored | kCloseEmitted | kEndEmitted)) !== 0 || state.length !== 0) return;
  state[kState] |= kEndEmitted;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(endWritableSide, stream);
  } else if ((state[kState] & kAutoDestroy) !== 0) {
    // A Duplex closes when both sides are done.
    const w = stream._writableState;
    if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
  }
}

function endWritableSide(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

// ---- modes ----

Readable.prototype.on = function(ev, fn) {
  const result = Stream.prototype.on.call(this, ev, fn);
  const state = this._readableState;
  if (ev === 'data') {
    state[kState] |= kDataListening;
    if (this.listenerCount('readable') > 0) state[kState] |= kReadableListening;
    if (state.flowing !== false) this.resume();
  } else if (ev === 'readable') {
    startReadableListening(this, state);
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;

function startReadableListening(stream, state) {
  if ((state[kState] & (kEndEmitted | kReadableListening)) !== 0) return;
  state[kState] |= kReadableListening | kNeedReadable | kHasFlowing;
  state[kState] &= ~(kFlowing | kEmittedReadable);
  if (state.length > 0) emitReadable(stream);
  else if ((state[kState] & kReading) === 0) process.nextTick(readZero, stream);
}

function readZero(stream) {
  stream.read(0);
}

Readable.prototype.removeListener = function(ev, fn) {
  const result = Stream.prototype.removeListener.call(this, ev, fn);
  // In a tick: a listener that is taken off and put back at once changes no mode.
  if (ev === 'readable') process.nextTick(updateReadableListening, this);
  else if (ev === 'data' && this.listenerCount('data') === 0) this._readableState[kState] &= ~kDataListening;
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function(ev) {
  const result = Reflect.apply(Stream.prototype.removeAllListeners, this, arguments);
  if (ev === 'readable' || ev === undefined) process.nextTick(updateReadableListening, this);
  return result;
};

function updateReadableListening(stream) {
  const state = stream._readableState;
  const listening = stream.listenerCount('readable') > 0;
  if (listening) state[kState] |= kReadableListening;
  else state[kState] &= ~kReadableListening;
  if ((state[kState] & (kResumeScheduled | kPaused)) === kResumeScheduled) state.flowing = true;
  else if ((state[kState] & kDataListening) !== 0) stream.resume();
  else if (!listening) state.flowing = null;
}

Readable.prototype.resume = function() {
  const state = this._readableState;
  if ((state[kState] & kFlowing) === 0) {
    // With a 'readable' listener the flow starts only when that listener is gone.
    state.flowing = (state[kState] & kReadableListening) === 0;
    if ((state[kState] & kResumeScheduled) === 0) {
      state[kState] |= kResumeScheduled;
      process.nextTick(resumeNow, this, state);
    }
  }
  state[kState] &= ~kPaused;
  return this;
};

function resumeNow(stream, state) {
  if ((state[kState] & kReading) === 0) stream.read(0);
  state[kState] &= ~kResumeScheduled;
  stream.emit('resume');
  flow(stream);
  if ((state[kState] & (kFlowing | kReading)) === kFlowing) stream.read(0);
}

Readable.prototype.pause = function() {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit('pause');
  }
  state[kState] |= kPaused;
  return this;
};

function flow(stream) {
  const state = stream._readableState;
  while ((state[kState] & kFlowing) !== 0 && stream.read() !== null);
}

module.exports = Readable;

require('internal/streams/readable_methods').install(Readable);
