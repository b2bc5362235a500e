'use strict';
// DiffieHellman, DiffieHellmanGroup, ECDH, crypto.diffieHellman(), getCurves(). Callers: lib/crypto.js.
// The classes keep their numbers here, as bytes; native code computes.

const native = binding('crypto_sign');
const { curveNid, curves } = binding('crypto_key');
const { generatePrime } = binding('crypto_random');
const { Buffer } = require('buffer');
const { deprecate } = require('internal/util');
const { codes } = require('internal/errors');
const { validateFunction, validateInt32, validateObject, validateString } = require('internal/validators');
const { coded, getBytes, isByteSource, viewAsBuffer } = require('internal/crypto/util');

const {
  ERR_CRYPTO_ECDH_INVALID_FORMAT, ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY, ERR_CRYPTO_INCOMPATIBLE_KEY,
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
} = codes;

const kState = Symbol('kState');

const toBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const copyOf = (bytes) => Buffer.from(viewAsBuffer(bytes));

function encode(buffer, encoding) {
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : Buffer.from(buffer);
}

function stateOf(self) {
  return self[kState];
}

// ---- Diffie-Hellman ----

// An error that OpenSSL's own functions would give.
function opensslError(number, reason, code) {
  const library = 'Diffie-Hellman routines';
  return Object.assign(new Error(`error:${number}:${library}::${reason}`), { library, reason, code });
}

function primeOf(sizeOrKey, keyEncoding) {
  if (typeof sizeOrKey !== 'number') return copyOf(getBytes(sizeOrKey, 'sizeOrKey', keyEncoding));
  validateInt32(sizeOrKey, 'sizeOrKey');
  if (sizeOrKey < 2) {
    throw opensslError('0280007E', 'modulus too small', 'ERR_OSSL_DH_MODULUS_TOO_SMALL');
  }
  return toBuffer(generatePrime(sizeOrKey, true, undefined, undefined, undefined));
}

