'use strict';
// The algorithms of SubtleCrypto, one record each: what it can do, for which usages, and how. Callers: webcrypto.js.
//
//   usages     a list for secret keys, { public, private } for pairs
//   generate(parameters)   import(format, data, parameters)   adopt(handle, parameters)   -> { handle, algorithm }
//   sign, verify, encrypt, decrypt, derive, digest            -> bytes (or a promise of them)

const keys = binding('crypto_key');
const operations = binding('crypto_sign');
const { Cipher } = binding('crypto_cipher');
const { Hash, Hmac, digestSize } = binding('crypto_digest');
const { Buffer } = require('buffer');
const { lazyDOMException, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { isByteSource, requireDigest, viewAsBuffer } = require('internal/crypto/util');
const { generateKeySync } = require('internal/crypto/keygen');

const fail = (name, message) => lazyDOMException(message, name);

const HASHES = {
  __proto__: null, 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512',
  'SHA3-256': 'sha3-256', 'SHA3-384': 'sha3-384', 'SHA3-512': 'sha3-512',
};

// 'sha-256' or { name: 'SHA-256' } -> 'SHA-256'
function hashName(hash) {
  const given = typeof hash === 'object' && hash !== null ? hash.name : hash;
  const name = `${given}`.toUpperCase();
  if (HASHES[name] === undefined) throw fail('NotSupportedError', 'Unrecognized algorithm name');
  return name;
}
const digestId = (hash) => requireDigest(HASHES[hashName(hash)]);
const asBytes = (output) => new Uint8Array(output);

function bytesParameter(parameters, name) {
  if (!isByteSource(parameters[name])) {
    throw new ERR_INVALID_ARG_TYPE(`algorithm.${name}`, ['ArrayBuffer', 'TypedArray', 'DataView'], parameters[name]);
  }
  return viewAsBuffer(parameters[name]);
}

/** A native call with a callback as a promise. */
function later(start) {
  return new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));
}

// ---- digests ----

function digestAlgorithm(name) {
  return {
    name,
    digest(parameters, bytes) {
      const hash = new Hash(requireDigest(HASHES[name]), undefined);
      hash.update(bytes, 0);
      return asBytes(hash.digest(-1));
    },
  };
}

// ---- secret keys ----

function secretFrom(format, data, kty = 'oct') {
  if (format === 'raw' || format === 'raw-secret') return keys.secret(data);
  if (format !== 'jwk') throw fail('NotSupportedError', `Unable to import a secret key using ${format} format`);
  if (typeof data !== 'object' || data === null || data.kty !== kty || typeof data.k !== 'string') {
    throw fail('DataError', 'Invalid keyData');
  }
  return keys.secret(Buffer.from(data.k, 'base64url'));
}

const hmac = {
  name: 'HMAC',
  usages: ['sign', 'verify'],
  keyLength: ({ hash, length }) => length ?? blockBits(hash),
  generate({ hash, length }) {
    const bits = length ?? blockBits(hash);
    const key = generateKeySync('hmac', { length: Math.max(bits, 8) });
    return { handle: require('internal/crypto/keys').handleOf(key), algorithm: hmacAlgorithm(hash, bits) };
  },
  import(format, data, parameters) {
    return hmac.adopt(secretFrom(format, data), parameters);
  },
  adopt(handle, { hash, length }) {
    const bits = handle.secretSize() * 8;
    if (bits === 0) throw fail('DataError', 'Zero-length key is not supported');
    if (length !== undefined && length !== bits) throw fail('DataError', 'Invalid key length');
    return { handle, algorithm: hmacAlgorithm(hash, bits) };
  },
  sign(parameters, key, handle, bytes) {
    const mac = new Hmac(digestId(key.algorithm.hash), handle.secret());
    mac.update(bytes, 0);
    return asBytes(mac.digest(-1));
  },
  verify(parameters, key, handle, signature, bytes) {
    const { timingSafeEqual } = require('internal/crypto/compare');
    const expected = hmac.sign(parameters, key, handle, bytes);
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  },
  jwkName: (key) => `HS${key.algorithm.hash.name.slice(4)}`,
};

