'use strict';
// The algorithms of SubtleCrypto by name. Callers: parameters.js, webcrypto.js.
//
// A record:
//   name         as Web Crypto spells it
//   operations   operation -> the dictionary it takes; what is not there is not supported
//   usages       a list for secret keys, { public, private } for pairs
//   generateKey(parameters, { usages })                  promise of { handle, algorithm, usages }, or of both halves
//   importKey(format, data, parameters, { extractable, usages }), adopt(handle, parameters, the same)  one such key
//   exportKey(format, key)                               bytes or a JWK
//   sign, verify, encrypt, decrypt, wrapKey, unwrapKey, deriveBits, encapsulate, decapsulate, digest   promise of bytes
//   checkLength(length, parameters)                      throws for a length that deriveBits cannot give
// where `key` are the slots of a CryptoKey.

const { emitExperimentalWarning } = require('internal/util');

// What is no part of the Web Cryptography API of 2017 and its extension by Ed25519 and X25519.
const ESTABLISHED = new Set([
  'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'AES-CBC', 'AES-CTR', 'AES-GCM', 'AES-KW', 'HMAC', 'HKDF', 'PBKDF2',
  'RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP', 'ECDSA', 'ECDH', 'Ed25519', 'X25519',
]);

const byName = new Map();
for (const file of ['digests', 'secret_keys', 'key_pairs', 'derivation']) {
  for (const record of require(`internal/crypto/subtle/${file}`)) byName.set(record.name.toUpperCase(), record);
}

/** @param {string} name in any case @returns {object|undefined} the record */
function find(name) {
  const record = byName.get(name.toUpperCase());
  if (record !== undefined && !ESTABLISHED.has(record.name)) {
    emitExperimentalWarning(`The ${record.name} Web Crypto API algorithm`);
  }
  return record;
}

module.exports = { find };
