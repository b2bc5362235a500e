'use strict';
// Cipheriv, Decipheriv, getCiphers, getCipherInfo, and encryption with RSA keys. Callers: lib/crypto.js.
// https://nodejs.org/docs/latest-v24.x/api/crypto.html#class-cipheriv

const native = binding('crypto_cipher');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { validateEncoding, validateInt32, validateObject, validateString } = require('internal/validators');
const { coded, findDigest, getBytes, inheritLazyTransform, inputEncoding, isByteSource } = require('internal/crypto/util');
const { secretKeyBytes } = require('internal/crypto/secret');
const { normalizeEncoding } = require('internal/util');

const {
  ERR_CRYPTO_INVALID_STATE, ERR_CRYPTO_UNKNOWN_CIPHER, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_ENCODING,
} = codes;

const kHandle = Symbol('kHandle');
const kDecoder = Symbol('kDecoder');
const kInfo = Symbol('kInfo');

const infos = new Map();
function infoOf(name) {
  let info = infos.get(name);
  if (info === undefined) {
    const found = native.info(name, undefined, undefined);
    if (found === undefined) throw new ERR_CRYPTO_UNKNOWN_CIPHER();
    info = { name: found[0], mode: found[1], ivLength: found[4], keyLength: found[5] };
    if (info.name === 'chacha20-poly1305') info.mode = 'aead';
    infos.set(name, info);
  }
  return info;
}

