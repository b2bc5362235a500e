'use strict';
// Keys in the formats 'raw-public', 'raw-private' and 'raw-seed': the bytes that the algorithm's own specification names,
// without any envelope. Callers: keys.js, keygen.js, kem and signature inputs through keys.js, internal/crypto/subtle.
//
// Which kinds have which bytes:
//   ec                        a point; the private number, as long as the group's order
//   ed25519 and its kin       RFC 8032, RFC 7748; also SLH-DSA (FIPS 205)
//   ML-DSA, ML-KEM            a public key and a seed (FIPS 203, FIPS 204), no private bytes

const native = binding('crypto_key');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { validateOneOf, validateString } = require('internal/validators');
const { coded, isByteSource } = require('internal/crypto/util');

const { ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS, ERR_INVALID_ARG_TYPE } = codes;

const PUBLIC = 'raw-public';
const PRIVATE = 'raw-private';
const SEED = 'raw-seed';
const FORMATS = new Set([PUBLIC, PRIVATE, SEED]);

const WITHOUT_RAW = new Set(['rsa', 'rsa-pss', 'dsa', 'dh']);
const WITH_PRIVATE = new Set([PUBLIC, PRIVATE]);
const WITH_SEED = new Set([PUBLIC, SEED]);

// 'ed25519' -> the formats of that kind; undefined: no such kind.
function formatsOf(kind) {
  if (WITHOUT_RAW.has(kind)) return new Set();
  if (kind === 'ec' || /^(ed|x)(25519|448)$/.test(kind)) return WITH_PRIVATE;
  if (/^slh-dsa-(sha2|shake)-(128|192|256)[fs]$/.test(kind)) return WITH_PRIVATE;
  if (/^ml-(dsa-(44|65|87)|kem-(512|768|1024))$/.test(kind)) return WITH_SEED;
  return undefined;
}

/** @param {unknown} format */
function isRawFormat(format) {
  return FORMATS.has(format);
}

const invalidData = () => coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'Invalid key data');
function incompatible() {
  return coded(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS', 'The selected key encoding is incompatible with the key type');
}

/** Throws unless keys of that kind can be written in that format. @param {string} kind @param {string} format */
function requireFormat(kind, format) {
  if (!formatsOf(kind)?.has(format)) throw incompatible();
}

const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @param {object} handle native @returns {Buffer} the seed; throws for a key that was made without */
function seedOf(handle) {
  const seed = handle.octets('seed');
  if (seed === undefined) throw coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get raw seed');
  return asBuffer(seed);
}

function ecPrivate(handle) {
  const number = handle.number('priv');
  const size = handle.number('order').length;
  return Buffer.concat([Buffer.alloc(size - number.length), number]);
}

function ecPublic(handle, type, name) {
  if (type !== undefined) validateOneOf(type, name, ['compressed', 'uncompressed']);
  const { ecConvert } = binding('crypto_sign');
  const curve = native.curveNid(handle.text('group'));
  return asBuffer(ecConvert(curve, handle.octets('encoded-pub-key'), type === 'compressed' ? 2 : 4));
}

/**
 * @param {object} handle native @param {string} format @param {string} [type] of an EC point: 'compressed'
 * @param {string} [name] of that option, for messages @returns {Buffer}
 */
function exportRaw(handle, format, type = undefined, name = 'options.type') {
  const kind = handle.asymmetricType();
  requireFormat(kind, format);
  if (format === SEED) return seedOf(handle);
  if (kind === 'ec') return format === PUBLIC ? ecPublic(handle, type, name) : ecPrivate(handle);
  return asBuffer(handle.raw(format === PRIVATE));
}

// A point; an Error: it is none of that curve.
function importEcPublic(curve, bytes) {
  return native.fromParameters('EC', ['group', 'pub'], [1, 2], [Buffer.from(curve), bytes], false);
}

function importEcPrivate(curve, bytes) {
  const { ecPrivateInRange, ecPublicOf } = binding('crypto_sign');
  const nid = native.curveNid(curve);
  if (!ecPrivateInRange(nid, bytes)) throw invalidData();
  const point = ecPublicOf(nid, bytes, 4);
  const handle = native.fromParameters('EC', ['group', 'pub', 'priv'], [1, 2, 0], [Buffer.from(curve), point, bytes], true);
  if (handle.number('order').length !== bytes.byteLength) throw invalidData();
  return handle;
}

/**
 * @param {string} kind as asymmetricKeyType @param {string} format @param {ArrayBufferView|ArrayBuffer} bytes
 * @param {string} [curve] of an EC key @returns {object} native handle
 */
function importRaw(kind, format, bytes, curve = undefined) {
  requireFormat(kind, format);
  try {
    if (kind === 'ec') return format === PUBLIC ? importEcPublic(curve, bytes) : importEcPrivate(curve, bytes);
    if (format === SEED) return native.fromParameters(kind.toUpperCase(), ['seed'], [2], [bytes], true);
    return native.fromRaw(kind, bytes, format === PRIVATE);
  } catch {
    throw invalidData();
  }
}

/** The key that an options object of format 'raw-...' describes. @param {object} options @param {string} name for messages */
function readRaw(options, name) {
  const { key, format, asymmetricKeyType, namedCurve } = options;
  if (!isByteSource(key)) {
    throw new ERR_INVALID_ARG_TYPE(`${name}.key`, ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], key);
  }
  validateString(asymmetricKeyType, `${name}.asymmetricKeyType`);
  const kind = asymmetricKeyType.toLowerCase();
  if (formatsOf(kind) === undefined) {
    throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', `Invalid asymmetricKeyType: ${asymmetricKeyType}`);
  }
  if (kind === 'ec') {
    validateString(namedCurve, `${name}.namedCurve`);
    if (native.curveNid(namedCurve) === 0) throw coded(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
  }
  return importRaw(kind, format, key, namedCurve);
}

/** A passphrase has no place in these formats. @param {object} options @param {string} what the format, for the message */
function refusePassphrase(options, what) {
  if (options.passphrase !== undefined) throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(what, 'does not support encryption');
}

module.exports = { exportRaw, importRaw, isRawFormat, readRaw, refusePassphrase, requireFormat };
