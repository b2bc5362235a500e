'use strict';
// generateKey(Sync) and generateKeyPair(Sync). Callers: lib/crypto.js, webcrypto.js.
// https://nodejs.org/docs/latest-v24.x/api/crypto.html#cryptogeneratekeypairtype-options-callback

const native = binding('crypto_key');
const { fill, fillSync } = binding('crypto_random');
const { Buffer } = require('buffer');
const { asProvider } = require('internal/async_context');
const { codes } = require('internal/errors');
const {
  validateFunction, validateInt32, validateInteger, validateObject, validateOneOf, validateString, validateUint32, validateBuffer,
} = require('internal/validators');
const { findDigest, requireDigest } = require('internal/crypto/util');
const { wrapHandle } = require('internal/crypto/keys');
const { asksForRaw, readExportOptions } = require('internal/crypto/key_options');

const { ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_ARG_VALUE, ERR_MISSING_OPTION } = codes;

const PLAIN_TYPES = new Set([
  'ed25519', 'ed448', 'x25519', 'x448', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87', 'ml-kem-512', 'ml-kem-768', 'ml-kem-1024',
  'slh-dsa-sha2-128f', 'slh-dsa-sha2-128s', 'slh-dsa-sha2-192f', 'slh-dsa-sha2-192s', 'slh-dsa-sha2-256f',
  'slh-dsa-sha2-256s', 'slh-dsa-shake-128f', 'slh-dsa-shake-128s', 'slh-dsa-shake-192f', 'slh-dsa-shake-192s',
  'slh-dsa-shake-256f', 'slh-dsa-shake-256s',
]);

