'use strict';
// Random bytes, integers, UUIDs and primes. Callers: lib/crypto.js, lib/internal/crypto/webcrypto.js.
// https://nodejs.org/docs/latest-v24.x/api/crypto.html#cryptorandombytessize-callback

const native = binding('crypto_random');
const { Buffer, kMaxLength } = require('buffer');
const { codes, lazyDOMException } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateInt32, validateNumber, validateObject,
} = require('internal/validators');
const { isByteSource, viewAsBuffer } = require('internal/crypto/util');

const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = codes;

const kMaxInt32 = 2147483647;
const kMaxPossibleLength = Math.min(kMaxLength, kMaxInt32);

function checkOffset(offset, elementSize, length) {
  validateNumber(offset, 'offset');
  offset *= elementSize;
  const limit = Math.min(length, kMaxPossibleLength);
  if (Number.isNaN(offset) || offset > limit || offset < 0) {
    throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${limit}`, offset);
  }
  return offset >>> 0;
}

function checkSize(size, elementSize, offset, length) {
  validateNumber(size, 'size');
  size *= elementSize;
  if (Number.isNaN(size) || size > kMaxPossibleLength || size < 0) {
    throw new ERR_OUT_OF_RANGE('size', `>= 0 && <= ${kMaxPossibleLength}`, size);
  }
  if (size + offset > length) throw new ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, size + offset);
  return size >>> 0;
}

/** @param {number} size @param {Function} [callback] (error, buffer) @returns {Buffer|undefined} */
function randomBytes(size, callback) {
  size = checkSize(size, 1, 0, Infinity);
  if (callback !== undefined) validateFunction(callback, 'callback');
  // Never from Buffer's pool: the bytes are secrets.
  const buffer = Buffer.from(new ArrayBuffer(size));
  if (callback === undefined) {
    native.fillSync(buffer);
    return buffer;
  }
  native.fill(buffer, (error) => {
    if (error) Reflect.apply(callback, undefined, [error]);
    else Reflect.apply(callback, undefined, [null, buffer]);
  });
}

function checkFillTarget(buffer) {
  if (!isByteSource(buffer)) throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buffer);
  return buffer.BYTES_PER_ELEMENT || 1;
}

/** @param {ArrayBuffer|ArrayBufferView} buffer @param {number} [offset] elements @param {number} [size] elements */
function randomFillSync(buffer, offset = 0, size) {
  const elementSize = checkFillTarget(buffer);
  offset = checkOffset(offset, elementSize, buffer.byteLength);
  size = size === undefined ? buffer.byteLength - offset : checkSize(size, elementSize, offset, buffer.byteLength);
  if (size > 0) native.fillSync(viewAsBuffer(buffer).subarray(offset, offset + size));
  return buffer;
}

/** @param {ArrayBuffer|ArrayBufferView} buffer @param {number} [offset] @param {number} [size] @param {Function} callback */
function randomFill(buffer, offset, size, callback) {
  const elementSize = checkFillTarget(buffer);
  if (typeof offset === 'function') {
    callback = offset;
    offset = 0;
    size = undefined;
  } else if (typeof size === 'function') {
    callback = size;
    size = undefined;
  } else {
    validateFunction(callback, 'callback');
  }
  offset = checkOffset(offset, elementSize, buffer.byteLength);
  size = size === undefined ? buffer.byteLength - offset : checkSize(size, elementSize, offset, buffer.byteLength);
  if (size === 0) {
    callback(null, buffer);
    return;
  }
  fillLater(buffer, offset, size, callback);
}

function fillLater(buffer, offset, size, callback) {
  const memory = ArrayBuffer.isView(buffer) ? buffer.buffer : buffer;
  // A resizable buffer may give its pages back while the thread writes: it gets its bytes afterwards.
  const separate = memory.resizable === true;
  const target = separate ? new Uint8Array(size) : viewAsBuffer(buffer).subarray(offset, offset + size);
  native.fill(target, (error) => {
    if (error) return callback(error);
    if (separate && offset + size <= buffer.byteLength) viewAsBuffer(buffer).set(target, offset);
    callback(null, buffer);
  });
}

// ---- integers ----

// The widest range: a multiple of 2^48 values is drawn from 6 bytes.
const kRandomRange = 281474976710655;
const kCacheNumbers = 1024;
let integerCache;
let integerOffset = kCacheNumbers * 6;

function nextInteger() {
  integerCache ??= Buffer.alloc(kCacheNumbers * 6);
  if (integerOffset === integerCache.length) {
    native.fillSync(integerCache);
    integerOffset = 0;
  }
  const value = integerCache.readUIntBE(integerOffset, 6);
  integerOffset += 6;
  return value;
}

/** Fills the cache on a pool thread. */
function refillLater(done) {
  const fresh = Buffer.alloc(kCacheNumbers * 6);
  native.fill(fresh, (error) => {
    if (error) return done(error);
    integerCache = fresh;
    integerOffset = 0;
    done();
  });
}

/**
 * An integer n with min <= n < max, each equally likely.
 * @param {number} [min] @param {number} max @param {Function} [callback] (error, n)
 */
function randomInt(min, max, callback) {
  const fromZero = max === undefined || typeof max === 'function';
  if (fromZero) {
    callback = max;
    max = min;
    min = 0;
  }
  const later = callback !== undefined;
  if (later) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (!(range <= kRandomRange)) throw new ERR_OUT_OF_RANGE(fromZero ? 'max' : 'max - min', `<= ${kRandomRange}`, range);
  if (later && (integerCache === undefined || integerOffset === integerCache.length)) {
    refillLater((error) => {
      if (error) callback(error);
      else callback(undefined, randomInt(min, max));
    });
    return undefined;
  }
  // Values at or above the largest multiple of the range would favour small results.
  const limit = kRandomRange - (kRandomRange % range);
  let value;
  do {
    value = nextInteger();
  } while (value >= limit);
  const result = (value % range) + min;
  if (!later) return result;
  process.nextTick(callback, undefined, result);
  return undefined;
}

// ---- UUIDs ----

const kUuidLength = 36;
const kUuidBatch = 32;
let uuidBatch = '';
let uuidOffset = 0;

function checkUuidOptions(options) {
  validateObject(options, 'options');
  const { disableEntropyCache = false } = options;
  validateBoolean(disableEntropyCache, 'options.disableEntropyCache');
  return disableEntropyCache;
}

/** A version 4 UUID. @param {{disableEntropyCache?: boolean}} [options] @returns {string} */
function randomUUID(options) {
  if (options !== undefined && checkUuidOptions(options)) return native.uuids(1);
  if (uuidOffset === uuidBatch.length) {
    uuidBatch = native.uuids(kUuidBatch);
    uuidOffset = 0;
  }
  const start = uuidOffset;
  uuidOffset = start + kUuidLength;
  return uuidBatch.slice(start, uuidOffset);
}

/** A version 7 UUID (RFC 9562, section 5.7): milliseconds, then random bits. @returns {string} */
function randomUUIDv7(options) {
  const fresh = randomUUID(options);
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${fresh.slice(15)}`;
}

// ---- primes ----

function primeInput(value, name) {
  if (typeof value === 'bigint') {
    if (value < 0) throw new ERR_OUT_OF_RANGE(name, '>= 0', value);
    const hex = value.toString(16);
    return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  }
  if (isByteSource(value)) return value;
  throw new ERR_INVALID_ARG_TYPE(name, ['ArrayBuffer', 'TypedArray', 'Buffer', 'DataView', 'bigint'], value);
}

function primeOptions(size, options) {
  validateInt32(size, 'size', 1);
  validateObject(options, 'options');
  const { safe = false, bigint = false } = options;
  let { add, rem } = options;
  validateBoolean(safe, 'options.safe');
  validateBoolean(bigint, 'options.bigint');
  if (add !== undefined) add = primeInput(add, 'options.add');
  if (rem !== undefined) rem = primeInput(rem, 'options.rem');
  checkAddAndRem(size, add, rem);
  return { safe, bigint, add, rem };
}

function bigintOf(bytes) {
  const hex = viewAsBuffer(bytes).toString('hex');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}

function primeRange(message) {
  return Object.assign(new RangeError(message), { code: 'ERR_OUT_OF_RANGE' });
}

function checkAddAndRem(size, add, rem) {
  if (add === undefined) return;
  const addend = bigintOf(add);
  if (addend.toString(2).length > size) throw primeRange('invalid options.add');
  if (rem !== undefined && addend <= bigintOf(rem)) {
    throw primeRange('invalid options.rem');
  }
}

function primeResult(bytes, bigint) {
  if (bigint) return bigintOf(bytes);
  return bytes.buffer;
}

/** @param {number} size bits @param {object} [options] @param {Function} callback (error, ArrayBuffer|bigint) */
function generatePrime(size, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  validateFunction(callback, 'callback');
  const { safe, bigint, add, rem } = primeOptions(size, options);
  native.generatePrime(size, safe, add, rem, (error, bytes) => {
    if (error) return callback(error);
    callback(undefined, primeResult(bytes, bigint));
  });
}

/** @param {number} size bits @param {object} [options] @returns {ArrayBuffer|bigint} */
function generatePrimeSync(size, options = {}) {
  const { safe, bigint, add, rem } = primeOptions(size, options);
  return primeResult(native.generatePrime(size, safe, add, rem, undefined), bigint);
}

function checkPrimeArguments(candidate, options) {
  const bytes = primeInput(candidate, 'candidate');
  validateObject(options, 'options');
  const { checks = 0 } = options;
  validateInt32(checks, 'options.checks', 0);
  return { bytes, checks: checks | 0 };  // -0 is 0
}

/** @param {bigint|ArrayBuffer|ArrayBufferView} candidate @param {object} [options] @param {Function} callback */
function checkPrime(candidate, options = {}, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  validateFunction(callback, 'callback');
  const { bytes, checks } = checkPrimeArguments(candidate, options);
  native.checkPrime(bytes, checks, (error, answer) => (error ? callback(error) : callback(undefined, answer)));
}

/** @param {bigint|ArrayBuffer|ArrayBufferView} candidate @param {object} [options] @returns {boolean} */
function checkPrimeSync(candidate, options = {}) {
  const { bytes, checks } = checkPrimeArguments(candidate, options);
  return native.checkPrime(bytes, checks, undefined);
}

// ---- Web Crypto ----

const INTEGER_ARRAYS = new Set([
  'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'BigInt64Array', 'BigUint64Array',
]);

/** https://www.w3.org/TR/WebCryptoAPI/#Crypto-method-getRandomValues */
function getRandomValues(data) {
  const kind = require('internal/util/types').isTypedArray(data) ? data[Symbol.toStringTag] : undefined;
  if (!INTEGER_ARRAYS.has(kind)) {
    throw lazyDOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (data.byteLength > 65536) {
    throw lazyDOMException(
      `The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
  }
  return randomFillSync(data, 0);
}

module.exports = {
  checkPrime,
  checkPrimeSync,
  generatePrime,
  generatePrimeSync,
  getRandomValues,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  randomUUIDv7,
};
