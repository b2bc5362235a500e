'use strict';
// Algorithms of SubtleCrypto with key pairs: RSA, elliptic curves, ML-DSA, ML-KEM. Caller: registry.js.

const keys = binding('crypto_key');
const operations = binding('crypto_sign');
const { Buffer } = require('buffer');
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
const { digestName, fail } = require('internal/crypto/subtle/parameters');
const {
  checkAlg, checkJwk, checkJwkMembers, checkUsages, exportPair, exportSpki, firstBits, generatePair, importPair, invalidData,
  later, pairUsages, readJwk, readPkcs8, readSpki, requireType,
} = require('internal/crypto/subtle/keys');
const { requireDigest } = require('internal/crypto/util');

const digestOf = (hash) => requireDigest(digestName(hash));

// What keys of every kind of pair can do.
const KEY_OPERATIONS = { exportKey: 'Algorithm', getPublicKey: 'Algorithm' };

// Checks a JWK's type and members; `more` are those of a private one, which the first of them makes.
function isPrivateJwk(jwk, kty, required, more) {
  const isPrivate = jwk[more[0]] !== undefined;
  checkJwkMembers(jwk, kty, isPrivate ? [...required, ...more] : required);
  return isPrivate;
}

const signWith = (key, digest, padding, salt, p1363, context, data) => {
  return later((done) => operations.sign(key.handle, digest, padding, salt, p1363, context, data, false, done));
};
const verifyWith = (key, digest, padding, salt, p1363, context, signature, data) => {
  return later((done) => {
    operations.verify(key.handle, digest, padding, salt, p1363, context, data, false, signature, done);
  });
};

// A pair of handles with their usages.
function newPair(handle, algorithm, { publicUsages, privateUsages }) {
  return {
    publicKey: { handle: handle.toPublic(), algorithm, usages: publicUsages },
    privateKey: { handle, algorithm, usages: privateUsages },
  };
}

// A KeyObject's handle as a key of `record`, whose kind is `type`.
function adoptPair(record, handle, type, usages) {
  requireType(handle, type);
  return checkUsages(usages, handle.type() === 2 ? record.usages.private : record.usages.public, record.name);
}

// ---- RSA ----

const SIGN_USAGES = { public: ['verify'], private: ['sign'] };

// The exponent as a number: OpenSSL's generator takes those of 32 bits.
function exponentOf(bytes) {
  const value = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
  if (value > 0xffffffffn) throw fail('OperationError', 'The publicExponent must be equivalent to an unsigned 32-bit value');
  if (value < 3n || value % 2n === 0n) throw fail('OperationError', 'The operation failed for an operation-specific reason');
  return Number(value);
}

function rsa(name, own, usages, jwkUse, jwkAlg, more) {
  // SHA-3 has no names for it yet.
  const algName = (hash) => (hash.name.startsWith('SHA3') ? undefined : jwkAlg(hash.name.slice(4)));
  const details = (handle, hash) => ({
    name,
    modulusLength: handle.integer('bits'),
    publicExponent: new Uint8Array(handle.number('e')),
    hash: { name: hash.name },
  });
  const record = {
    name,
    operations: {
      __proto__: null, generateKey: 'RsaHashedKeyGenParams', importKey: 'RsaHashedImportParams', ...KEY_OPERATIONS, ...own,
    },
    usages,
    async generateKey({ modulusLength, publicExponent, hash }, wanted) {
      const known = pairUsages(record, wanted.usages);
      const handle = await generatePair('rsa', { modulusLength, publicExponent: exponentOf(publicExponent) });
      return newPair(handle, details(handle, hash), known);
    },
    importKey(format, data, { hash }, wanted) {
      const made = importPair(record, format, data, wanted, {
        spki: (bytes) => readSpki(bytes, 'rsa'),
        pkcs8: (bytes) => readPkcs8(bytes, 'rsa'),
        jwk: (jwk) => readRsaJwk(jwk, hash, wanted),
      });
      return { ...made, algorithm: details(made.handle, hash) };
    },
    adopt(handle, { hash }, wanted) {
      return { handle, usages: adoptPair(record, handle, 'rsa', wanted.usages), algorithm: details(handle, hash) };
    },
    exportKey: (format, key) => exportPair(key, format, { alg: algName(key.algorithm.hash) }),
    ...more,
  };
  const readRsaJwk = (jwk, hash, wanted) => {
    const isPrivate = isPrivateJwk(jwk, 'RSA', ['n', 'e'], ['d', 'p', 'q', 'dp', 'dq', 'qi']);
    checkJwk(jwk, { use: jwkUse, ...wanted });
    checkAlg(jwk, algName(hash));
    return { handle: readJwk(jwk, isPrivate), isPrivate };
  };
  return record;
}