const invalidIv = () => coded(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
const invalidTag = (length) => {
  return coded(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${length}`);
};

const AEAD = new Set(['gcm', 'ccm', 'ocb', 'aead']);

function checkIv(info, iv) {
  const length = iv === null ? 0 : iv.byteLength;
  if (!AEAD.has(info.mode)) {
    if (length !== info.ivLength) throw invalidIv();
    return;
  }
  const longest = info.mode === 'ccm' ? 13 : info.mode === 'ocb' ? 15 : info.mode === 'aead' ? 12 : Infinity;
  const shortest = info.mode === 'ccm' ? 7 : 1;
  if (iv === null || length < shortest || length > longest) throw invalidIv();
}

// NIST SP 800-38D and 800-38C: the lengths of an authentication tag.
function isTagLength(mode, length) {
  if (mode === 'gcm') return length === 4 || length === 8 || (length >= 12 && length <= 16);
  if (mode === 'ccm') return length >= 4 && length <= 16 && length % 2 === 0;
  return length >= 1 && length <= 16;
}

// RFC 8439: ChaCha20-Poly1305 has one.
const CHACHA_TAG = 16;

function checkTagOption(options) {
  const length = options?.authTagLength;
  if (length === undefined || length === null) return;
  if (typeof length !== 'number' || length !== (length >>> 0)) {
    throw new ERR_INVALID_ARG_VALUE('options.authTagLength', length);
  }
}

function tagLengthOf(cipher, info, options) {
  const length = options?.authTagLength;
  if (!AEAD.has(info.mode)) return undefined;
  if (length === undefined || length === null) {
    if (info.mode === 'ccm' || info.mode === 'ocb') {
      throw coded(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `authTagLength required for ${cipher}`);
    }
    return info.mode === 'aead' ? CHACHA_TAG : undefined;
  }
  if (!isTagLength(info.mode, length)) throw invalidTag(length);
  return length;
}

function initialise(self, encrypt, cipher, key, iv, options) {
  validateString(cipher, 'cipher');
  const encoding = typeof options === 'object' && options !== null ? options.encoding : undefined;
  const keyBytes = secretKeyBytes(key, 'key', encoding);
  if (iv !== null) iv = getBytes(iv, 'iv');
  const info = infoOf(cipher);
  checkTagOption(options);
  checkIv(info, iv);
  const tagLength = tagLengthOf(cipher, info, options);
  if (keyBytes.byteLength !== info.keyLength && native.info(cipher, keyBytes.byteLength, undefined) === undefined) {
    throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  }
  self._options = options;
  // CCM (NIST SP 800-38C): a longer nonce leaves fewer bits for the message's length.
  const limit = info.mode === 'ccm' ? 2 ** (8 * (15 - iv.byteLength)) - 1 : Infinity;
  self[kInfo] = { mode: info.mode, tagLength, limit };
  self[kHandle] = new native.Cipher(encrypt, cipher, keyBytes, iv === null ? undefined : iv, tagLength);
  self[kDecoder] = null;
}

/** @param {string} cipher @param {unknown} key @param {unknown} iv bytes, text or null @param {object} [options] */
function Cipheriv(cipher, key, iv, options) {
  if (!new.target) return new Cipheriv(cipher, key, iv, options);
  initialise(this, true, cipher, key, iv, options);
}
inheritLazyTransform(Cipheriv);

/** @param {string} cipher @param {unknown} key @param {unknown} iv bytes, text or null @param {object} [options] */
function Decipheriv(cipher, key, iv, options) {
  if (!new.target) return new Decipheriv(cipher, key, iv, options);
  initialise(this, false, cipher, key, iv, options);
}
inheritLazyTransform(Decipheriv);

function asOutput(self, bytes, encoding, last) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!encoding || encoding === 'buffer') return buffer;
  const normalized = normalizeEncoding(encoding);
  if (normalized === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  if (self[kDecoder] === null) {
    const { StringDecoder } = require('string_decoder');
    self[kDecoder] = new StringDecoder(normalized);
  } else if (normalized !== self[kDecoder].encoding) {
    throw new ERR_INVALID_ARG_VALUE('outputEncoding', encoding, `cannot be changed from '${self[kDecoder].encoding}'`);
  }
  return last ? self[kDecoder].end(buffer) : self[kDecoder].write(buffer);
}

function update(data, inputEnc, outputEnc) {
  if (typeof data === 'string') {
    validateEncoding(data, inputEnc);
  } else if (!ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  if (this[kHandle].finished()) throw new Error('Trying to add data in unsupported state');
  if (this[kInfo].limit !== Infinity) {
    if (typeof data === 'string') data = Buffer.from(data, inputEnc);
    checkMessageLength(this, data.byteLength);
  }
  return asOutput(this, this[kHandle].update(data, inputEncoding(inputEnc)), outputEnc, false);
}

function checkMessageLength(self, length) {
  if (length > self[kInfo].limit) throw coded(RangeError, 'ERR_CRYPTO_INVALID_MESSAGELEN', 'Invalid message length');
}

function final(outputEnc) {
  if (this[kHandle].finished()) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state');
  return asOutput(this, this[kHandle].final(), outputEnc, true);
}

function setAutoPadding(padding) {
  if (!this[kHandle].setPadding(padding === undefined || !!padding)) throw new ERR_CRYPTO_INVALID_STATE('setAutoPadding');
  return this;
}

function setAAD(data, options) {
  const encoding = options?.encoding;
  const bytes = getBytes(data, 'aadbuf', encoding);
  const length = options?.plaintextLength;
  if (length !== undefined && length !== null && (typeof length !== 'number' || length !== (length >>> 0))) {
    throw new ERR_INVALID_ARG_VALUE('options.plaintextLength', length);
  }
  if (this[kInfo].mode === 'ccm' && (length === undefined || length === null)) {
    throw coded(TypeError, 'ERR_MISSING_ARGS', 'options.plaintextLength required for CCM mode with AAD');
  }
  checkMessageLength(this, length ?? 0);
  if (!this[kHandle].setAad(bytes, length == null ? undefined : length | 0)) throw new ERR_CRYPTO_INVALID_STATE('setAAD');
  return this;
}

function transform(chunk, encoding, callback) {
  try {
    this.push(this[kHandle].finished() ? null : this.update(chunk, encoding));
  } catch (error) {
    callback(error);
    return;
  }
  callback();
}

function flush(callback) {
  try {
    this.push(this.final());
  } catch (error) {
    callback(error);
    return;
  }
  callback();
}

for (const Class of [Cipheriv, Decipheriv]) {
  Class.prototype._transform = transform;
  Class.prototype._flush = flush;
  Class.prototype.update = update;
  Class.prototype.final = final;
  Class.prototype.setAutoPadding = setAutoPadding;
  Class.prototype.setAAD = setAAD;
}

/** The tag of a finished AEAD encryption. @returns {Buffer} */
Cipheriv.prototype.getAuthTag = function getAuthTag() {
  const tag = this[kHandle].getTag();
  if (tag === undefined) throw new ERR_CRYPTO_INVALID_STATE('getAuthTag');
  return Buffer.from(tag.buffer, tag.byteOffset, tag.byteLength);
};

/** @param {string|ArrayBuffer|ArrayBufferView} tag @param {string} [encoding] @returns {this} */
Decipheriv.prototype.setAuthTag = function setAuthTag(tag, encoding) {
  const bytes = getBytes(tag, 'buffer', encoding);
  const { mode, tagLength } = this[kInfo];
  const length = bytes.byteLength;
  if (AEAD.has(mode) && (tagLength === undefined ? !isTagLength(mode, length) : length !== tagLength)) throw invalidTag(length);
  if (mode === 'gcm' && tagLength === undefined && length < 16) {
    warnShortTag();
  }
  if (!this[kHandle].setTag(bytes)) throw new ERR_CRYPTO_INVALID_STATE('setAuthTag');
  return this;
};

let warned = false;
function warnShortTag() {
  if (warned) return;
  warned = true;
  process.emitWarning('Using AES-GCM authentication tags of less than 128 bits without specifying the authTagLength ' +
    'option when initializing decryption is deprecated.', 'DeprecationWarning', 'DEP0182');
}

const createCipheriv = (cipher, key, iv, options) => new Cipheriv(cipher, key, iv, options);
const createDecipheriv = (cipher, key, iv, options) => new Decipheriv(cipher, key, iv, options);

let cipherNames;
/** @returns {string[]} */
function getCiphers() {
  cipherNames ??= native.names();
  return [...cipherNames];
}

/** @param {string|number} nameOrNid @param {{keyLength?: number, ivLength?: number}} [options] */
function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw new ERR_INVALID_ARG_TYPE('nameOrNid', ['string', 'number'], nameOrNid);
  }
  if (typeof nameOrNid === 'number') validateInt32(nameOrNid, 'nameOrNid');
  let keyLength, ivLength;
  if (options !== undefined) {
    validateObject(options, 'options');
    ({ keyLength, ivLength } = options);
    if (keyLength !== undefined) validateInt32(keyLength, 'options.keyLength');
    if (ivLength !== undefined) validateInt32(ivLength, 'options.ivLength');
  }
  // The natives take no -0.
  const whole = (value) => (typeof value === 'number' ? value | 0 : value);
  const found = native.info(whole(nameOrNid), whole(keyLength), whole(ivLength));
  if (found === undefined) return undefined;
  const { 0: name, 1: mode, 2: nid, 3: blockSize, 4: iv, 5: key } = found;
  const info = {};
  if (mode !== '') info.mode = mode;
  info.name = name;
  if (nid !== 0) info.nid = nid;
  if (mode !== 'stream') info.blockSize = blockSize;
  if (iv !== 0) info.ivLength = iv;
  info.keyLength = key;
  return info;
}

// ---- RSA ----

const kPublicEncrypt = 0;
const kPrivateDecrypt = 1;
const kPrivateEncrypt = 2;
const kPublicDecrypt = 3;
const RSA_PKCS1_PADDING = 1;
const RSA_PKCS1_OAEP_PADDING = 4;

// What `oaepHash` names.
function oaepDigest(name) {
  const id = findDigest(name);
  if (id < 0) throw coded(Error, 'ERR_OSSL_EVP_INVALID_DIGEST', 'Invalid digest used');
  return id;
}

function rsa(operation, defaultPadding, takesPrivate) {
  return (options, buffer) => {
    const { bufferOf, privateHandle, publicHandle } = require('internal/crypto/keys');
    const { rsa: run } = binding('crypto_sign');
    const handle = takesPrivate ? privateHandle(options, 'privateKey') : publicHandle(options);
    const padding = (options.padding || defaultPadding) | 0;
    const { oaepHash, encoding } = options;
    let { oaepLabel } = options;
    if (oaepHash !== undefined) validateString(oaepHash, 'key.oaepHash');
    if (oaepLabel !== undefined) oaepLabel = getBytes(oaepLabel, 'key.oaepLabel', encoding);
    if (!isByteSource(buffer)) buffer = getBytes(buffer, 'buffer', encoding);
    const named = oaepHash === undefined ? -1 : oaepDigest(oaepHash);
    const digest = padding === RSA_PKCS1_OAEP_PADDING ? named : -1;
    return bufferOf(run(operation, handle, padding, digest, oaepLabel, buffer, undefined));
  };
}

module.exports = {
  Cipheriv,
  createCipheriv,
  createDecipheriv,
  Decipheriv,
  getCipherInfo,
  getCiphers,
  privateDecrypt: rsa(kPrivateDecrypt, RSA_PKCS1_OAEP_PADDING, true),
  privateEncrypt: rsa(kPrivateEncrypt, RSA_PKCS1_PADDING, true),
  publicDecrypt: rsa(kPublicDecrypt, RSA_PKCS1_PADDING, false),
  publicEncrypt: rsa(kPublicEncrypt, RSA_PKCS1_OAEP_PADDING, false),
};
