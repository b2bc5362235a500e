'use strict';
// DiffieHellman, DiffieHellmanGroup, ECDH, crypto.diffieHellman(), getCurves(). Callers: lib/crypto.js.
// The classes keep their numbers here, as bytes; native code computes.

const native = binding('crypto_sign');
const { curveNid, curves } = binding('crypto_key');
const { generatePrime } = binding('crypto_random');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { validateFunction, validateInt32, validateObject, validateString } = require('internal/validators');
const { getBytes, isByteSource, viewAsBuffer } = require('internal/crypto/util');

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

function coded(Class, code, message) {
  return Object.assign(new Class(message), { code });
}

function stateOf(self) {
  return self[kState];
}

// ---- Diffie-Hellman ----

function primeOf(sizeOrKey, keyEncoding) {
  if (typeof sizeOrKey !== 'number') return copyOf(getBytes(sizeOrKey, 'sizeOrKey', keyEncoding));
  validateInt32(sizeOrKey, 'sizeOrKey');
  if (sizeOrKey < 2) {
    throw Object.assign(new Error('error:0280007E:Diffie-Hellman routines::modulus too small'), {
      library: 'Diffie-Hellman routines', reason: 'modulus too small', code: 'ERR_OSSL_DH_MODULUS_TOO_SMALL',
    });
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
  const bytes = copyOf(getBytes(generator, 'generator', encoding));
  if (bytes.length === 0 || bytes.every((byte, i) => byte === 0 || (byte === 1 && i === bytes.length - 1))) throw badGenerator();
  return bytes;
}

function badGenerator() {
  return coded(Error, 'ERR_OSSL_DH_BAD_GENERATOR', 'error:02800065:Diffie-Hellman routines::bad generator');
}

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
  if (generator && prime.equals(base)) throw badGenerator();
  initialiseDh(this, prime, base);
}

function initialiseDh(self, prime, generator) {
  self[kState] = { prime, generator, privateKey: undefined, publicKey: undefined, error: undefined };
  Object.defineProperty(self, 'verifyError', {
    __proto__: null, enumerable: true,
    get() {
      const state = stateOf(self);
      return state.error ??= native.dhCheck(state.prime, state.generator);
    },
  });
}

/** @param {string} name 'modp14' and the like (RFC 3526) */
function DiffieHellmanGroup(name) {
  if (!new.target) return new DiffieHellmanGroup(name);
  const group = typeof name === 'string' ? native.dhGroup(name) : undefined;
  if (group === undefined) throw coded(Error, 'ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group');
  initialiseDh(this, toBuffer(group[0]), toBuffer(group[1]));
}

function dhGenerateKeys(encoding) {
  const state = stateOf(this);
  state.privateKey ??= toBuffer(native.dhPrivate(state.prime));
  state.publicKey = toBuffer(native.dhPublicOf(state.prime, state.generator, state.privateKey));
  return encode(state.publicKey, encoding);
}

function dhComputeSecret(key, inputEncoding, outputEncoding) {
  const state = stateOf(this);
  const peer = getBytes(key, 'otherPublicKey', inputEncoding);
  if (state.privateKey === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'No private key');
  return encode(toBuffer(native.dhShared(state.prime, state.privateKey, peer)), outputEncoding);
}

const getter = (field, message) => function(encoding) {
  const value = stateOf(this)[field];
  if (value === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', message);
  return encode(value, encoding);
};

const getPrime = getter('prime');
const getGenerator = getter('generator');
const getPublicKey = getter('publicKey', 'No public key - did you forget to generate one?');
const getPrivateKey = getter('privateKey', 'No private key - did you forget to generate one?');

for (const Class of [DiffieHellman, DiffieHellmanGroup]) {
  Class.prototype.generateKeys = dhGenerateKeys;
  Class.prototype.computeSecret = dhComputeSecret;
  Class.prototype.getPrime = getPrime;
  Class.prototype.getGenerator = getGenerator;
  Class.prototype.getPublicKey = getPublicKey;
  Class.prototype.getPrivateKey = getPrivateKey;
}
DiffieHellman.prototype.setPublicKey = function setPublicKey(key, encoding) {
  stateOf(this).publicKey = copyOf(getBytes(key, 'key', encoding));
  return this;
};
DiffieHellman.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  stateOf(this).privateKey = copyOf(getBytes(key, 'key', encoding));
  return this;
};

// ---- ECDH ----

const FORMS = { __proto__: null, compressed: 2, uncompressed: 4, hybrid: 6 };

function formOf(format) {
  if (format === undefined || format === null || format === '') return 4;
  const form = FORMS[format];
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
  const peer = getBytes(key, 'otherPublicKey', inputEncoding);
  if (state.privateKey === undefined || !isPair(state)) throw coded(Error, 'ERR_CRYPTO_INVALID_KEYPAIR', 'Invalid key pair');
  let secret;
  try {
    secret = toBuffer(native.ecShared(state.curve, state.privateKey, peer));
  } catch {
    throw new ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY();
  }
  return encode(secret, outputEncoding);
};

ECDH.prototype.getPublicKey = function(encoding, format) {
  const form = formOf(format);
  const { curve, publicKey } = stateOf(this);
  if (publicKey === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH public key');
  return encode(toBuffer(native.ecConvert(curve, publicKey, form)), encoding);
};

ECDH.prototype.getPrivateKey = function(encoding) {
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

ECDH.prototype.setPublicKey = function setPublicKey(key, encoding) {
  const state = stateOf(this);
  state.publicKey = toBuffer(native.ecConvert(state.curve, getBytes(key, 'key', encoding), 4));
  state.publicGiven = true;
  return this;
};

// ---- crypto.diffieHellman() ----

/** @param {{privateKey: KeyObject, publicKey: KeyObject}} options @param {Function} [callback] (error, secret) */
function diffieHellman(options, callback) {
  const { bufferOf, privateHandle, publicHandle } = require('internal/crypto/keys');
  validateObject(options, 'options');
  if (callback !== undefined) validateFunction(callback, 'callback');
  for (const name of ['privateKey', 'publicKey']) {
    if (options[name] === undefined) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, options[name]);
  }
  const own = privateHandle(options.privateKey, 'options.privateKey');
  const peer = publicHandle(options.publicKey, 'options.publicKey');
  const ownType = own.asymmetricType();
  const peerType = peer.asymmetricType();
  if (ownType !== peerType || !['dh', 'ec', 'x25519', 'x448'].includes(ownType)) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY('key types for Diffie-Hellman', `${ownType} and ${peerType}`);
  }
  if (callback === undefined) return bufferOf(native.derive(own, peer, undefined));
  native.derive(own, peer, (error, secret) => {
    // As in Node, what a job reports has the message alone.
    if (error) return callback(new Error(error.message));
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