const RSA_PKCS1_PADDING = 1;
const RSA_PKCS1_OAEP_PADDING = 4;
const RSA_PKCS1_PSS_PADDING = 6;

const rsaSigning = (padding) => ({
  sign: ({ saltLength }, key, data) => {
    checkSalt(key, saltLength);
    return signWith(key, digestOf(key.algorithm.hash), padding, saltLength, false, undefined, data);
  },
  verify: ({ saltLength }, key, signature, data) => {
    checkSalt(key, saltLength);
    return verifyWith(key, digestOf(key.algorithm.hash), padding, saltLength, false, undefined, signature, data);
  },
});

// RFC 8017, section 9.1.1: what is left of the modulus beside the hash and two bytes.
function checkSalt({ algorithm: { modulusLength, hash } }, saltLength) {
  if (saltLength === undefined) return;
  const longest = Math.ceil((modulusLength - 1) / 8) - binding('crypto_digest').digestSize(digestOf(hash)) - 2;
  if (saltLength > longest) throw new ERR_OUT_OF_RANGE('algorithm.saltLength', `>= 0 && <= ${longest}`, saltLength);
}

const rsaCipher = (operation) => ({ label }, key, data) => later((done) => {
  operations.rsa(operation, key.handle, RSA_PKCS1_OAEP_PADDING, digestOf(key.algorithm.hash), label, data, done);
});

