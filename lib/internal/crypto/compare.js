'use strict';
// Comparison in constant time. Callers: lib/crypto.js, webcrypto.

const native = binding('crypto_digest');
const { isByteSource } = require('internal/crypto/util');

// Node's message here does not show the value.
function notBytes(name) {
  return Object.assign(
    new TypeError(`The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`),
    { code: 'ERR_INVALID_ARG_TYPE' });
}

/**
 * @param {ArrayBuffer|ArrayBufferView} buf1 @param {ArrayBuffer|ArrayBufferView} buf2 of the same length
 * @returns {boolean} in a time that tells nothing about the bytes
 */
function timingSafeEqual(buf1, buf2) {
  if (!isByteSource(buf1)) throw notBytes('buf1');
  if (!isByteSource(buf2)) throw notBytes('buf2');
  return native.timingSafeEqual(buf1, buf2);
}
Object.defineProperty(timingSafeEqual, 'length', { __proto__: null, value: 0, configurable: true });

module.exports = { timingSafeEqual };
