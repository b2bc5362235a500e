'use strict';

// What Readable has besides reading itself: wrap, iteration, accessors, from, toWeb and fromWeb.
// Caller: readable.js, once.

const { codes: { ERR_STREAM_ITER_MISSING_FLAG } } = require('internal/errors');
const { destroyer, errorOrDestroy } = require('internal/streams/destroy');
const {
  kDataEmitted,
  kEndEmitted,
} = require('internal/streams/readable_state');
const { kClosed, kDestroyed, kErrorEmitted, kErrored, kObjectMode, kState } = require('internal/streams/flags');

/** Feeds this stream from an old-style one that has only 'data', 'end', `pause` and `resume`. */
function wrap(stream) {
  let paused = false;
  stream.on('data', (chunk) => {
    if (!this.push(chunk) && stream.pause) {
      paused = true;
      stream.pause();
    }
  });
  stream.on('end', () => this.push(null));
  stream.on('error', (error) => errorOrDestroy(this, error));
  stream.on('close', () => destroyer(this));
  stream.on('destroy', () => destroyer(this));
  this._read = () => {
    if (!paused || !stream.resume) return;
    paused = false;
    stream.resume();
  };
  for (const key of Object.keys(stream)) {
    if (this[key] === undefined && typeof stream[key] === 'function') this[key] = stream[key].bind(stream);
  }
  return this;
}

const accessors = {
  get readable() {
    const r = this._readableState;
    // A state of another implementation may lack the property: only `false` switches the side off.
    return Boolean(r) && r.readable !== false && (r[kState] & (kDestroyed | kErrorEmitted | kEndEmitted)) === 0;
  },
  set readable(value) {
    if (this._readableState) this._readableState.readable = Boolean(value);
  },
  get readableDidRead() {
    return this._readableState ? (this._readableState[kState] & kDataEmitted) !== 0 : undefined;
  },
  get readableAborted() {
    const r = this._readableState;
    return r.readable !== false && (r[kState] & (kDestroyed | kErrored)) !== 0 && (r[kState] & kEndEmitted) === 0;
  },
  get readableHighWaterMark() {
    return this._readableState.highWaterMark;
  },
  get readableBuffer() {
    return this._readableState?.buffer;
  },
  get readableFlowing() {
    return this._readableState.flowing;
  },
  set readableFlowing(value) {
    if (this._readableState) this._readableState.flowing = value;
  },
  get readableLength() {
    return this._readableState.length;
  },
  get readableObjectMode() {
    return this._readableState ? (this._readableState[kState] & kObjectMode) !== 0 : false;
  },
  get readableEncoding() {
    return this._readableState ? this._readableState.encoding : null;
  },
  get errored() {
    return this._readableState ? this._readableState.errored : null;
  },
  get closed() {
    return this._readableState ? (this._readableState[kState] & kClosed) !== 0 : false;
  },
  get destroyed() {
    return this._readableState ? (this._readableState[kState] & kDestroyed) !== 0 : false;
  },
  // Streams that replace destroy() set this themselves.
  set destroyed(value) {
    if (this._readableState) this._readableState.destroyed = value;
  },
  get readableEnded() {
    return this._readableState ? (this._readableState[kState] & kEndEmitted) !== 0 : false;
  },
};

/** Moves the accessors of `source` to `prototype`, neither enumerable nor configurable. */
function defineAccessors(prototype, source) {
  for (const name of Object.keys(source)) {
    const { get, set } = Object.getOwnPropertyDescriptor(source, name);
    Object.defineProperty(prototype, name, { __proto__: null, get, set });
  }
}

function webAdapters() {
  return require('internal/webstreams/adapters');
}

function install(Readable) {
  const { prototype } = Readable;
  const { makeAsyncIterator } = require('internal/streams/readable_iterator');

  prototype.wrap = wrap;
  prototype[Symbol.asyncIterator] = function() {
    return makeAsyncIterator(this);
  };
  // How stream/iter reads a Readable (https://nodejs.org/docs/latest-v24.x/api/stream_iter.html).
  prototype[Symbol.for('Stream.toAsyncStreamable')] = function() {
    if (!require('internal/options').getOptionValue('--experimental-stream-iter')) throw new ERR_STREAM_ITER_MISSING_FLAG();
    return require('internal/streams/iter/classic').batchesOfReadable(this);
  };
  prototype.iterator = function(options) {
    if (options !== undefined) require('internal/validators').validateObject(options, 'options');
    return makeAsyncIterator(this, options);
  };
  defineAccessors(prototype, accessors);

  Readable.from = function(iterable, opts) {
    return require('internal/streams/from')(Readable, iterable, opts);
  };
  Readable.fromWeb = function(readableStream, options) {
    return webAdapters().newStreamReadableFromReadableStream(readableStream, options);
  };
  Readable.toWeb = function(streamReadable, options) {
    return webAdapters().newReadableStreamFromStreamReadable(streamReadable, options);
  };
  Readable.wrap = function(src, options) {
    return new Readable({
      objectMode: src.readableObjectMode ?? src.objectMode ?? true,
      ...options,
      destroy(err, callback) {
        destroyer(src, err);
        callback(err);
      },
    }).wrap(src);
  };
}

module.exports = { defineAccessors, install };