// The options of one kind of key, as native.generatePair takes them.
function pairSettings(type, options) {
  const settings = {
    modulusLength: 0, publicExponent: 0x10001, divisorLength: -1, saltLength: -1, explicitCurve: 0, primeLength: 0, generator: 2,
    digest: '', mgf1Digest: '', curve: '', group: '', prime: undefined,
  };
  switch (type) {
    case 'rsa':
    case 'rsa-pss': readRsa(type, options, settings); break;
    case 'dsa': readDsa(options, settings); break;
    case 'ec': readEc(options, settings); break;
    case 'dh': readDh(options, settings); break;
    default:
      if (!PLAIN_TYPES.has(type)) throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
  return settings;
}

// A string option with an older name; both may be given when they agree.
function renamedOption(options, old, current) {
  const { [old]: first, [current]: second } = options;
  if (second !== undefined) validateString(second, `options.${current}`);
  if (first !== undefined) {
    validateString(first, `options.${old}`);
    if (second !== undefined && first !== second) throw new ERR_INVALID_ARG_VALUE(`options.${old}`, first);
  }
  return second ?? first;
}

function readRsa(type, options, settings) {
  validateObject(options, 'options');
  validateUint32(options.modulusLength, 'options.modulusLength');
  settings.modulusLength = options.modulusLength;
  if (options.publicExponent !== undefined && options.publicExponent !== null) {
    validateUint32(options.publicExponent, 'options.publicExponent');
    settings.publicExponent = options.publicExponent;
  }
  if (type !== 'rsa-pss') return;
  const { saltLength } = options;
  const hash = renamedOption(options, 'hash', 'hashAlgorithm');
  const mgf1 = renamedOption(options, 'mgf1Hash', 'mgf1HashAlgorithm');
  if (saltLength !== undefined && saltLength !== null) {
    validateInt32(saltLength, 'options.saltLength', 0);
    settings.saltLength = saltLength;
  }
  if (hash !== undefined) {
    requireDigest(hash);
    settings.digest = hash;
  }
  if (mgf1 !== undefined) {
    if (findDigest(mgf1) < 0) {
      throw Object.assign(new TypeError(`Invalid MGF1 digest: ${mgf1}`), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
    }
    settings.mgf1Digest = mgf1;
  }
}

function readDsa(options, settings) {
  validateObject(options, 'options');
  validateUint32(options.modulusLength, 'options.modulusLength');
  settings.modulusLength = options.modulusLength;
  if (options.divisorLength === undefined || options.divisorLength === null) return;
  validateInt32(options.divisorLength, 'options.divisorLength', 0);
  settings.divisorLength = options.divisorLength;
}

function readEc(options, settings) {
  validateObject(options, 'options');
  const { namedCurve, paramEncoding } = options;
  validateString(namedCurve, 'options.namedCurve');
  if (paramEncoding !== undefined && paramEncoding !== null && paramEncoding !== 'named' && paramEncoding !== 'explicit') {
    throw new ERR_INVALID_ARG_VALUE('options.paramEncoding', paramEncoding);
  }
  if (native.curveNid(namedCurve) === 0) {
    throw Object.assign(new TypeError('Invalid EC curve name'), { code: 'ERR_CRYPTO_INVALID_CURVE' });
  }
  settings.curve = namedCurve;
  settings.explicitCurve = paramEncoding === 'explicit' ? 1 : 0;
}

function readDh(options, settings) {
  validateObject(options, 'options');
  const { group, prime, primeLength, generator } = options;
  if (group !== undefined && group !== null) {
    for (const [name, value] of [['prime', prime], ['primeLength', primeLength], ['generator', generator]]) {
      if (value !== undefined && value !== null) throw new ERR_INCOMPATIBLE_OPTION_PAIR('group', name);
    }
    validateString(group, 'options.group');
    const { dhGroup } = binding('crypto_sign');
    const known = dhGroup(group);
    if (known === undefined) {
      throw Object.assign(new Error('Unknown DH group'), { code: 'ERR_CRYPTO_UNKNOWN_DH_GROUP' });
    }
    settings.prime = known[0];
    return;
  }
  if (prime !== undefined && prime !== null) {
    if (primeLength !== undefined && primeLength !== null) throw new ERR_INCOMPATIBLE_OPTION_PAIR('prime', 'primeLength');
    validateBuffer(prime, 'options.prime');
    settings.prime = prime;
  } else if (primeLength !== undefined && primeLength !== null) {
    validateInt32(primeLength, 'options.primeLength', 0);
    settings.primeLength = primeLength;
  } else {
    throw new ERR_MISSING_OPTION('At least one of the group, prime, or primeLength options');
  }
  if (generator !== undefined && generator !== null) {
    validateInt32(generator, 'options.generator', 0);
    settings.generator = generator;
  }
}

/** Starts native generation. @returns {object|undefined} the handle, without a callback */
function startPair(type, settings, callback) {
  const { modulusLength, publicExponent, divisorLength, saltLength, explicitCurve, primeLength, generator } = settings;
  return native.generatePair(
    type, [modulusLength, publicExponent, divisorLength, saltLength, explicitCurve, primeLength, generator],
    [settings.digest, settings.mgf1Digest, settings.curve, settings.group], settings.prime, callback);
}

// How each half is to be given back: a KeyObject, or encoded.
function outputOf(options, name, kind, type) {
  const encoding = options?.[name];
  if (encoding === undefined || encoding === null) return (key) => key;
  if (typeof encoding !== 'object') throw new ERR_INVALID_ARG_VALUE(`options.${name}`, encoding);
  if (encoding.format !== 'jwk' && !asksForRaw(encoding, kind, type, `options.${name}`)) {
    readExportOptions(encoding, kind, type, `options.${name}`);
  }
  return (key) => key.export(encoding);
}

function prepare(type, options) {
  validateString(type, 'type');
  if (options !== undefined) validateObject(options, 'options');
  const settings = pairSettings(type, options);
  const publicOutput = outputOf(options, 'publicKeyEncoding', 'public', type);
  const privateOutput = outputOf(options, 'privateKeyEncoding', 'private', type);
  const split = (handle) => {
    return { publicKey: publicOutput(wrapHandle(handle.toPublic())), privateKey: privateOutput(wrapHandle(handle)) };
  };
  return { settings, split };
}

/** @param {string} type @param {object} [options] @param {Function} callback (error, publicKey, privateKey) */
function generateKeyPair(type, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  const { settings, split } = prepare(type, options);
  validateFunction(callback, 'callback');
  startPair(type, settings, (error, handle) => {
    if (error) return Reflect.apply(callback, undefined, [error]);
    let pair;
    try {
      pair = split(handle);
    } catch (failure) {
      return Reflect.apply(callback, undefined, [failure]);
    }
    Reflect.apply(callback, undefined, [null, pair.publicKey, pair.privateKey]);
  });
}

/** @param {string} type @param {object} [options] @returns {{publicKey: any, privateKey: any}} */
function generateKeyPairSync(type, options) {
  const { settings, split } = prepare(type, options);
  return split(startPair(type, settings, undefined));
}

// ---- secret keys ----

function secretLength(type, options) {
  validateString(type, 'type');
  validateObject(options, 'options');
  const { length } = options;
  if (type === 'hmac') {
    validateInteger(length, 'options.length', 8, 2 ** 31 - 1);
    return Math.floor(length / 8);
  }
  if (type === 'aes') {
    validateOneOf(length, 'options.length', [128, 192, 256]);
    return length / 8;
  }
  throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
}

/** @param {string} type 'hmac' or 'aes' @param {{length: number}} options bits @param {Function} callback (error, key) */
function generateKey(type, options, callback) {
  const length = secretLength(type, options);
  validateFunction(callback, 'callback');
  const bytes = Buffer.from(new ArrayBuffer(length));
  asProvider('KEYGENREQUEST', fill, bytes, (error) => {
    if (error) return callback(error);
    callback(null, wrapHandle(native.secret(bytes)));
  });
}

/** As generateKey, at once. @returns {KeyObject} */
function generateKeySync(type, options) {
  const bytes = Buffer.from(new ArrayBuffer(secretLength(type, options)));
  fillSync(bytes);
  return wrapHandle(native.secret(bytes));
}

module.exports = { generateKey, generateKeyPair, generateKeyPairSync, generateKeySync, pairSettings, startPair };
