'use strict';
// Keys as JSON Web Keys (RFC 7517, RFC 7518, RFC 8037). Callers: keys.js, webcrypto.
// Names on the right of the tables are OpenSSL's key parameters.

const native = binding('crypto_key');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { validateOneOf, validateString } = require('internal/validators');

const { ERR_CRYPTO_INVALID_JWK, ERR_CRYPTO_JWK_UNSUPPORTED_CURVE, ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE } = codes;

const RSA_PUBLIC = { n: 'n', e: 'e' };
const RSA_PRIVATE = {
  d: 'd', p: 'rsa-factor1', q: 'rsa-factor2', dp: 'rsa-exponent1', dq: 'rsa-exponent2', qi: 'rsa-coefficient1',
};
// Name in a JWK, OpenSSL's name, bytes of a coordinate.
const CURVES = [
  ['P-256', 'prime256v1', 32], ['secp256k1', 'secp256k1', 32], ['P-384', 'secp384r1', 48], ['P-521', 'secp521r1', 66],
];
const OKP = { __proto__: null, ed25519: 'Ed25519', ed448: 'Ed448', x25519: 'X25519', x448: 'X448' };

const text = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');

function padded(bytes, size) {
  return bytes.length >= size ? bytes : Buffer.concat([Buffer.alloc(size - bytes.length), bytes]);
}

/** @param {object} handle native key @returns {object} */
function exportJwk(handle) {
  const type = handle.type();
  if (type === 0) return { kty: 'oct', k: text(handle.secret()) };
  const isPrivate = type === 2;
  const kind = handle.asymmetricType();
  if (kind === 'rsa') return exportRsa(handle, isPrivate);
  if (kind === 'ec') return exportEc(handle, isPrivate);
  if (OKP[kind] !== undefined) {
    const jwk = { crv: OKP[kind] };
    if (isPrivate) jwk.d = text(handle.raw(true));
    jwk.x = text(handle.raw(false));
    jwk.kty = 'OKP';
    return jwk;
  }
  throw new ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE();
}

function exportRsa(handle, isPrivate) {
  const jwk = { kty: 'RSA' };
  for (const [name, parameter] of Object.entries(isPrivate ? { ...RSA_PUBLIC, ...RSA_PRIVATE } : RSA_PUBLIC)) {
    const value = handle.number(parameter);
    if (value !== undefined) jwk[name] = text(value);
  }
  return jwk;
}

function exportEc(handle, isPrivate) {
  const group = handle.text('group');
  const curve = CURVES.find((one) => one[1] === group);
  if (curve === undefined) throw new ERR_CRYPTO_JWK_UNSUPPORTED_CURVE(group);
  const { 0: crv, 2: size } = curve;
  const jwk = { kty: 'EC', x: text(padded(handle.number('qx'), size)), y: text(padded(handle.number('qy'), size)), crv };
  if (isPrivate) jwk.d = text(padded(handle.number('priv'), size));
  return jwk;
}

function bytesOf(jwk, name) {
  const value = jwk[name];
  validateString(value, `key.${name}`);
  return Buffer.from(value, 'base64url');
}

/** @param {object} jwk @param {string} want 'private' or 'public' @returns {object} native handle */
function importJwk(jwk, want) {
  const { kty } = jwk;
  if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') throw invalidJwk(`${kty} is not a supported JWK key type`);
  const isPrivate = want === 'private' && jwk.d !== undefined;
  if (want === 'private' && !isPrivate) validateString(jwk.d, 'key.d');
  if (kty === 'OKP') return importOkp(jwk, isPrivate);
  const list = kty === 'RSA' ? rsaParameters(jwk, isPrivate) : ecParameters(jwk, isPrivate);
  try {
    return native.fromParameters(kty, list.map((one) => one[0]), list.map((one) => one[1]), list.map((one) => one[2]),
                                 isPrivate);
  } catch {
    throw invalidJwk(`Invalid JWK ${kty} key`);
  }
}

function invalidJwk(message) {
  return Object.assign(new TypeError(message), { code: 'ERR_CRYPTO_INVALID_JWK' });
}

const kNumber = 0;
const kText = 1;
const kOctets = 2;

function rsaParameters(jwk, isPrivate) {
  const names = isPrivate ? { ...RSA_PUBLIC, ...RSA_PRIVATE } : RSA_PUBLIC;
  return Object.entries(names).map(([name, parameter]) => [parameter, kNumber, bytesOf(jwk, name)]);
}

function ecParameters(jwk, isPrivate) {
  const curve = CURVES.find((one) => one[0] === jwk.crv);
  if (curve === undefined) {
    throw Object.assign(new TypeError('Invalid EC curve name'), { code: 'ERR_CRYPTO_INVALID_CURVE' });
  }
  const point = Buffer.concat([Buffer.from([4]), padded(bytesOf(jwk, 'x'), curve[2]), padded(bytesOf(jwk, 'y'), curve[2])]);
  const list = [['group', kText, Buffer.from(curve[1])], ['pub', kOctets, point]];
  if (isPrivate) list.push(['priv', kNumber, bytesOf(jwk, 'd')]);
  return list;
}

function importOkp(jwk, isPrivate) {
  validateOneOf(jwk.crv, 'key.crv', Object.values(OKP));
  const publicBytes = bytesOf(jwk, 'x');
  try {
    return native.fromRaw(jwk.crv, isPrivate ? bytesOf(jwk, 'd') : publicBytes, isPrivate);
  } catch {
    throw new ERR_CRYPTO_INVALID_JWK();
  }
}

module.exports = { exportJwk, importJwk };
