'use strict';
// pbkdf2, scrypt, hkdf, argon2. Callers: lib/crypto.js, lib/internal/crypto/webcrypto.js.
// The derived key is made here, so that too large a length is a RangeError, and filled by native code.

const native = binding('crypto_kdf');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { interruptPoint } = require('internal/util');
const { validateFunction, validateInt32, validateInteger, validateObject, validateString, validateUint32 } =
  require('internal/validators');
const { getBytes, isByteSource, requireDigest } = require('internal/crypto/util');

const { ERR_CRYPTO_INVALID_KEYLEN, ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = codes;

function outputOf(length) {
  return Buffer.from(new ArrayBuffer(length));
}

// Calls back with what `wrap` makes of the filled output.
function finish(callback, output, wrap) {
  return (error) => {
    if (error) return Reflect.apply(callback, undefined, [error]);
    Reflect.apply(callback, undefined, [null, wrap(output)]);
  };
}
const asIs = (output) => output;
const asArrayBuffer = (output) => output.buffer;

// ---- PBKDF2 ----

function pbkdf2Arguments(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  password = getBytes(password, 'password', 'buffer');
  salt = getBytes(salt, 'salt', 'buffer');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  return { id: requireDigest(digest), password, salt };
}

/**
 * @param {string|ArrayBuffer|ArrayBufferView} password @param {string|ArrayBuffer|ArrayBufferView} salt
 * @param {number} iterations @param {number} keylen bytes @param {string} digest
 * @param {Function} callback (error, Buffer)
 */
function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') {
    callback = digest;
    digest = undefined;
  }
  const known = pbkdf2Arguments(password, salt, iterations, keylen, digest);
  validateFunction(callback, 'callback');
  const output = outputOf(keylen);
  native.pbkdf2(known.id, known.password, known.salt, iterations, output, finish(callback, output, asIs));
}

/** As pbkdf2, at once. @returns {Buffer} */
function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  const known = pbkdf2Arguments(password, salt, iterations, keylen, digest);
  const output = outputOf(keylen);
  native.pbkdf2(known.id, known.password, known.salt, iterations, output, undefined);
  interruptPoint();
  return output;
}

// ---- scrypt ----

const SCRYPT_DEFAULTS = { __proto__: null, N: 16384, r: 8, p: 1, maxmem: 32 << 20 };
const SCRYPT_LONG_NAMES = { __proto__: null, N: 'cost', r: 'blockSize', p: 'parallelization' };

function scryptCost(options) {
  const cost = { ...SCRYPT_DEFAULTS };
  if (!options) return cost;
  for (const short of ['N', 'r', 'p']) {
    const long = SCRYPT_LONG_NAMES[short];
    const hasShort = options[short] !== undefined;
    if (hasShort) {
      cost[short] = options[short];
      validateUint32(cost[short], short);
    }
    if (options[long] !== undefined) {
      if (hasShort) throw new ERR_INCOMPATIBLE_OPTION_PAIR(short, long);
      cost[short] = options[long];
      validateUint32(cost[short], long);
    }
    if (cost[short] === 0) cost[short] = SCRYPT_DEFAULTS[short];
  }
  if (options.maxmem !== undefined) {
    cost.maxmem = options.maxmem;
    validateInteger(cost.maxmem, 'maxmem', 0);
    if (cost.maxmem === 0) cost.maxmem = SCRYPT_DEFAULTS.maxmem;
  }
  return cost;
}

function scryptArguments(password, salt, keylen, options) {
  const cost = scryptCost(options);
  password = getBytes(password, 'password');
  salt = getBytes(salt, 'salt');
  validateInt32(keylen, 'keylen', 0);
  try {
    native.checkScrypt(cost.N, cost.r, cost.p, cost.maxmem);
  } catch (error) {
    throw scryptError(error);
  }
  return { cost, password, salt };
}

function scryptError(error) {
  const message = error.library === undefined ? '' : `: ${error.message}`;
  const wrapped = new RangeError(`Invalid scrypt params${message}`);
  wrapped.code = 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS';
  return wrapped;
}

/**
 * @param {string|ArrayBuffer|ArrayBufferView} password @param {string|ArrayBuffer|ArrayBufferView} salt
 * @param {number} keylen bytes @param {object} [options] @param {Function} callback (error, Buffer)
 */
function scrypt(password, salt, keylen, options, callback = undefined) {
  if (callback === undefined) {
    callback = options;
    options = undefined;
  }
  const known = scryptArguments(password, salt, keylen, options);
  validateFunction(callback, 'callback');
  const { N, r, p, maxmem } = known.cost;
  const output = outputOf(keylen);
  native.scrypt(known.password, known.salt, N, r, p, maxmem, output, finish(callback, output, asIs));
}

