'use strict';
// Keys as JSON Web Keys (RFC 7517, RFC 7518, RFC 8037; 'AKP' of draft-ietf-cose-dilithium for post-quantum keys).
// Callers: keys.js, webcrypto.
// Names on the right of the tables are OpenSSL's key parameters.

const native = binding('crypto_key');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');

const { ERR_CRYPTO_JWK_UNSUPPORTED_CURVE, ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE } = codes;

const RSA_PUBLIC = { n: 'n', e: 'e' };
const RSA_PRIVATE = {
  d: 'd', p: 'rsa-factor1', q: 'rsa-factor2', dp: 'rsa-exponent1', dq: 'rsa-exponent2', qi: 'rsa-coefficient1',
};
// Name in a JWK, OpenSSL's name, bytes of a coordinate.
const CURVES = [
  ['P-256', 'prime256v1', 32], ['secp256k1', 'secp256k1', 32], ['P-384', 'secp384r1', 48], ['P-521', 'secp521r1', 66],
];
const OKP = { __proto__: null, ed25519: 'Ed25519', ed448: 'Ed448', x25519: 'X25519', x448: 'X448' };

// Post-quantum kinds: the `alg` of a JWK. Their names are upper case but for SLH-DSA's last letter.
const AKP = { __proto__: null };
for (const level of ['ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87', 'ml-kem-512', 'ml-kem-768', 'ml-kem-1024']) {
  AKP[level] = level.toUpperCase();
}
for (const hash of ['sha2', 'shake']) {
  for (const bits of [128, 192, 256]) {
    for (const speed of ['f', 's']) AKP[`slh-dsa-${hash}-${bits}${speed}`] = `SLH-DSA-${hash.toUpperCase()}-${bits}${speed}`;
  }
}

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
  if (AKP[kind] !== undefined) return exportAkp(handle, kind, isPrivate);
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

function exportAkp(handle, kind, isPrivate) {
  const jwk = {};
  if (isPrivate) {
    const secret = kind.startsWith('slh-') ? handle.raw(true) : handle.octets('seed');
    if (secret === undefined) {
      throw Object.assign(new Error('key does not have an available seed'), { code: 'ERR_CRYPTO_OPERATION_FAILED' });
    }
    jwk.priv = text(secret);
  }
  return Object.assign(jwk, { kty: 'AKP', alg: AKP[kind], pub: text(handle.raw(false)) });
}

// ---- Import ----

const MEMBERS = { __proto__: null, RSA: ['n', 'e'], EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'], AKP: ['pub'] };
const PRIVATE_MEMBERS = { __proto__: null, RSA: ['d', 'p', 'q', 'dp', 'dq', 'qi'], EC: ['d'], OKP: ['d'], AKP: ['priv'] };

/**
 * @param {object} jwk @param {string} want 'private' or 'public'; a public key may come from a private JWK
 * @returns {object} native handle
 */
function importJwk(jwk, want) {
  const { kty } = jwk;
  if (typeof kty !== 'string') throw invalidJwk('Invalid JWK format');
  if (MEMBERS[kty] === undefined) throw invalidJwk(`${kty} is not a supported JWK key type`);
  const kind = kty === 'AKP' ? akpKind(jwk.alg) : undefined;
  const isPrivate = jwk[PRIVATE_MEMBERS[kty][0]] !== undefined;
  const names = isPrivate ? [...MEMBERS[kty], ...PRIVATE_MEMBERS[kty]] : MEMBERS[kty];
  if (names.some((name) => typeof jwk[name] !== 'string')) throw invalidJwk(`Invalid JWK ${kty} key`);
  if (want === 'private' && !isPrivate) throw invalidJwk('JWK does not contain private key material');
  const handle = build(jwk, kty, kind, isPrivate);
  return isPrivate && want === 'public' ? handle.toPublic() : handle;
}

function akpKind(alg) {
  const kind = typeof alg === 'string' ? alg.toLowerCase() : '';
  if (kind === '' || AKP[kind] !== alg) throw invalidJwk('Unsupported JWK AKP "alg"');
  return kind;
}

function build(jwk, kty, kind, isPrivate) {
  switch (kty) {
    case 'RSA': return importRsa(jwk, isPrivate);
    case 'EC': return importEc(jwk, isPrivate);
    case 'OKP': return importOkp(jwk, isPrivate);
    default: return importAkp(jwk, kind, isPrivate);
  }
}

function invalidJwk(message) {
  return Object.assign(new TypeError(message), { code: 'ERR_CRYPTO_INVALID_JWK' });
}

const bytesOf = (jwk, name) => Buffer.from(jwk[name], 'base64url');

const kNumber = 0;
const kText = 1;
const kOctets = 2;

// `list`: [OpenSSL's name, kind, bytes]
function fromParameters(type, list, isPrivate) {
  return native.fromParameters(type, list.map((one) => one[0]), list.map((one) => one[1]), list.map((one) => one[2]), isPrivate);
}

function importRsa(jwk, isPrivate) {
  const names = isPrivate ? { ...RSA_PUBLIC, ...RSA_PRIVATE } : RSA_PUBLIC;
  try {
    return fromParameters('RSA', Object.entries(names).map(([name, parameter]) => [parameter, kNumber, bytesOf(jwk, name)]),
                          isPrivate);
  } catch {
    throw Object.assign(new Error('Unable to create key pointer'), { code: 'ERR_CRYPTO_OPERATION_FAILED' });
  }
}

function importEc(jwk, isPrivate) {
  const curve = CURVES.find((one) => one[0] === jwk.crv);
  if (curve === undefined) {
    throw Object.assign(new TypeError('Invalid EC curve name'), { code: 'ERR_CRYPTO_INVALID_CURVE' });
  }
  const point = Buffer.concat([Buffer.from([4]), padded(bytesOf(jwk, 'x'), curve[2]), padded(bytesOf(jwk, 'y'), curve[2])]);
  const list = [['group', kText, Buffer.from(curve[1])], ['pub', kOctets, point]];
  if (isPrivate) list.push(['priv', kNumber, bytesOf(jwk, 'd')]);
  try {
    return fromParameters('EC', list, isPrivate);
  } catch {
    throw invalidJwk('Invalid JWK EC key');
  }
}

function importOkp(jwk, isPrivate) {
  if (!Object.values(OKP).includes(jwk.crv)) throw invalidJwk('Invalid JWK OKP key');
  try {
    return native.fromRaw(jwk.crv, bytesOf(jwk, isPrivate ? 'd' : 'x'), isPrivate);
  } catch {
    throw invalidJwk('Invalid JWK OKP key');
  }
}

function importAkp(jwk, kind, isPrivate) {
  const bytes = bytesOf(jwk, isPrivate ? 'priv' : 'pub');
  try {
    if (!isPrivate || kind.startsWith('slh-')) return native.fromRaw(kind, bytes, isPrivate);
    return fromParameters(kind.toUpperCase(), [['seed', kOctets, bytes]], true);
  } catch {
    throw invalidJwk('Invalid JWK AKP key');
  }
}

module.exports = { exportJwk, importJwk };