function generatorOf(generator, encoding) {
  if (!generator) return Buffer.from([2]);
  if (typeof generator === 'number') {
    validateInt32(generator, 'generator');
    if (generator <= 1) throw badGenerator();
    const hex = generator.toString(16);
    return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  }
  if (typeof generator !== 'string' && !isByteSource(generator)) {
    throw new ERR_INVALID_ARG_TYPE('generator', ['number', 'string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], generator);
  }
  const bytes = copyOf(getBytes(generator, 'generator', encoding));
  if (bytes.length === 0 || bytes.every((byte, i) => byte === 0 || (byte === 1 && i === bytes.length - 1))) throw badGenerator();
  return bytes;
}

function badGenerator() {
  return opensslError('02800065', 'bad generator', 'ERR_OSSL_DH_BAD_GENERATOR');
}

const LEAST_PRIME_BYTES = 64;

/** @param {number|string|ArrayBuffer|ArrayBufferView} sizeOrKey bits, or the prime */
function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  if (!new.target) return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
  if (typeof sizeOrKey !== 'number' && typeof sizeOrKey !== 'string' && !isByteSource(sizeOrKey)) {
    throw new ERR_INVALID_ARG_TYPE('sizeOrKey', ['number', 'string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], sizeOrKey);
  }
  if (keyEncoding && !Buffer.isEncoding(keyEncoding) && keyEncoding !== 'buffer') {
    genEncoding = generator;
    generator = keyEncoding;
    keyEncoding = undefined;
  }
  const prime = primeOf(sizeOrKey, keyEncoding);
  const base = generatorOf(generator, genEncoding);
  if (prime.length === 0) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'p is null');
  // OpenSSL looks closer at a prime of a useful length.
  if (prime.length >= LEAST_PRIME_BYTES && prime.equals(base)) throw badGenerator();
  initialiseDh(this, prime, base);
}

function initialiseDh(self, prime, generator) {
  self[kState] = { prime, generator, privateKey: undefined, publicKey: undefined, error: undefined };
  Object.defineProperty(self, 'verifyError', {
    __proto__: null, enumerable: true,
    // The check of a long prime takes a while.
    get() {
      const state = stateOf(self);
      return state.error ??= native.dhCheck(state.prime, state.generator);
    },
  });
}

/** @param {string} name 'modp14' and the like (RFC 3526) */
function DiffieHellmanGroup(name) {
  if (!new.target) return new DiffieHellmanGroup(name);
  if (typeof name !== 'string') throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'Group name must be a string');
  const group = native.dhGroup(name);
  if (group === undefined) throw coded(Error, 'ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group');
  initialiseDh(this, toBuffer(group[0]), toBuffer(group[1]));
}

// The number without leading zero bytes; undefined stands for zero, which is no key.
function numberOf(bytes) {
  const buffer = toBuffer(bytes);
  const first = buffer.findIndex((byte) => byte !== 0);
  return first < 0 ? undefined : buffer.subarray(first);
}

function dhGenerateKeys(encoding) {
  const state = stateOf(this);
  state.privateKey ??= toBuffer(native.dhPrivate(state.prime));
  state.publicKey = numberOf(native.dhPublicOf(state.prime, state.generator, state.privateKey));
  return encode(state.publicKey, encoding);
}

const ANY_NUMBER = Buffer.from([1]);

function dhComputeSecret(key, inputEncoding, outputEncoding) {
  const state = stateOf(this);
  const peer = getBytes(key, 'key', inputEncoding);
  // The peer's key is looked at first, with any private key.
  const secret = native.dhShared(state.prime, state.privateKey ?? ANY_NUMBER, peer);
  if (state.privateKey === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to compute shared secret');
  return encode(toBuffer(secret), outputEncoding);
}

function encodeField(self, field, kind, encoding) {
  const value = stateOf(self)[field];
  if (value === undefined) {
    throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', `No ${kind} key - did you forget to generate one?`);
  }
  return encode(value, encoding);
}

function dhGetPrime(encoding) {
  return encode(stateOf(this).prime, encoding);
}
function dhGetGenerator(encoding) {
  return encode(stateOf(this).generator, encoding);
}
function dhGetPublicKey(encoding) {
  return encodeField(this, 'publicKey', 'public', encoding);
}
function dhGetPrivateKey(encoding) {
  return encodeField(this, 'privateKey', 'private', encoding);
}

for (const Class of [DiffieHellman, DiffieHellmanGroup]) {
  Class.prototype.generateKeys = dhGenerateKeys;
  Class.prototype.computeSecret = dhComputeSecret;
  Class.prototype.getPrime = dhGetPrime;
  Class.prototype.getGenerator = dhGetGenerator;
  Class.prototype.getPublicKey = dhGetPublicKey;
  Class.prototype.getPrivateKey = dhGetPrivateKey;
}
DiffieHellman.prototype.setPublicKey = function setPublicKey(key, encoding) {
  stateOf(this).publicKey = numberOf(copyOf(getBytes(key, 'key', encoding)));
  return this;
};
DiffieHellman.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  stateOf(this).privateKey = numberOf(copyOf(getBytes(key, 'key', encoding)));
  return this;
};

// ---- ECDH ----

const FORMS = { __proto__: null, compressed: 2, uncompressed: 4, hybrid: 6 };

function formOf(format) {
  if (!format) return 4;
  const form = typeof format === 'string' ? FORMS[format] : undefined;
  if (form === undefined) throw new ERR_CRYPTO_ECDH_INVALID_FORMAT(format);
  return form;
}

function curveOf(name) {
  validateString(name, 'curve');
  const nid = curveNid(name);
  if (nid === 0) throw coded(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
  return nid;
}

/** @param {string} curve */
function ECDH(curve) {
  if (!new.target) return new ECDH(curve);
  this[kState] = { curve: curveOf(curve), privateKey: undefined, publicKey: undefined, publicGiven: false };
}

/** @param {unknown} key a point @returns {Buffer|string} the point in another form */
ECDH.convertKey = function convertKey(key, curve, inputEncoding, outputEncoding, format) {
  validateString(curve, 'curve');
  const bytes = getBytes(key, 'key', inputEncoding);
  return encode(toBuffer(native.ecConvert(curveOf(curve), bytes, formOf(format))), outputEncoding);
};

ECDH.prototype.generateKeys = function generateKeys(encoding, format) {
  const state = stateOf(this);
  state.privateKey = toBuffer(native.ecGenerate(state.curve));
  state.publicKey = toBuffer(native.ecPublicOf(state.curve, state.privateKey, 4));
  state.publicGiven = false;
  return this.getPublicKey(encoding, format);
};

// A public key that was set (setPublicKey) may belong to another private one.
function isPair(state) {
  return !state.publicGiven || state.publicKey.equals(native.ecPublicOf(state.curve, state.privateKey, 4));
}

ECDH.prototype.computeSecret = function computeSecret(key, inputEncoding, outputEncoding) {
  const state = stateOf(this);
  const peer = getBytes(key, 'key', inputEncoding);
  if (state.privateKey !== undefined && !isPair(state)) {
    throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYPAIR', 'Invalid key pair');
  }
  let secret;
  try {
    native.ecConvert(state.curve, peer, 4);
    if (state.privateKey !== undefined) secret = toBuffer(native.ecShared(state.curve, state.privateKey, peer));
  } catch {
    throw new ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY();
  }
  if (secret === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to compute ECDH key');
  return encode(secret, outputEncoding);
};

ECDH.prototype.getPublicKey = function getPublicKey(encoding, format) {
  const form = formOf(format);
  const { curve, publicKey } = stateOf(this);
  if (publicKey === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH public key');
  return encode(toBuffer(native.ecConvert(curve, publicKey, form)), encoding);
};

ECDH.prototype.getPrivateKey = function getPrivateKey(encoding) {
  const { privateKey } = stateOf(this);
  if (privateKey === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH private key');
  return encode(privateKey, encoding);
};

ECDH.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  const state = stateOf(this);
  const bytes = copyOf(getBytes(key, 'key', encoding));
  if (!native.ecPrivateInRange(state.curve, bytes)) {
    throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Private key is not valid for specified curve.');
  }
  state.privateKey = bytes;
  state.publicKey = toBuffer(native.ecPublicOf(state.curve, bytes, 4));
  state.publicGiven = false;
  return this;
};

ECDH.prototype.setPublicKey = deprecate(function setPublicKey(key, encoding) {
  const state = stateOf(this);
  state.publicKey = toBuffer(native.ecConvert(state.curve, getBytes(key, 'key', encoding), 4));
  state.publicGiven = true;
  return this;
}, 'ecdh.setPublicKey() is deprecated.', 'DEP0031');

// ---- crypto.diffieHellman() ----

/** @param {{privateKey: KeyObject, publicKey: KeyObject}} options @param {Function} [callback] (error, secret) */
function diffieHellman(options, callback) {
  const { bufferOf, isKeyObject, privateHandle, publicHandle } = require('internal/crypto/keys');
  validateObject(options, 'options');
  if (callback !== undefined) validateFunction(callback, 'callback');
  for (const name of ['privateKey', 'publicKey']) {
    if (options[name] === undefined) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, options[name]);
  }
  const peer = publicHandle(options.publicKey, 'options.publicKey');
  const own = privateHandle(options.privateKey, 'options.privateKey');
  const ownType = own.asymmetricType();
  const peerType = peer.asymmetricType();
  // Of keys in other forms OpenSSL tells whether they fit.
  const compared = isKeyObject(options.privateKey) && isKeyObject(options.publicKey);
  if (compared && (ownType !== peerType || !['dh', 'ec', 'x25519', 'x448'].includes(ownType))) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY('key types for Diffie-Hellman', `${ownType} and ${peerType}`);
  }
  if (callback === undefined) return bufferOf(native.derive(own, peer, undefined));
  native.derive(own, peer, (error, secret) => {
    if (error) return callback(error);
    callback(null, bufferOf(secret));
  });
}

module.exports = {
  createDiffieHellman: (sizeOrKey, keyEncoding, generator, genEncoding) => {
    return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
  },
  createDiffieHellmanGroup: (name) => new DiffieHellmanGroup(name),
  createECDH: (curve) => new ECDH(curve),
  DiffieHellman,
  diffieHellman,
  DiffieHellmanGroup,
  ECDH,
  getCurves: () => curves().sort(),
};
