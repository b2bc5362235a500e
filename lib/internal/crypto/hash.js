'use strict';
// Hash, Hmac and crypto.hash(). Callers: lib/crypto.js.
// https://nodejs.org/docs/latest-v24.x/api/crypto.html#class-hash
// Rule: an object is a stream only from the first use as one (LazyTransform).

const native = binding('crypto_digest');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { validateEncoding, validateString, validateUint32, validateObject } = require('internal/validators');
const {
  asBuffer, findDigest, inheritLazyTransform, inputEncoding, outputEncoding, throwInvalidDigest,
} = require('internal/crypto/util');

const {
  ERR_CRYPTO_HASH_FINALIZED, ERR_CRYPTO_HASH_UPDATE_FAILED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
} = codes;

const kHandle = Symbol('kHandle');
const kState = Symbol('kState');
const kFinalized = Symbol('kFinalized');

function outputLengthOf(options) {
  const length = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (length !== undefined) validateUint32(length, 'options.outputLength');
  return length;
}

/**
 * @param {string|Hash} algorithm a digest's name, or the Hash to copy
 * @param {object} [options] of the stream, and outputLength
 */
function Hash(algorithm, options) {
  if (!new.target) return new Hash(algorithm, options);
  const copied = typeof algorithm === 'object' && algorithm !== null && algorithm[kHandle] !== undefined;
  if (!copied) validateString(algorithm, 'algorithm');
  const length = outputLengthOf(options);
  let source;
  if (copied) {
    source = algorithm[kHandle];
  } else {
    source = findDigest(algorithm);
    if (source < 0) native.throwUnknown(algorithm, 'Digest method not supported');
  }
  if (!copied && length === undefined && native.isExtendable(source)) warnNoLength();
  this._options = options;
  this[kHandle] = new native.Hash(source, length);
  this[kState] = { [kFinalized]: false };
}
inheritLazyTransform(Hash);

let warned = false;
function warnNoLength() {
  if (warned || !require('internal/options').getOptionValue('--pending-deprecation')) return;
  warned = true;
  process.emitWarning('Creating SHAKE128/256 digests without an explicit options.outputLength is deprecated.',
                      'DeprecationWarning', 'DEP0198');
}

/** @param {object} [options] @returns {Hash} */
Hash.prototype.copy = function copy(options) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(this, options);
};

Hash.prototype._transform = function _transform(chunk, encoding, callback) {
  this[kHandle].update(chunk, inputEncoding(encoding));
  callback();
};

Hash.prototype._flush = function _flush(callback) {
  this.push(this.digest());
  callback();
};

/**
 * @param {string|ArrayBufferView} data
 * @param {string} [encoding] of a string
 * @returns {this}
 */
Hash.prototype.update = function update(data, encoding) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  if (typeof data === 'string') {
    validateEncoding(data, encoding);
  } else if (!ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  if (!this[kHandle].update(data, inputEncoding(encoding))) throw new ERR_CRYPTO_HASH_UPDATE_FAILED();
  return this;
};

/** @param {string} [encoding] none or 'buffer' gives a Buffer @returns {string|Buffer} */
Hash.prototype.digest = function digest(encoding) {
  const state = this[kState];
  if (state[kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  const result = this[kHandle].digest(outputEncoding(encoding === undefined ? encoding : `${encoding}`));
  state[kFinalized] = true;
  return asBuffer(result);
};

/**
 * @param {string} algorithm a digest's name
 * @param {unknown} key bytes, text in options.encoding, KeyObject or CryptoKey
 * @param {object} [options] of the stream
 */
function Hmac(algorithm, key, options) {
  if (!new.target) return new Hmac(algorithm, key, options);
  validateString(algorithm, 'hmac');
  const encoding = typeof options === 'object' && options !== null ? options.encoding : undefined;
  const bytes = require('internal/crypto/secret').secretKeyBytes(key, 'key', encoding);
  // An old name of SHA-1.
  const id = findDigest(algorithm === 'dss1' || algorithm === 'DSS1' ? 'sha1' : algorithm);
  if (id < 0) throwInvalidDigest(Hmac, algorithm);
  this._options = options;
  this[kHandle] = new native.Hmac(id, bytes);
  this[kState] = { [kFinalized]: false };
}
inheritLazyTransform(Hmac);

Hmac.prototype.update = Hash.prototype.update;

/** A second call gives an empty result. @param {string} [encoding] @returns {string|Buffer} */
Hmac.prototype.digest = function digest(encoding) {
  const state = this[kState];
  const number = outputEncoding(encoding === undefined ? encoding : `${encoding}`);
  if (state[kFinalized]) return number < 0 ? Buffer.from('') : '';
  const result = this[kHandle].digest(number);
  state[kFinalized] = true;
  return asBuffer(result);
};

Hmac.prototype._flush = Hash.prototype._flush;
Hmac.prototype._transform = Hash.prototype._transform;

/**
 * crypto.hash(): a digest in one step, without an object.
 * @param {string} algorithm
 * @param {string|ArrayBufferView} data
 * @param {string|object} [options] output encoding, or { outputEncoding, outputLength }
 * @returns {string|Buffer}
 */
function hash(algorithm, data, options) {
  validateString(algorithm, 'algorithm');
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  let encoding = options;
  let length;
  if (options === undefined) {
    encoding = 'hex';
  } else if (typeof options !== 'string') {
    validateObject(options, 'options');
    ({ outputEncoding: encoding, outputLength: length } = options);
    encoding ??= 'hex';
    if (length !== undefined) validateUint32(length, 'outputLength');
  }
  let number = 6;
  if (encoding !== 'hex') {
    validateString(encoding, 'outputEncoding');
    number = outputEncoding(encoding);
    if (encoding === '') {
      number = inputEncoding('utf8');
    } else if (number < 0 && encoding.toLowerCase() !== 'buffer') {
      throw new ERR_INVALID_ARG_VALUE('outputEncoding', encoding);
    }
  }
  const id = findDigest(algorithm);
  if (id < 0) native.throwUnknown(algorithm, `Digest method ${algorithm} is not supported`);
  if (length !== undefined && !native.isExtendable(id) && length !== native.digestSize(id)) {
    throw new Error(`Output length ${length} is invalid for ${algorithm}, which does not support XOF`);
  }
  if (length === undefined && native.isExtendable(id)) warnNoLength();
  return asBuffer(native.hash(id, data, number, length));
}

module.exports = { Hash, hash, Hmac };
