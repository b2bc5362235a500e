'use strict';

// What Writable has besides writing itself: accessors, toWeb and fromWeb.
// Callers: writable.js, once; duplex.js takes over the accessors.

const { defineAccessors } = require('internal/streams/readable_methods');
const {
  kClosed,
  kDestroyed,
  kErrored,
  kObjectMode,
  kState,
} = require('internal/streams/flags');
const { kEnded, kEnding, kFinished, kNeedDrain } = require('internal/streams/writable_state');

function hasFlag(state, flag) {
  return state ? (state[kState] & flag) !== 0 : false;
}

const accessors = {
  get closed() {
    return hasFlag(this._writableState, kClosed);
  },
  get destroyed() {
    return hasFlag(this._writableState, kDestroyed);
  },
  // Streams that replace destroy() set this themselves.
  set destroyed(value) {
    if (this._writableState) this._writableState.destroyed = value;
  },
  get writable() {
    const w = this._writableState;
    return Boolean(w) && w.writable !== false && (w[kState] & (kDestroyed | kErrored | kEnding | kEnded)) === 0;
  },
  // Old code switches the side off by assignment.
  set writable(value) {
    if (this._writableState) this._writableState.writable = Boolean(value);
  },
  get writableFinished() {
    return hasFlag(this._writableState, kFinished);
  },
  get writableObjectMode() {
    return hasFlag(this._writableState, kObjectMode);
  },
  get writableBuffer() {
    return this._writableState?.getBuffer();
  },
  get writableEnded() {
    return hasFlag(this._writableState, kEnding);
  },
  get writableNeedDrain() {
    const w = this._writableState;
    return w ? (w[kState] & (kDestroyed | kEnding | kNeedDrain)) === kNeedDrain : false;
  },
  get writableHighWaterMark() {
    return this._writableState?.highWaterMark;
  },
  get writableCorked() {
    return this._writableState ? this._writableState.corked : 0;
  },
  get writableLength() {
    return this._writableState?.length;
  },
  get errored() {
    return this._writableState ? this._writableState.errored : null;
  },
  get writableAborted() {
    const w = this._writableState;
    return w.writable !== false && (w[kState] & (kDestroyed | kErrored)) !== 0 && (w[kState] & kFinished) === 0;
  },
};

function webAdapters() {
  return require('internal/webstreams/adapters');
}

function install(Writable) {
  defineAccessors(Writable.prototype, accessors);
  Writable.fromWeb = function(writableStream, options) {
    return webAdapters().newStreamWritableFromWritableStream(writableStream, options);
  };
  Writable.toWeb = function(streamWritable) {
    return webAdapters().newWritableStreamFromStreamWritable(streamWritable);
  };
}

module.exports = { install };