function hmacAlgorithm(hash, length) {
  return { name: 'HMAC', length, hash: { name: hashName(hash) } };
}

function blockBits(hash) {
  const name = hashName(hash);
  return name === 'SHA-384' || name === 'SHA-512' ? 1024 : name.startsWith('SHA3') ? digestSize(digestId(name)) * 8 : 512;
}

// One AES mode; `run(encrypt, bits, key bytes, parameters, data)`.
function aes(mode, usages, run) {
  const name = `AES-${mode}`;
  const sized = (length) => {
    if (length !== 128 && length !== 192 && length !== 256) throw fail('OperationError', 'AES key length must be 128, 192, or 256 bits');
    return length;
  };
  const self = {
    name,
    usages,
    keyLength: ({ length }) => sized(length),
    generate({ length }) {
      const key = generateKeySync('aes', { length: sized(length) });
      return { handle: require('internal/crypto/keys').handleOf(key), algorithm: { name, length } };
    },
    import: (format, data) => self.adopt(secretFrom(format, data)),
    adopt(handle) {
      const length = handle.secretSize() * 8;
      if (length !== 128 && length !== 192 && length !== 256) throw fail('DataError', 'Invalid key length');
      return { handle, algorithm: { name, length } };
    },
    encrypt: (parameters, key, handle, bytes) => run(true, key.algorithm.length, handle.secret(), parameters, bytes),
    decrypt: (parameters, key, handle, bytes) => run(false, key.algorithm.length, handle.secret(), parameters, bytes),
    jwkName: (key) => `A${key.algorithm.length}${mode}`,
  };
  return self;
}

const ENCRYPT_USAGES = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];

function runCipher(encrypt, name, key, iv, data) {
  const cipher = new Cipher(encrypt, name, key, iv, undefined);
  return Buffer.concat([cipher.update(data, 0), cipher.final()]);
}

function ivParameter(parameters, name, length) {
  const iv = bytesParameter(parameters, name);
  if (iv.length !== length) throw fail('OperationError', `algorithm.${name} must contain exactly ${length} bytes`);
  return iv;
}

function aead(encrypt, cipherName, key, parameters, data, tagLengths) {
  const { tagLength = 128, additionalData } = parameters;
  if (!tagLengths.includes(tagLength)) {
    throw fail('OperationError', `${tagLength} is not a valid ${parameters.name} tag length`);
  }
  const size = tagLength / 8;
  if (!encrypt && data.length < size) throw fail('OperationError', 'The provided data is too small.');
  const cipher = new Cipher(encrypt, cipherName, key, bytesParameter(parameters, 'iv'), size);
  if (additionalData !== undefined) cipher.setAad(bytesParameter(parameters, 'additionalData'), undefined);
  if (!encrypt) {
    cipher.setTag(data.subarray(data.length - size));
    data = data.subarray(0, data.length - size);
  }
  const parts = [cipher.update(data, 0), cipher.final()];
  if (encrypt) parts.push(cipher.getTag());
  return Buffer.concat(parts);
}

// The counter is the low `length` bits and wraps around alone: a run across its end is two runs.
function aesCtr(encrypt, bits, key, parameters, data) {
  const counter = ivParameter(parameters, 'counter', 16);
  const { length } = parameters;
  if (!(length >= 1 && length <= 128)) throw fail('OperationError', 'AES-CTR algorithm.length must be between 1 and 128');
  const value = BigInt(`0x${counter.toString('hex')}`);
  const space = 1n << BigInt(length);
  const low = value % space;
  const blocks = BigInt(Math.ceil(data.length / 16));
  if (blocks > space) throw fail('OperationError', 'The data is too long for the counter');
  const name = `aes-${bits}-ctr`;
  if (low + blocks <= space) return runCipher(encrypt, name, key, counter, data);
  const first = Number(space - low) * 16;
  const wrapped = Buffer.from((value - low).toString(16).padStart(32, '0'), 'hex');
  return Buffer.concat([runCipher(encrypt, name, key, counter, data.subarray(0, first)),
                        runCipher(encrypt, name, key, wrapped, data.subarray(first))]);
}

