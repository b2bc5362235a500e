'use strict';

// The flag word of a stream side and what both sides have in common.
// Callers: readable_state.js and writable_state.js (which add bits from kFirstOwnBit on), destroy.js.
// Rules:
// - one small integer holds all booleans, so that making a stream is a few stores and hot paths test several at once;
// - npm packages see ordinary properties: `defineFlags` puts an accessor for each bit on the state's prototype;
// - rare values (an error, a decoder) live in symbol properties that exist only when their bit is set.

const { checkEncoding } = require('internal/streams/chunks');

const kState = Symbol('kState');
const kErroredValue = Symbol('kErroredValue');
const kDefaultEncodingValue = Symbol('kDefaultEncodingValue');

const kObjectMode = 1 << 0;
const kErrorEmitted = 1 << 1;
const kAutoDestroy = 1 << 2;
const kEmitClose = 1 << 3;
const kDestroyed = 1 << 4;
const kClosed = 1 << 5;
const kCloseEmitted = 1 << 6;
const kErrored = 1 << 7;
const kConstructed = 1 << 8;
const kSync = 1 << 9;
const kDefaultUTF8Encoding = 1 << 10;
// The first bit of the two states' own flags.
const kFirstOwnBit = 11;

function flagAccessor(bit) {
  return {
    __proto__: null,
    get() {
      return (this[kState] & bit) !== 0;
    },
    set(value) {
      if (value) this[kState] |= bit;
      else this[kState] &= ~bit;
    },
    enumerable: false,
    configurable: false,
  };
}

/** @param {object} prototype @param {Record<string, number>} bits property name to bit */
function defineFlags(prototype, bits) {
  for (const name of Object.keys(bits)) Object.defineProperty(prototype, name, flagAccessor(bits[name]));
}

/** A boolean of two bits: whether it has been set, and to what. Until then it is `absent`. */
function triState(has, on, absent) {
  return {
    __proto__: null,
    get() {
      return (this[kState] & has) !== 0 ? (this[kState] & on) !== 0 : absent;
    },
    set(value) {
      if (value === null || value === undefined) this[kState] &= ~(has | on);
      else if (value) this[kState] |= has | on;
      else this[kState] = (this[kState] | has) & ~on;
    },
  };
}

/** The option `defaultEncoding` of either side. */
function readDefaultEncoding(state, { defaultEncoding }) {
  if (defaultEncoding === undefined || defaultEncoding === null || defaultEncoding === 'utf8' || defaultEncoding === 'utf-8') return;
  checkEncoding(defaultEncoding);
  state.defaultEncoding = defaultEncoding;
}

/** The flags and values that both sides have. */
function defineCommon(prototype) {
  defineFlags(prototype, {
    objectMode: kObjectMode,
    errorEmitted: kErrorEmitted,
    autoDestroy: kAutoDestroy,
    emitClose: kEmitClose,
    destroyed: kDestroyed,
    closed: kClosed,
    closeEmitted: kCloseEmitted,
    constructed: kConstructed,
    sync: kSync,
  });
  Object.defineProperties(prototype, {
    errored: {
      __proto__: null,
      get() {
        return (this[kState] & kErrored) !== 0 ? this[kErroredValue] : null;
      },
      set(error) {
        if (error) {
          this[kErroredValue] = error;
          this[kState] |= kErrored;
        } else {
          this[kState] &= ~kErrored;
        }
      },
    },
    defaultEncoding: {
      __proto__: null,
      get() {
        return (this[kState] & kDefaultUTF8Encoding) !== 0 ? 'utf8' : this[kDefaultEncodingValue];
      },
      set(encoding) {
        if (encoding === 'utf8' || encoding === 'utf-8') {
          this[kState] |= kDefaultUTF8Encoding;
        } else {
          this[kState] &= ~kDefaultUTF8Encoding;
          this[kDefaultEncodingValue] = encoding;
        }
      },
    },
  });
}

/** The bits that `options` and defaults give to either side at its start. */
function initialFlags(options, objectMode) {
  let bits = kConstructed | kSync | kDefaultUTF8Encoding | kAutoDestroy | kEmitClose;
  if (objectMode) bits |= kObjectMode;
  if (options) {
    if (options.emitClose === false) bits &= ~kEmitClose;
    if (options.autoDestroy === false) bits &= ~kAutoDestroy;
  }
  return bits;
}

module.exports = {
  defineCommon,
  defineFlags,
  initialFlags,
  kAutoDestroy,
  kCloseEmitted,
  kClosed,
  kConstructed,
  kDefaultUTF8Encoding,
  kDestroyed,
  kEmitClose,
  kErrorEmitted,
  kErrored,
  kFirstOwnBit,
  kObjectMode,
  kState,
  kSync,
  readDefaultEncoding,
  triState,
};
