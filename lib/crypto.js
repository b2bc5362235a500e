'use strict';
// The public module 'crypto' (https://nodejs.org/docs/latest-v24.x/api/crypto.html). Each part lives in
// internal/crypto/<part> and is loaded when it is first used; hashes and random numbers are there from the start.
// What Phasor does not have yet throws ERR_METHOD_NOT_IMPLEMENTED and stands in docs/compatibility.md.

const library = binding('crypto_library');
const { customPromisifyArgs, defineLazyProperties, deprecate } = require('internal/util');
const { codes: { ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED, ERR_CRYPTO_ENGINE_UNKNOWN } } = require('internal/errors');
const { validateNumber, validateString } = require('internal/validators');
const { Hash, hash, Hmac } = require('internal/crypto/hash');
const random = require('internal/crypto/random');
const { timingSafeEqual } = require('internal/crypto/compare');
const { getHashes, notImplemented } = require('internal/crypto/util');

/** @param {string} algorithm @param {object} [options] @returns {Hash} */
function createHash(algorithm, options) {
  return new Hash(algorithm, options);
}

/** @param {string} algorithm @param {unknown} key @param {object} [options] @returns {Hmac} */
function createHmac(algorithm, key, options) {
  return new Hmac(algorithm, key, options);
}

function getFips() {
  return library.isFipsEnabled() ? 1 : 0;
}

/** @param {boolean} value whether OpenSSL takes only algorithms of its FIPS provider */
function setFips(value) {
  library.enableFips(!!value);
}

/** What --secure-heap has, in bytes. */
function secureHeapUsed() {
  const { 0: total, 1: used, 2: min } = library.secureHeap();
  return { total, used, utilization: used / total, min };
}

const ENGINE_METHOD_ALL = 0xffff;

/** @param {string} id of an OpenSSL engine @param {number} [flags] crypto.constants.ENGINE_METHOD_* */
function setEngine(id, flags) {
  validateString(id, 'id');
  if (require('internal/options').getOptionValue('--permission')) throw new ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED();
  if (flags) validateNumber(flags, 'flags');
  const which = (flags >>> 0) || ENGINE_METHOD_ALL;
  if (!library.useEngine(id, which)) throw new ERR_CRYPTO_ENGINE_UNKNOWN(id);
}

/** A function that loads its part when it is first called; like Node's it takes `new`, which some packages write. */
function lazy(part, name, length) {
  const call = function(...args) {
    return Reflect.apply(require(`internal/crypto/${part}`)[name], this, args);
  };
  Object.defineProperty(call, 'name', { __proto__: null, value: name, configurable: true });
  Object.defineProperty(call, 'length', { __proto__: null, value: length, configurable: true });
  return call;
}

const { ids } = require('internal/builtins');
const parts = new Set(ids());

/** As lazy(), or a function that says that the part is not there. */
function part(id, name, length) {
  return parts.has(`internal/crypto/${id}`) ? lazy(id, name, length) : notImplemented(`crypto.${name}`);
}