const aesModes = [
  aes('CBC', ENCRYPT_USAGES, (encrypt, bits, key, parameters, data) => {
    return runCipher(encrypt, `aes-${bits}-cbc`, key, ivParameter(parameters, 'iv', 16), data);
  }),
  aes('CTR', ENCRYPT_USAGES, aesCtr),
  aes('GCM', ENCRYPT_USAGES, (encrypt, bits, key, parameters, data) => {
    return aead(encrypt, `aes-${bits}-gcm`, key, parameters, data, [32, 64, 96, 104, 112, 120, 128]);
  }),
  aes('OCB', ENCRYPT_USAGES, (encrypt, bits, key, parameters, data) => {
    return aead(encrypt, `aes-${bits}-ocb`, key, parameters, data, [64, 96, 128]);
  }),
  aes('KW', ['wrapKey', 'unwrapKey'], (encrypt, bits, key, parameters, data) => {
    return runCipher(encrypt, `aes${bits}-wrap`, key, Buffer.alloc(8, 0xa6), data);
  }),
];

const chacha = {
  name: 'ChaCha20-Poly1305',
  usages: ENCRYPT_USAGES,
  keyLength: () => 256,
  generate() {
    const key = generateKeySync('aes', { length: 256 });
    return { handle: require('internal/crypto/keys').handleOf(key), algorithm: { name: 'ChaCha20-Poly1305' } };
  },
  import: (format, data) => chacha.adopt(secretFrom(format, data)),
  adopt(handle) {
    if (handle.secretSize() !== 32) throw fail('DataError', 'Invalid key length');
    return { handle, algorithm: { name: 'ChaCha20-Poly1305' } };
  },
  encrypt: (parameters, key, handle, data) => aead(true, 'chacha20-poly1305', handle.secret(), parameters, data, [128]),
  decrypt: (parameters, key, handle, data) => aead(false, 'chacha20-poly1305', handle.secret(), parameters, data, [128]),
  jwkName: () => 'C20P',
};

// ---- key pairs ----

const SIGN_USAGES = { public: ['verify'], private: ['sign'] };

async function makePair(type, options, algorithm) {
  const { pairSettings, startPair } = require('internal/crypto/keygen');
  const settings = pairSettings(type, options);
  const handle = await later((done) => startPair(type, settings, done));
  return { privateKey: { handle, algorithm }, publicKey: { handle: handle.toPublic(), algorithm } };
}

function importPair(format, data, type, raw) {
  try {
    switch (format) {
      case 'spki': return keys.parsePublic(data, 0, 2, undefined);
      case 'pkcs8': return keys.parsePrivate(data, 0, 1, undefined);
      case 'jwk': {
        if (typeof data !== 'object' || data === null) break;
        return require('internal/crypto/jwk').importJwk(data, data.d === undefined ? 'public' : 'private');
      }
      case 'raw':
      case 'raw-public':
        if (raw !== undefined) return raw(data);
    }
  } catch (error) {
    const wrapped = fail('DataError', 'Invalid keyData');
    Object.defineProperty(wrapped, 'cause', { __proto__: null, value: error, configurable: true, writable: true });
    throw wrapped;
  }
  throw fail('NotSupportedError', `Unable to import a ${type} key using ${format} format`);
}

function signWith(handle, digest, padding, salt, p1363, bytes) {
  return later((done) => operations.sign(handle, digest, padding, salt, p1363, undefined, bytes, false, done));
}
function verifyWith(handle, digest, padding, salt, p1363, signature, bytes) {
  return later((done) => operations.verify(handle, digest, padding, salt, p1363, undefined, bytes, false, signature, done));
}

function checkType(handle, wanted) {
  if (handle.asymmetricType() !== wanted) throw fail('DataError', 'Invalid key type');
  return handle;
}

