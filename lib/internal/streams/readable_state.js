'use strict';

// ReadableState: the flags of a readable side and the list of chunks that wait to be read.
// Callers: readable.js; npm packages through `stream._readableState` (every accessor here is for them).
// Rules:
// - `buffer` from `bufferIndex` on is what waits, `length` its bytes (or objects); taken slots are cleared;
// - `flowing` is null until someone decides.

const { Buffer } = require('buffer');
const {
  defineCommon,
  defineFlags,
  initialFlags,
  kFirstOwnBit,
  kObjectMode,
  kState,
  readDefaultEncoding,
  triState,
} = require('internal/streams/flags');
const { getDefaultHighWaterMark, getHighWaterMark } = require('internal/streams/state');

const bit = (n) => 1 << (kFirstOwnBit + n);
const kEnded = bit(0);
const kEndEmitted = bit(1);
const kReading = bit(2);
const kNeedReadable = bit(3);
const kEmittedReadable = bit(4);
const kReadableListening = bit(5);
const kResumeScheduled = bit(6);
const kMultiAwaitDrain = bit(7);
const kReadingMore = bit(8);
const kDataEmitted = bit(9);
const kHasFlowing = bit(10);
const kFlowing = bit(11);
const kPaused = bit(12);
const kDecoder = bit(13);
// Since the first on('data') until removeListener() takes the last off; removeAllListeners() leaves it.
const kDataListening = bit(14);

const kDecoderValue = Symbol('kDecoderValue');
const kEncodingValue = Symbol('kEncodingValue');

// How many taken slots at the front of the list are worth a move of the rest.
const COMPACT_AFTER = 1024;

/**
 * @param {object} [options]
 * @param {object} stream
 * @param {boolean} [isDuplex]
 */
function ReadableState(options, stream, isDuplex = undefined) {
  isDuplex ??= stream instanceof require('internal/streams/duplex');
  const objectMode = Boolean(options && (options.objectMode || (isDuplex && options.readableObjectMode)));
  this.highWaterMark = getDefaultHighWaterMark(objectMode);
  this.buffer = [];
  this.bufferIndex = 0;
  this.length = 0;
  this.pipes = [];
  // The one destination, or the set of them (kMultiAwaitDrain), that must drain before the source resumes.
  this.awaitDrainWriters = null;
  this[kState] = initialFlags(options, objectMode);
  if (options) readOptions(this, options, isDuplex);
}

function readOptions(state, options, isDuplex) {
  state.highWaterMark = getHighWaterMark(state, options, 'readableHighWaterMark', isDuplex);
  readDefaultEncoding(state, options);
  if (options.encoding) {
    const { StringDecoder } = require('string_decoder');
    state.decoder = new StringDecoder(options.encoding);
    state.encoding = options.encoding;
  }
}

defineCommon(ReadableState.prototype);
defineFlags(ReadableState.prototype, {
  ended: kEnded,
  endEmitted: kEndEmitted,
  reading: kReading,
  needReadable: kNeedReadable,
  emittedReadable: kEmittedReadable,
  readableListening: kReadableListening,
  resumeScheduled: kResumeScheduled,
  multiAwaitDrain: kMultiAwaitDrain,
  readingMore: kReadingMore,
  dataEmitted: kDataEmitted,
  paused: kPaused,
});

Object.defineProperties(ReadableState.prototype, {
  flowing: triState(kHasFlowing, kFlowing, null),
  decoder: {
    __proto__: null,
    get() {
      return (this[kState] & kDecoder) !== 0 ? this[kDecoderValue] : null;
    },
    set(decoder) {
      if (decoder) {
        this[kDecoderValue] = decoder;
        this[kState] |= kDecoder;
      } else {
        this[kState] &= ~kDecoder;
      }
    },
  },
  encoding: {
    __proto__: null,
    get() {
      return (this[kState] & kDecoder) !== 0 ? this[kEncodingValue] : null;
    },
    set(encoding) {
      this[kEncodingValue] = encoding;
    },
  },
  pipesCount: {
    __proto__: null,
    get() {
      return this.pipes.length;
    },
  },
});

// ---- the list of chunks ----

/** The chunks that wait, as an array of their own. */
function waitingChunks(state) {
  return state.bufferIndex === 0 ? state.buffer : state.buffer.slice(state.bufferIndex);
}

function clearChunks(state) {
  state.buffer.length = 0;
  state.bufferIndex = 0;
}

function appendChunk(state, chunk) {
  state.buffer.push(chunk);
}

function prependChunk(state, chunk) {
  if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
  else state.buffer.unshift(chunk);
}

function shiftChunk(state) {
  const { buffer } = state;
  const chunk = buffer[state.bufferIndex];
  buffer[state.bufferIndex++] = null;
  if (state.bufferIndex === buffer.length) {
    clearChunks(state);
  } else if (state.bufferIndex > COMPACT_AFTER) {
    buffer.splice(0, state.bufferIndex);
    state.bufferIndex = 0;
  }
  return chunk;
}

function takeAll(state) {
  const chunks = waitingChunks(state);
  let all;
  // With a decoder there may be bytes as well: what unshift() put back.
  if ((state[kState] & kDecoder) !== 0) all = chunks.join('');
  else if (chunks.length === 1) all = chunks[0];
  else all = Buffer.concat(chunks, state.length);
  clearChunks(state);
  return all;
}

function cut(chunk, start, end = undefined) {
  return typeof chunk === 'string' ? chunk.slice(start, end) : chunk.subarray(start, end);
}

/** Takes `n` units, fewer than wait: part of the first chunk, or several chunks joined. */
function takeSome(state, n) {
  const first = state.buffer[state.bufferIndex];
  if (n === first.length) return shiftChunk(state);
  if (n < first.length) {
    state.buffer[state.bufferIndex] = cut(first, n);
    return cut(first, 0, n);
  }
  const parts = [];
  let missing = n;
  while (missing > 0 && state.bufferIndex < state.buffer.length) {
    const chunk = state.buffer[state.bufferIndex];
    if (chunk.length > missing) {
      parts.push(cut(chunk, 0, missing));
      state.buffer[state.bufferIndex] = cut(chunk, missing);
      missing = 0;
    } else {
      missing -= chunk.length;
      parts.push(shiftChunk(state));
    }
  }
  return (state[kState] & kDecoder) !== 0 ? parts.join('') : Buffer.concat(parts, n - missing);
}

/**
 * Takes `n` units (an object in object mode, everything when `n` is 0, NaN or at least the length) off the list.
 * @returns {any} null when nothing waits
 */
function takeChunks(n, state) {
  if (state.length === 0) return null;
  if ((state[kState] & kObjectMode) !== 0) return shiftChunk(state);
  if (!n || n >= state.length) return takeAll(state);
  return takeSome(state, n);
}

/** The length of the first waiting chunk. */
function firstChunkLength(state) {
  return state.buffer[state.bufferIndex].length;
}

module.exports = {
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
};