/** As scrypt, at once. @returns {Buffer} */
function scryptSync(password, salt, keylen, options) {
  const { cost: { N, r, p, maxmem }, ...known } = scryptArguments(password, salt, keylen, options);
  const output = outputOf(keylen);
  native.scrypt(known.password, known.salt, N, r, p, maxmem, output, undefined);
  interruptPoint();
  return output;
}

// ---- HKDF ----

const kMaxInfo = 1024;

const KEY_MATERIAL = ['string', 'SecretKeyObject', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'];

function keyMaterial(key) {
  if (typeof key === 'string' || isByteSource(key)) return getBytes(key, 'ikm');
  const bytes = require('internal/crypto/keys').secretBytesOf(key);
  if (bytes === undefined) throw new ERR_INVALID_ARG_TYPE('ikm', KEY_MATERIAL, key);
  return bytes;
}

function hkdfBytes(value, name) {
  if (typeof value !== 'string' && !isByteSource(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'], value);
  }
  return getBytes(value, name);
}

function hkdfArguments(digest, key, salt, info, length) {
  validateString(digest, 'digest');
  key = keyMaterial(key);
  salt = hkdfBytes(salt, 'salt');
  info = hkdfBytes(info, 'info');
  validateInteger(length, 'length', 0);
  if (info.byteLength > kMaxInfo) {
    throw new ERR_OUT_OF_RANGE('info', `must not contain more than ${kMaxInfo} bytes`, info.byteLength);
  }
  const id = requireDigest(digest);
  // RFC 5869, section 2.3: at most 255 blocks.
  if (length > 255 * binding('crypto_digest').digestSize(id)) throw new ERR_CRYPTO_INVALID_KEYLEN();
  return { id, key, salt, info };
}

/**
 * @param {string} digest @param {unknown} key bytes, KeyObject or CryptoKey
 * @param {string|ArrayBuffer|ArrayBufferView} salt @param {string|ArrayBuffer|ArrayBufferView} info
 * @param {number} length bytes @param {Function} callback (error, ArrayBuffer)
 */
function hkdf(digest, key, salt, info, length, callback) {
  const known = hkdfArguments(digest, key, salt, info, length);
  validateFunction(callback, 'callback');
  const output = outputOf(length);
  native.hkdf(known.id, known.key, known.salt, known.info, output, finish(callback, output, asArrayBuffer));
}

/** As hkdf, at once. @returns {ArrayBuffer} */
function hkdfSync(digest, key, salt, info, length) {
  const known = hkdfArguments(digest, key, salt, info, length);
  const output = outputOf(length);
  native.hkdf(known.id, known.key, known.salt, known.info, output, undefined);
  return output.buffer;
}

// ---- Argon2 ----

const ARGON2_TYPES = ['argon2d', 'argon2i', 'argon2id'];
const kMaxUint32 = 4294967295;

function argon2Arguments(algorithm, parameters) {
  const { validateOneOf } = require('internal/validators');
  validateString(algorithm, 'algorithm');
  validateOneOf(algorithm, 'algorithm', ARGON2_TYPES);
  validateObject(parameters, 'parameters');
  const { parallelism, tagLength, memory, passes } = parameters;
  const message = getBytes(parameters.message, 'parameters.message');
  const nonce = getBytes(parameters.nonce, 'parameters.nonce');
  validateInteger(nonce.byteLength, 'parameters.nonce.byteLength', 8, kMaxUint32);
  validateInteger(parallelism, 'parameters.parallelism', 1, 2 ** 24 - 1);
  validateInteger(tagLength, 'parameters.tagLength', 4, kMaxUint32);
  validateInteger(memory, 'parameters.memory', 8 * parallelism, kMaxUint32);
  validateInteger(passes, 'parameters.passes', 1, kMaxUint32);
  const optional = (name) => {
    return parameters[name] === undefined ? Buffer.alloc(0) : getBytes(parameters[name], `parameters.${name}`);
  };
  return [ARGON2_TYPES.indexOf(algorithm), message, nonce, optional('secret'), optional('associatedData'),
          parallelism, memory, passes, outputOf(tagLength)];
}

/** @param {string} algorithm @param {object} parameters @param {Function} callback (error, Buffer) */
function argon2(algorithm, parameters, callback) {
  const known = argon2Arguments(algorithm, parameters);
  validateFunction(callback, 'callback');
  native.argon2(...known, finish(callback, known.at(-1), asIs));
}

/** @param {string} algorithm @param {object} parameters @returns {Buffer} */
function argon2Sync(algorithm, parameters) {
  const known = argon2Arguments(algorithm, parameters);
  native.argon2(...known, undefined);
  interruptPoint();
  return known.at(-1);
}

module.exports = { argon2, argon2Sync, hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync };
