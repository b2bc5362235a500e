'use strict';
// KeyObject and what makes one: createSecretKey, createPublicKey, createPrivateKey; keys as other parts take them.
// Callers: lib/crypto.js, sign.js, cipher.js, diffiehellman.js, keygen.js, webcrypto.js.
// https://nodejs.org/docs/latest-v24.x/api/crypto.html#class-keyobject

const native = binding('crypto_key');
const { Buffer } = require('buffer');
const { codes, hideFrom } = require('internal/errors');
const { validateObject, validateOneOf, validateString } = require('internal/validators');
const { getBytes, isByteSource } = require('internal/crypto/util');
const { isURL } = require('internal/url');
const { asksForRaw, readKeyEncoding, readExportOptions, readPassphrase } = require('internal/crypto/key_options');
const { exportRaw, isRawFormat, readRaw } = require('internal/crypto/raw_keys');
const { kClone, registerCloneable } = require('internal/clone');

const {
  ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_INVALID_ARG_TYPE,
} = codes;

// The native handle of every KeyObject: outside of the object, where nothing shows or copies it.
const handles = new WeakMap();
const details = new WeakMap();
const kSecret = 0;
const kPublic = 1;
const kPrivate = 2;
const TYPE_NAMES = ['secret', 'public', 'private'];

class KeyObject {
  /** Not for users: use createSecretKey and its kin, or KeyObject.from(). */
  constructor(type, handle) {
    if (new.target === KeyObject || handle?.type === undefined) {
      if (!TYPE_NAMES.includes(type)) throw new codes.ERR_INVALID_ARG_VALUE('type', type);
      if (typeof handle !== 'object' || handle === null || !(handle instanceof native.KeyHandle)) {
        throw new ERR_INVALID_ARG_TYPE('handle', 'object', handle);
      }
    }
    handles.set(this, handle);
  }

  get type() {
    return TYPE_NAMES[handleOf(this).type()];
  }

  /** @param {CryptoKey} key @returns {KeyObject} */
  static from(key) {
    const handle = cryptoKeyHandle(key);
    if (handle === undefined) throw new ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
    return wrapHandle(handle);
  }

  /** @param {KeyObject} otherKeyObject */
  equals(otherKeyObject) {
    const handle = handleOf(this);
    if (!isKeyObject(otherKeyObject)) throw new ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    return otherKeyObject.type === this.type && handle.equals(handleOf(otherKeyObject));
  }

  [kClone]() {
    return { type: 'KeyObject', data: handleOf(this) };
  }

  /** https://nodejs.org/docs/latest-v24.x/api/crypto.html#keyobjecttocryptokeyalgorithm-extractable-keyusages */
  toCryptoKey(algorithm, extractable, keyUsages) {
    return require('internal/crypto/webcrypto').keyObjectToCryptoKey(this, algorithm, extractable, keyUsages);
  }
}
Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: 'KeyObject' });

// `kind`: what the getter is for; another kind of key is as wrong as no key.
function handleOf(object, kind = undefined) {
  const handle = typeof object === 'object' && object !== null ? handles.get(object) : undefined;
  if (handle === undefined) throw new codes.ERR_INVALID_THIS('KeyObject');
  if (kind !== undefined && (handle.type() === kSecret) !== (kind === kSecret)) {
    throw new codes.ERR_INVALID_THIS(kind === kSecret ? 'SecretKeyObject' : 'AsymmetricKeyObject');
  }
  return handle;
}

class SecretKeyObject extends KeyObject {
  get symmetricKeySize() {
    return handleOf(this, kSecret).secretSize();
  }

  export(options) {
    if (options !== undefined) {
      validateObject(options, 'options');
      validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (options.format === 'jwk') return require('internal/crypto/jwk').exportJwk(handleOf(this));
    }
    return bufferOf(handleOf(this).secret());
  }
}

class AsymmetricKeyObject extends KeyObject {
  get asymmetricKeyType() {
    return handleOf(this, kPublic).asymmetricType() || undefined;
  }

  get asymmetricKeyDetails() {
    const handle = handleOf(this, kPublic);
    let known = details.get(handle);
    if (known === undefined) details.set(handle, known = readDetails(handle));
    return { ...known };
  }
}