function rsa(name, usages, more) {
  const details = (handle, hash) => ({
    name,
    modulusLength: handle.integer('bits'),
    publicExponent: new Uint8Array(handle.number('e')),
    hash: { name: hashName(hash) },
  });
  const self = {
    name,
    usages,
    async generate({ modulusLength, publicExponent, hash }) {
      hashName(hash);
      const exponent = Number(`0x${Buffer.from(publicExponent).toString('hex')}`);
      if (exponent < 3 || exponent % 2 === 0 || exponent > 0xffffffff) throw fail('OperationError', 'Invalid public exponent');
      const pair = await makePair('rsa', { modulusLength, publicExponent: exponent }, undefined);
      const algorithm = details(pair.privateKey.handle, hash);
      pair.privateKey.algorithm = pair.publicKey.algorithm = algorithm;
      return pair;
    },
    import: (format, data, parameters) => self.adopt(importPair(format, data, 'RSA'), parameters),
    adopt: (handle, { hash }) => ({ handle, algorithm: details(checkType(handle, 'rsa'), hash) }),
    ...more,
  };
  return self;
}

const RSA_PKCS1_PADDING = 1;
const RSA_PKCS1_OAEP_PADDING = 4;
const RSA_PKCS1_PSS_PADDING = 6;

const rsaSign = (padding) => ({
  sign: ({ saltLength }, key, handle, bytes) => {
    return signWith(handle, digestId(key.algorithm.hash), padding, saltLength, false, bytes);
  },
  verify: ({ saltLength }, key, handle, signature, bytes) => {
    return verifyWith(handle, digestId(key.algorithm.hash), padding, saltLength, false, signature, bytes);
  },
});

const rsaOaep = (operation) => ({ label }, key, handle, bytes) => later((done) => {
  operations.rsa(operation, handle, RSA_PKCS1_OAEP_PADDING, digestId(key.algorithm.hash),
                 label === undefined ? undefined : viewAsBuffer(label), bytes, done);
});

const shortHash = (key) => key.algorithm.hash.name.slice(4);

// ---- elliptic curves ----

const CURVES = { __proto__: null, 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };

function curveOf(name) {
  if (CURVES[name] === undefined) throw fail('NotSupportedError', 'Unrecognized namedCurve');
  return CURVES[name];
}

function ec(name, usages, more) {
  const self = {
    name,
    usages,
    generate: ({ namedCurve }) => makePair('ec', { namedCurve: curveOf(namedCurve) }, { name, namedCurve }),
    import(format, data, parameters) {
      const group = Buffer.from(curveOf(parameters.namedCurve));
      const fromPoint = (point) => keys.fromParameters('EC', ['group', 'pub'], [1, 2], [group, point], false);
      return self.adopt(importPair(format, data, 'EC', fromPoint), parameters);
    },
    adopt(handle, { namedCurve }) {
      if (checkType(handle, 'ec').text('group') !== curveOf(namedCurve)) throw fail('DataError', 'Named curve mismatch');
      return { handle, algorithm: { name, namedCurve } };
    },
    ...more,
  };
  return self;
}

async function agree({ public: peer }, baseKey, handle, length, handleOf) {
  const other = handleOf(peer);
  if (other === undefined) throw new ERR_INVALID_ARG_TYPE('algorithm.public', 'CryptoKey', peer);
  if (peer.type !== 'public') throw fail('InvalidAccessError', 'algorithm.public must be a public key');
  if (peer.algorithm.name !== baseKey.algorithm.name) throw fail('InvalidAccessError', 'Keys must be of the same type');
  const secret = await later((done) => operations.derive(handle, other, done));
  if (length === null) return secret;
  if (secret.length * 8 < length) throw fail('OperationError', 'derived bit length is too small');
  const bits = secret.slice(0, Math.ceil(length / 8));
  // Only the first bits of the last byte are wanted.
  if (length % 8 !== 0) bits[bits.length - 1] &= 0xff << (8 - length % 8);
  return bits;
}

