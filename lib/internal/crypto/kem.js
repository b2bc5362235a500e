'use strict';
// Key encapsulation: crypto.encapsulate() and decapsulate(). Callers: lib/crypto.js.

const native = binding('crypto_sign');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { isByteSource } = require('internal/crypto/util');
const { bufferOf, privateHandle, publicHandle } = require('internal/crypto/keys');

const pairOf = ([ciphertext, sharedKey]) => ({ sharedKey: bufferOf(sharedKey), ciphertext: bufferOf(ciphertext) });

// A job reports every failure alike.
const jobError = () => new Error('Deriving bits failed');

/** @param {unknown} key public @param {Function} [callback] (error, {sharedKey, ciphertext}) */
function encapsulate(key, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  const handle = publicHandle(key);
  if (callback === undefined) return pairOf(native.encapsulate(handle, undefined));
  native.encapsulate(handle, (error, pair) => (error ? callback(jobError()) : callback(null, pairOf(pair))));
}

/** @param {unknown} key private @param {ArrayBuffer|ArrayBufferView} ciphertext @param {Function} [callback] */
function decapsulate(key, ciphertext, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  const handle = privateHandle(key);
  if (!isByteSource(ciphertext)) {
    throw new ERR_INVALID_ARG_TYPE('ciphertext', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], ciphertext);
  }
  if (callback === undefined) return bufferOf(native.decapsulate(handle, ciphertext, undefined));
  native.decapsulate(handle, ciphertext, (error, secret) => (error ? callback(jobError()) : callback(null, bufferOf(secret))));
}

module.exports = { decapsulate, encapsulate };