function bufferOf(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bigintOf(bytes) {
  return BigInt(`0x${bufferOf(bytes).toString('hex') || '0'}`);
}

function readDetails(handle) {
  const type = handle.asymmetricType();
  if (type === 'rsa' || type === 'rsa-pss') {
    const found = { modulusLength: handle.integer('bits'), publicExponent: bigintOf(handle.number('e')) };
    const digest = type === 'rsa-pss' ? handle.text('digest') : undefined;
    const saltLength = type === 'rsa-pss' ? handle.integer('saltlen') : undefined;
    if (type === 'rsa-pss' && saltLength !== undefined) {
      found.hashAlgorithm = digestName(digest);
      found.mgf1HashAlgorithm = digestName(handle.text('mgf1-digest'));
      found.saltLength = saltLength;
    }
    return found;
  }
  if (type === 'dsa') {
    return { modulusLength: handle.integer('bits'), divisorLength: bigintOf(handle.number('q')).toString(2).length };
  }
  if (type === 'ec') return { namedCurve: handle.text('group') };
  return {};
}

// OpenSSL's names ("SHA2-256") as Node's ("sha256").
function digestName(name) {
  if (name === undefined) return 'sha1';
  return name.toLowerCase().replace(/^sha2-/, 'sha').replace('/', '-');
}

class PublicKeyObject extends AsymmetricKeyObject {
  export(options) {
    if (options && options.format === 'jwk') return require('internal/crypto/jwk').exportJwk(handleOf(this));
    if (asksForRaw(options, 'public', this.asymmetricKeyType)) return exportRaw(handleOf(this), options.format, options.type);
    const { format, encoding } = readExportOptions(options, 'public', this.asymmetricKeyType);
    return exported(handleOf(this).export(format, encoding, undefined, undefined), format);
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  export(options) {
    if (options && options.format === 'jwk') {
      if (options.passphrase !== undefined) {
        throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('jwk', 'does not support encryption');
      }
      return require('internal/crypto/jwk').exportJwk(handleOf(this));
    }
    if (asksForRaw(options, 'private', this.asymmetricKeyType)) return exportRaw(handleOf(this), options.format);
    const { format, encoding, cipher, passphrase } = readExportOptions(options, 'private', this.asymmetricKeyType);
    return exported(handleOf(this).export(format, encoding, cipher, passphrase), format);
  }
}

function exported(bytes, format) {
  const buffer = bufferOf(bytes);
  return format === 1 ? buffer.toString('latin1') : buffer;
}

/** A KeyObject of the right class. @param {object} handle native @returns {KeyObject} */
function wrapHandle(handle) {
  const Class = [SecretKeyObject, PublicKeyObject, PrivateKeyObject][handle.type()];
  return new Class(TYPE_NAMES[handle.type()], handle);
}

registerCloneable('KeyObject', wrapHandle);

/** @param {unknown} value */
function isKeyObject(value) {
  return typeof value === 'object' && value !== null && handles.has(value);
}

/** @param {unknown} value */
function isCryptoKey(value) {
  return cryptoKeyHandle(value) !== undefined;
}

/** Whether two CryptoKeys are alike (util.isDeepStrictEqual). @param {CryptoKey} a @param {CryptoKey} b */
function sameCryptoKey(a, b) {
  const { isDeepStrictEqual } = require('util');
  return a.extractable === b.extractable && isDeepStrictEqual(a.algorithm, b.algorithm) &&
    isDeepStrictEqual(a.usages, b.usages) && cryptoKeyHandle(a).equals(cryptoKeyHandle(b));
}

// A CryptoKey's handle, if Web Crypto was ever used.
function cryptoKeyHandle(value) {
  if (typeof value !== 'object' || value === null || isKeyObject(value)) return undefined;
  return require('internal/crypto/crypto_key').handleOfCryptoKey(value);
}

/** The native handle of a KeyObject or CryptoKey, else undefined. */
function keyHandleOf(value) {
  return isKeyObject(value) ? handles.get(value) : cryptoKeyHandle(value);
}

/**
 * The bytes of a secret KeyObject or CryptoKey; undefined for anything else. Throws for keys of another type.
 * @param {object} key
 */
function secretBytesOf(key) {
  const handle = keyHandleOf(key);
  if (handle === undefined) return undefined;
  if (handle.type() !== kSecret) throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(TYPE_NAMES[handle.type()], 'secret');
  return handle.secret();
}

/** @param {string|ArrayBuffer|ArrayBufferView} key @param {string} [encoding] @returns {KeyObject} */
function createSecretKey(key, encoding) {
  if (typeof key !== 'string' && !isByteSource(key)) {
    throw new ERR_INVALID_ARG_TYPE('key', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], key);
  }
  return wrapHandle(native.secret(getBytes(key, 'key', encoding)));
}

const KEY_INPUT = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
const NEW_PRIVATE_INPUT = [...KEY_INPUT, 'URL'];
const PRIVATE_INPUT = [...KEY_INPUT, 'KeyObject', 'CryptoKey', 'URL'];
const PUBLIC_INPUT = [...KEY_INPUT, 'KeyObject', 'CryptoKey'];

// What a parse needs: bytes, format, encoding, passphrase. `want`: 'private', 'public'.
function readInput(key, want, accepted, hidden, name = 'key') {
  if (want === 'private' && isURL(key)) return readInStore({ key }, name);
  if (typeof key === 'string' || isByteSource(key)) {
    return { bytes: getBytes(key, 'key'), format: 1, encoding: -1, passphrase: undefined };
  }
  if (typeof key !== 'object' || key === null || isKeyObject(key)) {
    throw hideFrom(hidden, new ERR_INVALID_ARG_TYPE(name, accepted, key));
  }
  const { key: data, encoding: textEncoding, format } = key;
  if (want === 'private' && isURL(data)) return readInStore(key, name);
  if (want === 'private' && format === 'raw-public') throw new codes.ERR_INVALID_ARG_VALUE(`${name}.format`, format);
  if (isRawFormat(format)) return { handle: readRaw(key, name) };
  if (format === 'jwk') {
    validateObject(data, `${name}.key`);
    return { jwk: data };
  }
  if (typeof data !== 'string' && !isByteSource(data)) {
    throw hideFrom(hidden, new ERR_INVALID_ARG_TYPE(`${name}.key`, accepted, data));
  }
  const parsed = readKeyEncoding(key, want, name);
  return { bytes: getBytes(data, 'key', textEncoding), ...parsed };
}

// A private key that an OpenSSL STORE loader finds under a URI.
function readInStore({ key, passphrase, properties }, name) {
  if (properties !== undefined) validateString(properties, `${name}.properties`);
  return { handle: native.fromStore(key.href, properties, readPassphrase({ passphrase }, name)) };
}

function parse(input, want) {
  const { handle } = input;
  if (handle !== undefined) return want === 'public' && handle.type() === kPrivate ? handle.toPublic() : handle;
  if (input.jwk !== undefined) return require('internal/crypto/jwk').importJwk(input.jwk, want);
  const read = want === 'private' ? native.parsePrivate : native.parsePublic;
  return read(input.bytes, input.format, input.encoding, input.passphrase);
}

/** @param {unknown} key PEM text, bytes, or an object that describes them @returns {KeyObject} */
function createPrivateKey(key) {
  if (isKeyObject(key?.key)) throw new ERR_INVALID_ARG_TYPE('key', NEW_PRIVATE_INPUT, key.key);
  const input = readInput(key, 'private', NEW_PRIVATE_INPUT, createPrivateKey);
  return wrapHandle(parse(input, 'private'));
}

/** @param {unknown} key as createPrivateKey; also a private KeyObject or CryptoKey @returns {KeyObject} */
function createPublicKey(key) {
  const handle = keyHandleOf(key) ?? keyHandleOf(key?.key);
  if (handle !== undefined) return wrapHandle(publicFromPrivate(handle));
  const input = readInput(key, 'public', PUBLIC_INPUT, createPublicKey);
  return wrapHandle(parse(input, 'public'));
}

function publicFromPrivate(handle) {
  if (handle.type() !== kPrivate) throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(TYPE_NAMES[handle.type()], 'private');
  return handle.toPublic();
}

/**
 * The private key that sign, privateDecrypt and the like were given.
 * @param {unknown} key KeyObject, CryptoKey, text, bytes or an object with `key` @returns {object} native handle
 */
function privateHandle(key, name = 'key') {
  const handle = keyHandleOf(key) ?? keyHandleOf(key?.key);
  if (handle !== undefined) {
    if (handle.type() !== kPrivate) {
      throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(TYPE_NAMES[handle.type()], 'private');
    }
    return handle;
  }
  return parse(readInput(key, 'private', PRIVATE_INPUT, privateHandle, name), 'private');
}

/** As privateHandle for public operations, which take a private key as well. */
function publicHandle(key, name = 'key') {
  const handle = keyHandleOf(key) ?? keyHandleOf(key?.key);
  if (handle !== undefined) {
    if (handle.type() === kSecret) throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE('secret', 'private or public');
    return handle;
  }
  return parse(readInput(key, 'public', PUBLIC_INPUT, publicHandle, name), 'public');
}

module.exports = {
  bufferOf,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  isCryptoKey,
  isKeyObject,
  handleOf,
  KeyObject,
  keyHandleOf,
  kPrivate,
  kPublic,
  kSecret,
  privateHandle,
  publicHandle,
  sameCryptoKey,
  secretBytesOf,
  wrapHandle,
};
