'use strict';
// Signatures: Sign, Verify, crypto.sign(), crypto.verify(). Callers: lib/crypto.js.
// A Sign object hashes what it is given (the native Hash) and signs the digest at the end.

const native = binding('crypto_sign');
const { Hash: NativeHash } = binding('crypto_digest');
const { Buffer } = require('buffer');
const { Writable } = require('stream');
const { codes } = require('internal/errors');
const { validateEncoding, validateFunction, validateString } = require('internal/validators');
const { coded, findDigest, getBytes, inputEncoding, requireDigest, throwInvalidDigest } = require('internal/crypto/util');
const { bufferOf, privateHandle, publicHandle } = require('internal/crypto/keys');

const {
  ERR_CRYPTO_SIGN_KEY_REQUIRED, ERR_CRYPTO_UNSUPPORTED_OPERATION, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
} = codes;

const kHandle = Symbol('kHandle');

// A Writable that hashes: the base of Sign and Verify.
function initialise(self, algorithm, options) {
  validateString(algorithm, 'algorithm');
  const id = findDigest(algorithm);
  if (id < 0) throwInvalidDigest(initialise, algorithm, 'Invalid digest');
  Reflect.apply(Writable, self, [options]);
  self[kHandle] = { id, hash: new NativeHash(id, undefined) };
}