module.exports = {
  argon2: lazy('kdf', 'argon2', 3),
  argon2Sync: lazy('kdf', 'argon2Sync', 2),
  checkPrime: random.checkPrime,
  checkPrimeSync: random.checkPrimeSync,
  createCipheriv: part('cipher', 'createCipheriv', 4),
  createDecipheriv: part('cipher', 'createDecipheriv', 4),
  createDiffieHellman: part('diffiehellman', 'createDiffieHellman', 4),
  createDiffieHellmanGroup: part('diffiehellman', 'createDiffieHellmanGroup', 1),
  createECDH: part('diffiehellman', 'createECDH', 1),
  createHash,
  createHmac,
  createPrivateKey: part('keys', 'createPrivateKey', 1),
  createPublicKey: part('keys', 'createPublicKey', 1),
  createSecretKey: part('keys', 'createSecretKey', 2),
  createSign: part('sign', 'createSign', 2),
  createVerify: part('sign', 'createVerify', 2),
  diffieHellman: part('diffiehellman', 'diffieHellman', 2),
  generatePrime: random.generatePrime,
  generatePrimeSync: random.generatePrimeSync,
  getCiphers: part('cipher', 'getCiphers', 0),
  getCipherInfo: part('cipher', 'getCipherInfo', 2),
  getCurves: part('diffiehellman', 'getCurves', 0),
  getDiffieHellman: part('diffiehellman', 'createDiffieHellmanGroup', 1),
  getHashes,
  hkdf: lazy('kdf', 'hkdf', 6),
  hkdfSync: lazy('kdf', 'hkdfSync', 5),
  pbkdf2: lazy('kdf', 'pbkdf2', 6),
  pbkdf2Sync: lazy('kdf', 'pbkdf2Sync', 5),
  generateKeyPair: part('keygen', 'generateKeyPair', 3),
  generateKeyPairSync: part('keygen', 'generateKeyPairSync', 2),
  generateKey: part('keygen', 'generateKey', 3),
  generateKeySync: part('keygen', 'generateKeySync', 2),
  privateDecrypt: part('cipher', 'privateDecrypt', 2),
  privateEncrypt: part('cipher', 'privateEncrypt', 2),
  publicDecrypt: part('cipher', 'publicDecrypt', 2),
  publicEncrypt: part('cipher', 'publicEncrypt', 2),
  randomBytes: random.randomBytes,
  randomFill: random.randomFill,
  randomFillSync: random.randomFillSync,
  randomInt: random.randomInt,
  randomUUID: random.randomUUID,
  randomUUIDv7: random.randomUUIDv7,
  scrypt: lazy('kdf', 'scrypt', 4),
  scryptSync: lazy('kdf', 'scryptSync', 3),
  sign: part('sign', 'sign', 4),
  setEngine,
  timingSafeEqual,
  getFips,
  setFips,
  verify: part('sign', 'verify', 5),
  hash,
  encapsulate: part('kem', 'encapsulate', 2),
  decapsulate: part('kem', 'decapsulate', 3),
};

// util.promisify(generateKeyPair) resolves to { publicKey, privateKey }.
Object.defineProperty(module.exports.generateKeyPair, customPromisifyArgs, {
  __proto__: null, value: ['publicKey', 'privateKey'], enumerable: false,
});

// Classes are values, not functions to call: they are loaded when they are first touched.
const classes = {
  Certificate: 'certificate', Cipheriv: 'cipher', Decipheriv: 'cipher', DiffieHellman: 'diffiehellman',
  DiffieHellmanGroup: 'diffiehellman', ECDH: 'diffiehellman', KeyObject: 'keys', Sign: 'sign', Verify: 'sign',
  X509Certificate: 'x509',
};

for (const name of ['Certificate', 'Cipheriv', 'Decipheriv', 'DiffieHellman', 'DiffieHellmanGroup', 'ECDH']) {
  addClass(name);
}
module.exports.Hash = deprecate(Hash, 'crypto.Hash constructor is deprecated.', 'DEP0179');
module.exports.Hmac = deprecate(Hmac, 'crypto.Hmac constructor is deprecated.', 'DEP0181');
for (const name of ['KeyObject', 'Sign', 'Verify', 'X509Certificate']) addClass(name);
module.exports.secureHeapUsed = secureHeapUsed;

function addClass(name) {
  const id = `internal/crypto/${classes[name]}`;
  if (!parts.has(id)) {
    module.exports[name] = notImplemented(`crypto.${name}`);
    return;
  }
  defineLazyProperties(module.exports, id, [name]);
}

function define(name, descriptor) {
  Object.defineProperty(module.exports, name, { __proto__: null, configurable: true, ...descriptor });
}

define('fips', { enumerable: false, configurable: false, get: getFips, set: setFips });
define('constants', { enumerable: true, writable: false, configurable: false, value: require('internal/crypto/constants') });
const webcrypto = () => require('internal/crypto/webcrypto').crypto;
define('webcrypto', { enumerable: true, configurable: false, get: webcrypto, set: undefined });
define('subtle', { enumerable: true, configurable: false, get: () => webcrypto().subtle, set: undefined });
define('getRandomValues', {
  enumerable: true, configurable: false, get: () => (array) => webcrypto().getRandomValues(array), set: undefined,
});
for (const alias of ['prng', 'pseudoRandomBytes', 'rng']) {
  define(alias, {
    enumerable: false,
    get: deprecate(() => random.randomBytes, `crypto.${alias} is deprecated.`, 'DEP0115'),
    set(value) { define(alias, { value, enumerable: true, writable: true }); },
  });
}
