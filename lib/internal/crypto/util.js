'use strict';
// What the parts of `crypto` share: encodings, byte inputs, the lazy stream base, digests by name.
// Callers: lib/crypto.js and lib/internal/crypto/*.
// Rule: natives get bytes or strings with an encoding number (text::Encoding in src/base); -1 stands for "bytes".

const { Buffer } = require('buffer');
const { codes, hideFrom } = require('internal/errors');
const { normalizeEncoding } = require('internal/util');
const { digestId, digestNames, throwUnknown } = binding('crypto_digest');

const ENCODING_NUMBERS = {
  __proto__: null, utf8: 0, utf16le: 1, latin1: 2, ascii: 3, base64: 4, base64url: 5, hex: 6,
};

/** The number of an input encoding; unknown ones count as UTF-8. @param {string} [encoding] @returns {number} */
function inputEncoding(encoding) {
  if (typeof encoding !== 'string' || encoding === 'utf8') return 0;
  return ENCODING_NUMBERS[normalizeEncoding(encoding)] ?? 0;
}

/** The number of an output encoding; -1 for 'buffer', none and unknown ones. @param {string} [encoding] */
function outputEncoding(encoding) {
  if (encoding === 'hex') return 6;
  if (!encoding || encoding === 'buffer') return -1;
  return ENCODING_NUMBERS[normalizeEncoding(encoding)] ?? -1;
}

/** @param {string|ArrayBuffer} output of a native digest @returns {string|Buffer} */
function asBuffer(output) {
  return typeof output === 'string' ? output : Buffer.from(output);
}

/** A Buffer over the memory of a view. @param {ArrayBufferView|ArrayBuffer} bytes */
function viewAsBuffer(bytes) {
  if (ArrayBuffer.isView(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Buffer.from(bytes);
}

function isAnyArrayBuffer(value) {
  return require('internal/util/types').isAnyArrayBuffer(value);
}

/** @param {unknown} value */
function isByteSource(value) {
  return ArrayBuffer.isView(value) || isAnyArrayBuffer(value);
}

/**
 * The bytes of a string or byte source.
 * @param {unknown} value @param {string} name of the argument @param {string} [encoding]
 * @returns {ArrayBufferView|ArrayBuffer}
 */
function getBytes(value, name, encoding = undefined) {
  if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
  if (isByteSource(value)) return value;
  throw hideFrom(getBytes, new codes.ERR_INVALID_ARG_TYPE(
    name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value));
}

const digestIds = new Map();

/** The native number of a digest, -1 if there is none of that name. @param {string} name */
function findDigest(name) {
  let id = digestIds.get(name);
  if (id === undefined) {
    id = digestId(name);
    // Only names that exist are kept: anything else could fill the memory.
    if (id >= 0 && digestIds.size < 1024) digestIds.set(name, id);
  }
  return id;
}

/** @param {string} name @returns {number} the native number; throws ERR_CRYPTO_INVALID_DIGEST */
function requireDigest(name) {
  const id = findDigest(name);
  if (id < 0) throw hideFrom(requireDigest, coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`));
  return id;
}

/**
 * Throws for a digest that is not there: OpenSSL's error if it knows the name (an algorithm that no provider has), else
 * ERR_CRYPTO_INVALID_DIGEST.
 * @param {Function} hidden @param {string} name @param {string} [message]
 */
function throwInvalidDigest(hidden, name, message = `Invalid digest: ${name}`) {
  try {
    throwUnknown(name, '');
  } catch (error) {
    if (error.code !== undefined) throw hideFrom(hidden, error);
  }
  throw hideFrom(hidden, coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', message));
}

let hashNames;
/** crypto.getHashes() @returns {string[]} */
function getHashes() {
  hashNames ??= digestNames();
  return [...hashNames];
}

/**
 * A base for objects that are Transform streams only when somebody uses them so: setting up a stream costs more than
 * hashing a short text. The stream is made when one of its states is first touched.
 * @param {object} [options] of the stream
 */
function LazyTransform(options) {
  this._options = options;
}

let streamReady = false;
// The stream module is loaded by the first object that needs the prototype chain.
function linkLazyTransform() {
  if (streamReady) return;
  streamReady = true;
  const { Transform } = require('stream');
  Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
  Object.setPrototypeOf(LazyTransform, Transform);
}

function becomeStream(self) {
  const { Transform } = require('stream');
  Reflect.apply(Transform, self, [self._options]);
}

for (const state of ['_readableState', '_writableState']) {
  Object.defineProperty(LazyTransform.prototype, state, {
    __proto__: null,
    get: function() {
      becomeStream(this);
      return Object.getOwnPropertyDescriptor(this, state)?.value;
    },
    set: function(value) {
      Object.defineProperty(this, state, {
        __proto__: null, value, enumerable: true, configurable: true, writable: true,
      });
    },
    configurable: true,
    enumerable: true,
  });
}

/** Makes `Class` a LazyTransform. @param {Function} Class */
function inheritLazyTransform(Class) {
  linkLazyTransform();
  Object.setPrototypeOf(Class.prototype, LazyTransform.prototype);
  Object.setPrototypeOf(Class, LazyTransform);
}

/**
 * An error whose code is only a property, as those that Node's native side throws.
 * @param {Function} Class @param {string} code @param {string} message
 */
function coded(Class, code, message) {
  return Object.assign(new Class(message), { code });
}

/** The error of an API that Phasor does not have yet. @param {string} name */
function notImplemented(name) {
  return function() {
    throw new codes.ERR_METHOD_NOT_IMPLEMENTED(name);
  };
}

module.exports = {
  asBuffer,
  coded,
  findDigest,
  getBytes,
  getHashes,
  inheritLazyTransform,
  inputEncoding,
  isAnyArrayBuffer,
  isByteSource,
  LazyTransform,
  notImplemented,
  outputEncoding,
  requireDigest,
  throwInvalidDigest,
  viewAsBuffer,
};