// The hash of a Sign or Verify that has not given its result yet.
function hashOf(self) {
  const { hash } = self[kHandle];
  if (hash === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Not initialised');
  return hash;
}

function takeDigest(self) {
  const digest = Buffer.from(hashOf(self).digest(-1));
  self[kHandle].hash = undefined;
  return digest;
}

/** @param {string} algorithm a digest's name @param {object} [options] of the stream */
function Sign(algorithm, options) {
  if (!new.target) return new Sign(algorithm, options);
  initialise(this, algorithm, options);
}
Object.setPrototypeOf(Sign.prototype, Writable.prototype);
Object.setPrototypeOf(Sign, Writable);

Sign.prototype._write = function _write(chunk, encoding, callback) {
  this.update(chunk, encoding);
  callback();
};

/** @param {string|ArrayBufferView} data @param {string} [encoding] @returns {this} */
Sign.prototype.update = function update(data, encoding) {
  if (typeof data === 'string') {
    validateEncoding(data, encoding);
  } else if (!ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  hashOf(this).update(data, inputEncoding(encoding));
  return this;
};

function intOption(name, options) {
  if (typeof options !== 'object' || options === null) return undefined;
  const value = options[name];
  if (value === undefined) return undefined;
  if (value === (value >> 0)) return value >> 0;
  throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
}

function usesP1363(options) {
  const encoding = typeof options === 'object' && options !== null ? options.dsaEncoding : undefined;
  if (encoding === undefined || encoding === 'der') return false;
  if (encoding === 'ieee-p1363') return true;
  throw new ERR_INVALID_ARG_VALUE('options.dsaEncoding', encoding);
}

// Sign and Verify hash first: keys that take only whole messages are for crypto.sign() and crypto.verify().
function requireDigestSignature(handle) {
  if (/^(ed|ml-dsa|slh-dsa)/.test(handle.asymmetricType())) throw new ERR_CRYPTO_UNSUPPORTED_OPERATION();
}

// [padding, salt length, p1363] as the natives take them.
function signatureOptions(key) {
  return [intOption('padding', key), intOption('saltLength', key), usesP1363(key)];
}

/** @param {unknown} options the private key @param {string} [encoding] @returns {Buffer|string} */
Sign.prototype.sign = function sign(options, encoding) {
  if (!options) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const key = privateHandle(options, 'privateKey');
  const known = signatureOptions(options);
  requireDigestSignature(key);
  const signature =
    bufferOf(native.sign(key, this[kHandle].id, ...known, undefined, takeDigest(this), true, undefined));
  return encoding && encoding !== 'buffer' ? signature.toString(encoding) : signature;
};

/** @param {string} algorithm a digest's name @param {object} [options] of the stream */
function Verify(algorithm, options) {
  if (!new.target) return new Verify(algorithm, options);
  initialise(this, algorithm, options);
}
Object.setPrototypeOf(Verify.prototype, Writable.prototype);
Object.setPrototypeOf(Verify, Writable);
Verify.prototype._write = Sign.prototype._write;
Verify.prototype.update = Sign.prototype.update;

/**
 * @param {unknown} options the public key @param {string|ArrayBuffer|ArrayBufferView} signature
 * @param {string} [encoding] of the signature @returns {boolean}
 */
Verify.prototype.verify = function verify(options, signature, encoding) {
  const key = publicHandle(options);
  const known = signatureOptions(options);
  requireDigestSignature(key);
  signature = getBytes(signature, 'signature', encoding);
  return native.verify(key, this[kHandle].id, ...known, undefined, takeDigest(this), true, signature, undefined);
};

function createSign(algorithm, options) {
  return new Sign(algorithm, options);
}

function createVerify(algorithm, options) {
  return new Verify(algorithm, options);
}

// ---- one-shot ----

function oneShotDigest(algorithm) {
  if (algorithm == null) return -1;
  validateString(algorithm, 'algorithm');
  return requireDigest(algorithm);
}

function contextOf(key) {
  const context = typeof key === 'object' && key !== null ? key.context : undefined;
  if (context === undefined) return undefined;
  if (!ArrayBuffer.isView(context)) {
    throw new ERR_INVALID_ARG_TYPE('options.context', ['Buffer', 'TypedArray', 'DataView'], context);
  }
  return context.byteLength === 0 ? undefined : context;
}

const LONGEST_CONTEXT = 255;

// A context string (RFC 8032, FIPS 204, FIPS 205) is for the keys whose algorithm has one.
function checkContext(context, handle) {
  if (context === undefined) return;
  if (context.byteLength > LONGEST_CONTEXT) {
    throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'context string must be at most 255 bytes');
  }
  if (!/^(ed|ml-dsa|slh-dsa)/.test(handle.asymmetricType())) {
    throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Context parameter is unsupported');
  }
}

// Keys that hash with their own algorithm take none; the others have a default. With a context nobody asks for a digest.
function digestFor(id, handle, context) {
  if (context !== undefined) return -1;
  if (id >= 0) return id;
  const type = handle.asymmetricType();
  return type === 'rsa' || type === 'ec' || type === 'dsa' ? requireDigest('sha256') : -1;
}

/**
 * @param {string|null} algorithm a digest's name @param {ArrayBuffer|ArrayBufferView} data @param {unknown} key
 * @param {Function} [callback] (error, signature) @returns {Buffer|undefined}
 */
function sign(algorithm, data, key, callback) {
  const id = oneShotDigest(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  data = getBytes(data, 'data');
  if (!key) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const known = signatureOptions(key);
  const context = contextOf(key);
  const handle = privateHandle(key);
  checkContext(context, handle);
  const digest = digestFor(id, handle, context);
  if (callback === undefined) return bufferOf(native.sign(handle, digest, ...known, context, data, false, undefined));
  native.sign(handle, digest, ...known, context, data, false, (error, signature) => {
    if (error) return callback(error);
    callback(null, bufferOf(signature));
  });
}

/**
 * @param {string|null} algorithm a digest's name @param {ArrayBuffer|ArrayBufferView} data @param {unknown} key
 * @param {ArrayBuffer|ArrayBufferView} signature @param {Function} [callback] (error, result)
 * @returns {boolean|undefined}
 */
function verify(algorithm, data, key, signature, callback) {
  const id = oneShotDigest(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  data = getBytes(data, 'data');
  const known = signatureOptions(key);
  const context = contextOf(key);
  signature = getBytes(signature, 'signature');
  const handle = publicHandle(key);
  checkContext(context, handle);
  const digest = digestFor(id, handle, context);
  if (callback === undefined) return native.verify(handle, digest, ...known, context, data, false, signature, undefined);
  native.verify(handle, digest, ...known, context, data, false, signature, (error, result) => {
    if (error) return callback(error);
    callback(null, result);
  });
}

module.exports = { createSign, createVerify, Sign, sign, Verify, verify };