const DERIVE_USAGES = { public: [], private: ['deriveKey', 'deriveBits'] };

// Ed25519, Ed448, X25519, X448 (RFC 8032, RFC 7748)
function curve25519(name, usages, more) {
  const type = name.toLowerCase();
  const self = {
    name,
    usages,
    generate: () => makePair(type, undefined, { name }),
    import: (format, data) => self.adopt(importPair(format, data, name, (raw) => keys.fromRaw(name, raw, false))),
    adopt: (handle) => ({ handle: checkType(handle, type), algorithm: { name } }),
    ...more,
  };
  return self;
}

const edSign = {
  sign: (parameters, key, handle, bytes) => signWith(handle, -1, 0, undefined, false, bytes),
  verify: (parameters, key, handle, signature, bytes) => verifyWith(handle, -1, 0, undefined, false, signature, bytes),
  jwkName: (key) => key.algorithm.name,
};

// ---- derivation ----

function baseKey(name, derive) {
  const self = {
    name,
    usages: ['deriveKey', 'deriveBits'],
    keyLength: () => null,
    import: (format, data) => self.adopt(secretFrom(format, data)),
    adopt: (handle) => ({ handle, algorithm: { name } }),
    derive,
  };
  return self;
}

function lengthInBytes(length) {
  if (length % 8 !== 0) throw fail('OperationError', 'length must be a multiple of 8');
  if (length === null) throw fail('OperationError', 'length cannot be null');
  return length / 8;
}

const kdf = () => require('internal/crypto/kdf');

const list = [
  ...Object.keys(HASHES).map(digestAlgorithm),
  hmac,
  ...aesModes,
  chacha,
  rsa('RSASSA-PKCS1-v1_5', SIGN_USAGES, { ...rsaSign(RSA_PKCS1_PADDING), jwkName: (key) => `RS${shortHash(key)}` }),
  rsa('RSA-PSS', SIGN_USAGES, { ...rsaSign(RSA_PKCS1_PSS_PADDING), jwkName: (key) => `PS${shortHash(key)}` }),
  rsa('RSA-OAEP', { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'] }, {
    encrypt: rsaOaep(0),
    decrypt: rsaOaep(1),
    jwkName: (key) => (shortHash(key) === '1' ? 'RSA-OAEP' : `RSA-OAEP-${shortHash(key)}`),
  }),
  ec('ECDSA', SIGN_USAGES, {
    sign: ({ hash }, key, handle, bytes) => signWith(handle, digestId(hash), 0, undefined, true, bytes),
    verify: ({ hash }, key, handle, signature, bytes) => {
      return verifyWith(handle, digestId(hash), 0, undefined, true, signature, bytes);
    },
  }),
  ec('ECDH', DERIVE_USAGES, { derive: agree }),
  curve25519('Ed25519', SIGN_USAGES, edSign),
  curve25519('Ed448', SIGN_USAGES, edSign),
  curve25519('X25519', DERIVE_USAGES, { derive: agree }),
  curve25519('X448', DERIVE_USAGES, { derive: agree }),
  baseKey('HKDF', ({ hash, salt, info }, key, handle, length) => {
    const size = lengthInBytes(length);
    if (size === 0) return new Uint8Array(0);
    return later((done) => kdf().hkdf(HASHES[hashName(hash)], Buffer.from(handle.secret()), salt, info, size, done))
      .then((output) => new Uint8Array(output));
  }),
  baseKey('PBKDF2', ({ hash, salt, iterations }, key, handle, length) => {
    const size = lengthInBytes(length);
    if (iterations === 0) throw fail('OperationError', 'iterations cannot be zero');
    if (size === 0) return new Uint8Array(0);
    return later((done) => kdf().pbkdf2(handle.secret(), salt, iterations, size, HASHES[hashName(hash)], done));
  }),
];

const byName = new Map(list.map((one) => [one.name.toUpperCase(), one]));

/** @param {string} name in any case @returns {object|undefined} the record */
function find(name) {
  return byName.get(name.toUpperCase());
}

module.exports = { find };
