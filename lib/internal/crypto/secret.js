'use strict';
// Secret keys as every part of `crypto` accepts them: text, bytes, KeyObject or CryptoKey.
// Callers: hash.js, cipher.js, kdf.js.

const { Buffer } = require('buffer');
const { codes, hideFrom } = require('internal/errors');
const { isByteSource } = require('internal/crypto/util');

const ACCEPTED = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'];

/**
 * @param {unknown} key @param {string} name of the argument @param {string} [encoding] of a string
 * @returns {ArrayBufferView|ArrayBuffer}
 */
function secretKeyBytes(key, name, encoding = undefined) {
  if (typeof key === 'string') return Buffer.from(key, encoding === 'buffer' ? 'utf8' : encoding);
  if (isByteSource(key)) return key;
  if (typeof key === 'object' && key !== null) {
    const bytes = require('internal/crypto/keys').secretBytesOf(key);
    if (bytes !== undefined) return bytes;
  }
  throw hideFrom(secretKeyBytes, new codes.ERR_INVALID_ARG_TYPE(name, ACCEPTED, key));
}

module.exports = { ACCEPTED, secretKeyBytes };
