'use strict';

// WritableState: the flags of a writable side, the writes that wait, and the callbacks of end().
// Callers: writable.js; npm packages through `stream._writableState` (every accessor here is for them).
// Rules:
// - one write is out at a time (kWriting; `writelen` its length, `writecb` its callback);
// - writes that wait lie in `buffered` from `bufferedIndex` on; the array exists only while some wait (kBuffered);
// - `pendingcb` counts callbacks that have to run before 'finish'.

const {
  defineCommon,
  defineFlags,
  initialFlags,
  kFirstOwnBit,
  kState,
  readDefaultEncoding,
  triState,
} = require('internal/streams/flags');
const { getDefaultHighWaterMark, getHighWaterMark } = require('internal/streams/state');

const bit = (n) => 1 << (kFirstOwnBit + n);
const kFinalCalled = bit(0);
const kNeedDrain = bit(1);
const kEnding = bit(2);
const kEnded = bit(3);
const kFinished = bit(4);
const kDecodeStrings = bit(5);
const kWriting = bit(6);
const kBufferProcessing = bit(7);
const kPrefinished = bit(8);
const kAllBuffers = bit(9);
const kAllNoop = bit(10);
const kHasWritable = bit(11);
const kWritable = bit(12);
const kWriteCb = bit(13);
const kAfterWriteTickInfo = bit(14);
const kBuffered = bit(15);
const kOnFinished = bit(16);
// The first object of a tick that was written without a callback waits for the tick's end.
const kObjectTick = bit(17);

const kWriteCbValue = Symbol('kWriteCbValue');
const kAfterWriteTickInfoValue = Symbol('kAfterWriteTickInfoValue');
const kBufferedValue = Symbol('kBufferedValue');
const kOnFinishedValue = Symbol('kOnFinishedValue');
// The method of the prototype behind `onwrite`; writable.js defines it.
const kOnWrite = Symbol('kOnWrite');

/**
 * @param {object} [options]
 * @param {object} stream
 * @param {boolean} [isDuplex]
 */
function WritableState(options, stream, isDuplex) {
  isDuplex ??= stream instanceof require('internal/streams/duplex');
  const objectMode = Boolean(options && (options.objectMode || (isDuplex && options.writableObjectMode)));
  this.highWaterMark = getDefaultHighWaterMark(objectMode);
  this.length = 0;
  this.corked = 0;
  // What `_write` gets as its callback.
  this.onwrite = (error) => this[kOnWrite](stream, error);
  this.writelen = 0;
  this.bufferedIndex = 0;
  this.pendingcb = 0;
  this[kBufferedValue] = null;
  this[kState] = initialFlags(options, objectMode) | kDecodeStrings | kAllBuffers | kAllNoop;
  if (options) readOptions(this, options, isDuplex);
}

function readOptions(state, options, isDuplex) {
  state.highWaterMark = getHighWaterMark(state, options, 'writableHighWaterMark', isDuplex);
  if (options.decodeStrings === false) state[kState] &= ~kDecodeStrings;
  readDefaultEncoding(state, options);
}

defineCommon(WritableState.prototype);
defineFlags(WritableState.prototype, {
  finalCalled: kFinalCalled,
  needDrain: kNeedDrain,
  ending: kEnding,
  ended: kEnded,
  finished: kFinished,
  decodeStrings: kDecodeStrings,
  writing: kWriting,
  bufferProcessing: kBufferProcessing,
  prefinished: kPrefinished,
  allBuffers: kAllBuffers,
  allNoop: kAllNoop,
});

/** A value that exists only while its bit is set; `absent` otherwise. */
function flaggedValue(flag, key, absent) {
  return {
    __proto__: null,
    get() {
      return (this[kState] & flag) !== 0 ? this[key] : absent();
    },
    set(value) {
      this[key] = value;
      if (value) this[kState] |= flag;
      else this[kState] &= ~flag;
    },
  };
}

Object.defineProperties(WritableState.prototype, {
  writable: triState(kHasWritable, kWritable, undefined),
  writecb: flaggedValue(kWriteCb, kWriteCbValue, () => null),
  afterWriteTickInfo: flaggedValue(kAfterWriteTickInfo, kAfterWriteTickInfoValue, () => null),
  buffered: flaggedValue(kBuffered, kBufferedValue, () => []),
  bufferedRequestCount: {
    __proto__: null,
    get() {
      return (this[kState] & kBuffered) !== 0 ? this[kBufferedValue].length - this.bufferedIndex : 0;
    },
  },
});

/** The writes that wait: `{ chunk, encoding, callback }`. */
WritableState.prototype.getBuffer = function getBuffer() {
  return (this[kState] & kBuffered) !== 0 ? this[kBufferedValue].slice(this.bufferedIndex) : [];
};

/** Puts a write at the end of those that wait. @param {boolean} isNoop the write has no callback of the user's */
function bufferWrite(state, chunk, encoding, callback, isNoop) {
  if ((state[kState] & kBuffered) === 0) {
    state[kState] |= kBuffered;
    state[kBufferedValue] = [];
  }
  state[kBufferedValue].push({ chunk, encoding, callback });
  if (encoding !== 'buffer') state[kState] &= ~kAllBuffers;
  if (!isNoop) state[kState] &= ~kAllNoop;
}

function resetBuffered(state) {
  state[kBufferedValue] = null;
  state.bufferedIndex = 0;
  state[kState] = (state[kState] | kAllBuffers | kAllNoop) & ~kBuffered;
}

/** Keeps the callback of an end() until 'finish' or failure. */
function addFinishCallback(state, callback) {
  if ((state[kState] & kOnFinished) !== 0) {
    state[kOnFinishedValue].push(callback);
  } else {
    state[kOnFinishedValue] = [callback];
    state[kState] |= kOnFinished;
  }
}

function takeFinishCallbacks(state) {
  if ((state[kState] & kOnFinished) === 0) return [];
  const callbacks = state[kOnFinishedValue];
  state[kOnFinishedValue] = null;
  state[kState] &= ~kOnFinished;
  return callbacks;
}

module.exports = {
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
};
