'use strict';
// crypto.Certificate: SPKAC, Netscape's signed public key and challenge (the HTML element keygen). Callers: lib/crypto.js.
// https://nodejs.org/docs/latest-v24.x/api/crypto.html#class-certificate

const native = binding('x509');
const { getBytes } = require('internal/crypto/util');
const { bufferOf } = require('internal/crypto/keys');
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');

const kLongest = 2 ** 31 - 1;

function readSpkac(spkac, encoding) {
  const bytes = getBytes(spkac, 'spkac', encoding);
  if (bytes.byteLength > kLongest) throw new ERR_OUT_OF_RANGE('spkac', `<= ${kLongest}`, bytes.byteLength);
  return bytes;
}

// Nothing comes back as an empty string.
function bufferOrEmpty(bytes) {
  return bytes.length === 0 ? '' : bufferOf(bytes);
}

/** @param {string|ArrayBuffer|ArrayBufferView} spkac @param {string} [encoding] @returns {boolean} */
function verifySpkac(spkac, encoding) {
  return native.verifySpkac(readSpkac(spkac, encoding));
}

/** @returns {Buffer|string} PEM; empty when the SPKAC is malformed */
function exportPublicKey(spkac, encoding) {
  return bufferOrEmpty(native.spkacPublicKey(readSpkac(spkac, encoding)));
}

/** @returns {Buffer|string} */
function exportChallenge(spkac, encoding) {
  return bufferOrEmpty(native.spkacChallenge(readSpkac(spkac, encoding)));
}

/** The methods are static; instances are the old form. */
function Certificate() {
  if (!(this instanceof Certificate)) return new Certificate();
}
Certificate.prototype.verifySpkac = verifySpkac;
Certificate.prototype.exportPublicKey = exportPublicKey;
Certificate.prototype.exportChallenge = exportChallenge;
Certificate.exportChallenge = exportChallenge;
Certificate.exportPublicKey = exportPublicKey;
Certificate.verifySpkac = verifySpkac;

module.exports = { Certificate };