const rsaRecords = [
  rsa('RSASSA-PKCS1-v1_5', { sign: 'Algorithm', verify: 'Algorithm' }, SIGN_USAGES, 'sig', (hash) => `RS${hash}`,
      rsaSigning(RSA_PKCS1_PADDING)),
  rsa('RSA-PSS', { sign: 'RsaPssParams', verify: 'RsaPssParams' }, SIGN_USAGES, 'sig', (hash) => `PS${hash}`,
      rsaSigning(RSA_PKCS1_PSS_PADDING)),
  rsa('RSA-OAEP', { encrypt: 'RsaOaepParams', decrypt: 'RsaOaepParams' },
      { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'] }, 'enc',
      (hash) => (hash === '1' ? 'RSA-OAEP' : `RSA-OAEP-${hash}`), { encrypt: rsaCipher(0), decrypt: rsaCipher(1) }),
];

// ---- Elliptic curves over prime fields ----

const GROUPS = { '__proto__': null, 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };
const RAW_FORMATS = ['raw', 'raw-public'];

const ecPoint = (handle) => require('internal/crypto/raw_keys').exportRaw(handle, 'raw-public');
const ecFromPoint = (group, point) => keys.fromParameters('EC', ['group', 'pub'], [1, 2], [Buffer.from(group), point], false);

// With the point uncompressed, whatever form it came in.
const exportEcSpki = (handle) => exportSpki(ecFromPoint(handle.text('group'), ecPoint(handle)));

function ec(name, own, usages, jwkUse, more) {
  const algorithmOf = (namedCurve) => ({ name, namedCurve });
  const requireCurve = (handle, namedCurve) => {
    if (handle.text('group') !== GROUPS[namedCurve]) throw fail('DataError', 'Named curve mismatch');
    return handle;
  };
  const record = {
    name,
    operations: { __proto__: null, generateKey: 'EcKeyGenParams', importKey: 'EcKeyImportParams', ...KEY_OPERATIONS, ...own },
    usages,
    async generateKey({ namedCurve }, wanted) {
      const known = pairUsages(record, wanted.usages);
      return newPair(await generatePair('ec', { namedCurve: GROUPS[namedCurve] }), algorithmOf(namedCurve), known);
    },
    importKey(format, data, { namedCurve }, wanted) {
      const made = importPair(record, format, data, wanted, {
        spki: (bytes) => requireCurve(readSpki(bytes, 'ec'), namedCurve),
        pkcs8: (bytes) => requirePoint(requireCurve(readPkcs8(bytes, 'ec'), namedCurve), namedCurve),
        jwk: (jwk) => readEcJwk(jwk, namedCurve, wanted),
        raw: (point) => ecFromPoint(GROUPS[namedCurve], point),
        rawFormats: RAW_FORMATS,
      });
      return { ...made, algorithm: algorithmOf(namedCurve) };
    },
    adopt(handle, { namedCurve }, wanted) {
      const known = adoptPair(record, handle, 'ec', wanted.usages);
      return { handle: requireCurve(handle, namedCurve), usages: known, algorithm: algorithmOf(namedCurve) };
    },
    exportKey: (format, key) => exportPair(key, format, { rawFormats: RAW_FORMATS, raw: ecPoint, spki: exportEcSpki }),
    ...more,
  };
  const readEcJwk = (jwk, namedCurve, wanted) => {
    const isPrivate = isPrivateJwk(jwk, 'EC', ['crv', 'x', 'y'], ['d']);
    checkJwk(jwk, { use: jwkUse, ...wanted });
    if (jwk.crv !== namedCurve) throw fail('DataError', 'JWK "crv" does not match the requested algorithm');
    if (name === 'ECDSA') checkAlg(jwk, `ES${namedCurve === 'P-521' ? '512' : namedCurve.slice(2)}`);
    const handle = readJwk(jwk, isPrivate);
    if (isPrivate) requirePoint(handle, namedCurve);
    return { handle, isPrivate };
  };
  return record;
}

// The point is redundant in a private key: it must be the right one.
function requirePoint(handle, namedCurve) {
  const curve = keys.curveNid(GROUPS[namedCurve]);
  const number = handle.number('priv');
  const right = operations.ecPrivateInRange(curve, number) &&
    Buffer.from(operations.ecPublicOf(curve, number, 4)).equals(operations.ecConvert(curve, handle.octets('encoded-pub-key'), 4));
  if (!right) throw invalidData();
  return handle;
}

const DERIVE_USAGES = { public: [], private: ['deriveKey', 'deriveBits'] };

// The bits that two keys agree upon, so many of them, or all.
async function agree({ public: peer }, key, length) {
  const { slotsOfCryptoKey } = require('internal/crypto/crypto_key');
  const other = slotsOfCryptoKey(peer);
  if (other.algorithm.namedCurve !== key.algorithm.namedCurve) throw fail('InvalidAccessError', 'Named curve mismatch');
  if (length === 0) return Buffer.alloc(0);
  const secret = await later((done) => operations.derive(key.handle, other.handle, done));
  if (length === null) return secret;
  if (secret.length * 8 < length) throw fail('OperationError', 'derived bit length is too small');
  return firstBits(Buffer.from(secret), length);
}

// The longest secret of an algorithm, for SubtleCrypto.supports(). @returns {number} bits
const SECRET_BITS = { '__proto__': null, 'P-256': 256, 'P-384': 384, 'P-521': 528, 'X25519': 256, 'X448': 448 };

function checkSecretLength(length, { public: peer, name }) {
  if (length !== null && length > SECRET_BITS[peer.algorithm.namedCurve ?? name]) {
    throw fail('OperationError', 'derived bit length is too small');
  }
}

const ecRecords = [
  ec('ECDSA', { sign: 'EcdsaParams', verify: 'EcdsaParams' }, SIGN_USAGES, 'sig', {
    sign: ({ hash }, key, data) => signWith(key, digestOf(hash), 0, undefined, true, undefined, data),
    verify: ({ hash }, key, signature, data) => {
      return verifyWith(key, digestOf(hash), 0, undefined, true, undefined, signature, data);
    },
  }),
  ec('ECDH', { deriveBits: 'EcdhKeyDeriveParams' }, DERIVE_USAGES, 'enc', { deriveBits: agree, checkLength: checkSecretLength }),
];

// ---- Keys without parameters: RFC 7748, RFC 8032, FIPS 203, FIPS 204 ----

function plainPair(name, own, usages, readers, writers, more) {
  const type = name.toLowerCase();
  const record = {
    name,
    operations: { __proto__: null, generateKey: 'Algorithm', importKey: 'Algorithm', ...KEY_OPERATIONS, ...own },
    usages,
    async generateKey(parameters, wanted) {
      const known = pairUsages(record, wanted.usages);
      return newPair(await generatePair(type, undefined), { name }, known);
    },
    importKey(format, data, parameters, wanted) {
      const made = importPair(record, format, data, wanted, {
        spki: (bytes) => readSpki(bytes, type),
        pkcs8: (bytes) => readPkcs8(bytes, type),
        raw: (bytes) => keys.fromRaw(name, bytes, false),
        ...readers,
        jwk: (jwk) => readers.jwk(jwk, wanted),
      });
      return { ...made, algorithm: { name } };
    },
    adopt: (handle, parameters, wanted) => {
      return { handle, usages: adoptPair(record, handle, type, wanted.usages), algorithm: { name } };
    },
    exportKey: (format, key) => exportPair(key, format, { raw: (handle) => handle.raw(false), ...writers }),
    ...more,
  };
  return record;
}

function curve25519(name, own, usages, jwkUse, more) {
  const signs = name.startsWith('Ed');
  return plainPair(name, own, usages, {
    rawFormats: RAW_FORMATS,
    jwk(jwk, wanted) {
      const isPrivate = isPrivateJwk(jwk, 'OKP', ['crv', 'x'], ['d']);
      checkJwk(jwk, { use: jwkUse, ...wanted });
      if (jwk.crv !== name) throw fail('DataError', 'JWK "crv" Parameter and algorithm name mismatch');
      if (signs) checkAlg(jwk, name, 'EdDSA');
      const handle = readJwk(jwk, isPrivate);
      requirePublicHalf(handle, jwk.x);
      return { handle, isPrivate };
    },
  }, { rawFormats: RAW_FORMATS, alg: signs ? name : undefined }, more);
}

// A JWK's public half is redundant in a private key: it must be the right one.
function requirePublicHalf(handle, text) {
  if (!Buffer.from(handle.raw(false)).equals(Buffer.from(text, 'base64url'))) throw invalidData();
}

const kMaxContext = 255;
function checkContext(context) {
  if (context?.length > kMaxContext) {
    const error = new RangeError(`context string must be at most ${kMaxContext} bytes`);
    throw Object.assign(error, { code: 'ERR_OUT_OF_RANGE' });
  }
  // No context and an empty one are the same (FIPS 204, RFC 8032).
  return context?.length === 0 ? undefined : context;
}

const plainSigning = {
  sign: ({ context }, key, data) => signWith(key, -1, 0, undefined, false, checkContext(context), data),
  verify: ({ context }, key, signature, data) => {
    return verifyWith(key, -1, 0, undefined, false, checkContext(context), signature, data);
  },
};
const agreement = { deriveBits: agree, checkLength: checkSecretLength };

// The last bytes of the object identifiers 2.16.840.1.101.3.4.3.x and 2.16.840.1.101.3.4.4.x (NIST CSOR).
const SEED_OIDS = {
  '__proto__': null, 'ML-DSA-44': '0311', 'ML-DSA-65': '0312', 'ML-DSA-87': '0313',
  'ML-KEM-512': '0401', 'ML-KEM-768': '0402', 'ML-KEM-1024': '0403',
};

// PrivateKeyInfo whose key is the seed alone, [0] of the CHOICE (RFC 9881, RFC 9935): OpenSSL would add the long form.
function seedPkcs8(name, seed) {
  const version = '020100';
  const algorithm = `300b060960864801650304${SEED_OIDS[name]}`;
  const key = Buffer.from([0x04, seed.length + 2, 0x80, seed.length]);
  const body = Buffer.concat([Buffer.from(version + algorithm, 'hex'), key, seed]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function postQuantum(name, own, usages, jwkUse, more) {
  const family = name.slice(0, 6);
  const type = name.toLowerCase();
  const readSeed = (seed) => require('internal/crypto/raw_keys').importRaw(type, 'raw-seed', seed);
  const writeSeed = (handle) => require('internal/crypto/raw_keys').exportRaw(handle, 'raw-seed');
  return plainPair(name, own, usages, {
    rawFormats: ['raw-public'],
    seed: readSeed,
    pkcs8(bytes) {
      const handle = readPkcs8(bytes, type);
      if (handle.octets('seed') === undefined) {
        throw fail('NotSupportedError', `Importing an ${family} PKCS#8 key without a seed is not supported`);
      }
      return handle;
    },
    jwk(jwk, wanted) {
      const isPrivate = isPrivateJwk(jwk, 'AKP', ['alg', 'pub'], ['priv']);
      checkJwk(jwk, { use: jwkUse, ...wanted });
      if (jwk.alg !== name) throw fail('DataError', 'JWK "alg" Parameter and algorithm name mismatch');
      const handle = readJwk(jwk, isPrivate);
      requirePublicHalf(handle, jwk.pub);
      return { handle, isPrivate };
    },
  }, { rawFormats: ['raw-public'], seed: writeSeed, pkcs8: (handle) => seedPkcs8(name, writeSeed(handle)) }, more);
}

const encapsulation = {
  // -> [ciphertext, shared key]
  encapsulate: (parameters, key) => later((done) => operations.encapsulate(key.handle, done)),
  decapsulate: (parameters, key, ciphertext) => later((done) => operations.decapsulate(key.handle, ciphertext, done)),
  sharedKeyBits: 256,
};
const KEM_USAGES = { public: ['encapsulateKey', 'encapsulateBits'], private: ['decapsulateKey', 'decapsulateBits'] };

module.exports = [
  ...rsaRecords,
  ...ecRecords,
  curve25519('Ed25519', { sign: 'Algorithm', verify: 'Algorithm' }, SIGN_USAGES, 'sig', plainSigning),
  curve25519('Ed448', { sign: 'ContextParams', verify: 'ContextParams' }, SIGN_USAGES, 'sig', plainSigning),
  curve25519('X25519', { deriveBits: 'EcdhKeyDeriveParams' }, DERIVE_USAGES, 'enc', agreement),
  curve25519('X448', { deriveBits: 'EcdhKeyDeriveParams' }, DERIVE_USAGES, 'enc', agreement),
  ...['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'].map((name) => {
    return postQuantum(name, { sign: 'ContextParams', verify: 'ContextParams' }, SIGN_USAGES, 'sig', plainSigning);
  }),
  ...['ML-KEM-512', 'ML-KEM-768', 'ML-KEM-1024'].map((name) => {
    return postQuantum(name, { encapsulate: 'Algorithm', decapsulate: 'Algorithm' }, KEM_USAGES, 'enc', encapsulation);
  }),
];
