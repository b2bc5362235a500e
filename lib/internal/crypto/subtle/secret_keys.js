'use strict';
// Algorithms of SubtleCrypto with secret keys: AES, ChaCha20-Poly1305, HMAC, KMAC. Caller: registry.js.

const { secret } = binding('crypto_key');
const ciphers = binding('crypto_cipher');
const digests = binding('crypto_digest');
const keccak = binding('crypto_keccak');
const { Buffer } = require('buffer');
const { blockBits, digestName, fail } = require('internal/crypto/subtle/parameters');
const {
  checkAlg, checkedBits, checkUsages, exportSecret, firstBits, importSecretBytes, later, randomBytes, requireUsages,
} = require('internal/crypto/subtle/keys');
const { requireDigest } = require('internal/crypto/util');

const NONE = Buffer.alloc(0);

// A new key of `bits` random bits. Usages are checked first.
async function newSecret(record, usages, bits, algorithm) {
  const known = checkUsages(usages, record.usages, record.name);
  requireUsages(known);
  return { handle: secret(firstBits(await randomBytes(Math.ceil(bits / 8)), bits)), algorithm, usages: known };
}

// ---- Ciphers ----

const CIPHER_USAGES = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];

function runCipher(encrypt, name, key, iv, data, tagBytes = undefined, aad = undefined) {
  return later((done) => ciphers.run(encrypt, name, key.handle.secret(), iv, tagBytes, aad, data, done));
}

function aead(encrypt, name, key, { iv, tagLength = 128, additionalData }, data) {
  return runCipher(encrypt, name, key, iv, data, tagLength / 8, additionalData);
}

// The counter is the low `length` bits and wraps around alone: a run across its end is two runs.
async function counterMode(encrypt, name, key, { counter, length }, data) {
  const value = BigInt(`0x${counter.toString('hex')}`);
  const space = 1n << BigInt(length);
  const low = value % space;
  const blocks = BigInt(Math.ceil(data.length / 16));
  if (blocks > space) throw fail('OperationError', 'The data is too long for the counter');
  if (low + blocks <= space) return runCipher(encrypt, name, key, counter, data);
  const first = Number(space - low) * 16;
  const wrapped = Buffer.from((value - low).toString(16).padStart(32, '0'), 'hex');
  return Buffer.concat([await runCipher(encrypt, name, key, counter, data.subarray(0, first)),
                        await runCipher(encrypt, name, key, wrapped, data.subarray(first))]);
}

const AES_MODES = {
  __proto__: null,
  CBC: { type: 'AesCbcParams', run: (encrypt, name, key, { iv }, data) => runCipher(encrypt, name, key, iv, data) },
  CTR: { type: 'AesCtrParams', run: counterMode },
  GCM: { type: 'AeadParams', run: aead },
  OCB: { type: 'AeadParams', run: aead },
};

function checkAesBytes({ length }) {
  if (length !== 16 && length !== 24 && length !== 32) throw fail('DataError', 'Invalid key length');
}

const AES_KEY_OPERATIONS = {
  'generateKey': 'AesKeyGenParams', 'importKey': 'Algorithm', 'exportKey': 'Algorithm', 'get key length': 'AesDerivedKeyParams',
};

function aes(mode, operations, usages, more) {
  const name = `AES-${mode}`;
  const record = {
    name,
    operations: { __proto__: null, ...AES_KEY_OPERATIONS, ...operations },
    usages,
    rawFormats: mode === 'OCB' ? ['raw-secret'] : ['raw', 'raw-secret'],
    jwkUse: 'enc',
    jwkAlg: ({ length }) => `A${length}${mode}`,
    generateKey: ({ length }, wanted) => newSecret(record, wanted.usages, length, { name, length }),
    importKey(format, data, parameters, wanted) {
      const { bytes, usages: known } = importSecretBytes(record, format, data, wanted, (jwk, { length }) => {
        checkAesBytes({ length });
        checkAlg(jwk, `A${length * 8}${mode}`);
      });
      return record.adopt(secret(bytes), parameters, { usages: known });
    },
    adopt(handle, parameters, { usages: known }) {
      const length = handle.secretSize();
      const checked = checkUsages(known, usages, name);
      checkAesBytes({ length });
      return { handle, algorithm: { name, length: length * 8 }, usages: checked };
    },
    exportKey: (format, key) => exportSecret(record, format, key),
    keyLength: ({ length }) => length,
    ...more,
  };
  return record;
}

function aesCipher(mode) {
  const { type, run } = AES_MODES[mode];
  const cipherName = (key) => `aes-${key.algorithm.length}-${mode.toLowerCase()}`;
  return aes(mode, { encrypt: type, decrypt: type }, CIPHER_USAGES, {
    encrypt: (parameters, key, data) => run(true, cipherName(key), key, parameters, data),
    decrypt: (parameters, key, data) => run(false, cipherName(key), key, parameters, data),
  });
}

// RFC 3394, with its default initial value.
const WRAP_IV = Buffer.alloc(8, 0xa6);
const wrapName = (key) => `aes${key.algorithm.length}-wrap`;
const aesWrap = aes('KW', { wrapKey: 'Algorithm', unwrapKey: 'Algorithm' }, ['wrapKey', 'unwrapKey'], {
  wrapKey: (parameters, key, data) => runCipher(true, wrapName(key), key, WRAP_IV, data),
  unwrapKey: (parameters, key, data) => runCipher(false, wrapName(key), key, WRAP_IV, data),
});

const kChaChaBytes = 32;
const chacha = {
  name: 'ChaCha20-Poly1305',
  operations: {
    '__proto__': null, 'encrypt': 'AeadParams', 'decrypt': 'AeadParams', 'generateKey': 'Algorithm', 'importKey': 'Algorithm',
    'exportKey': 'Algorithm', 'get key length': 'Algorithm',
  },
  usages: CIPHER_USAGES,
  rawFormats: ['raw-secret'],
  jwkUse: 'enc',
  jwkAlg: () => 'C20P',
  generateKey: ({ name }, wanted) => newSecret(chacha, wanted.usages, kChaChaBytes * 8, { name }),
  importKey(format, data, parameters, wanted) {
    const { bytes, usages } = importSecretBytes(chacha, format, data, wanted, (jwk) => checkAlg(jwk, 'C20P'));
    return chacha.adopt(secret(bytes), parameters, { usages });
  },
  adopt(handle, { name }, { usages }) {
    const known = checkUsages(usages, CIPHER_USAGES, name);
    if (handle.secretSize() !== kChaChaBytes) throw fail('DataError', 'Invalid key length');
    return { handle, algorithm: { name }, usages: known };
  },
  exportKey: (format, key) => exportSecret(chacha, format, key),
  keyLength: () => kChaChaBytes * 8,
  encrypt: (parameters, key, data) => aead(true, 'chacha20-poly1305', key, parameters, data),
  decrypt: (parameters, key, data) => aead(false, 'chacha20-poly1305', key, parameters, data),
};

// ---- Message authentication codes ----

const MAC_USAGES = ['sign', 'verify'];

// `mac(parameters, key, data)` gives the code; verification compares in constant time.
function macRecord(name, operations, more) {
  const record = {
    name,
    operations: { '__proto__': null, 'exportKey': 'Algorithm', ...operations },
    usages: MAC_USAGES,
    jwkUse: 'sig',
    exportKey: (format, key) => exportSecret(record, format, key),
    sign: (parameters, key, data) => record.mac(parameters, key, data),
    async verify(parameters, key, signature, data) {
      const { timingSafeEqual } = require('internal/crypto/compare');
      const expected = await record.mac(parameters, key, data);
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    },
    importKey(format, data, parameters, wanted) {
      const { bytes, usages } = importSecretBytes(record, format, data, wanted, (jwk) => {
        checkAlg(jwk, record.jwkAlg(parameters));
      });
      return record.made(bytes, parameters, usages);
    },
    adopt(handle, parameters, { usages }) {
      return record.made(Buffer.from(handle.secret()), parameters, checkUsages(usages, MAC_USAGES, name));
    },
    ...more,
  };
  return record;
}

const hmacAlgorithm = (hash, length) => ({ name: 'HMAC', length, hash: { name: hash.name } });

const hmac = macRecord('HMAC', {
  'sign': 'Algorithm', 'verify': 'Algorithm', 'generateKey': 'HmacKeyGenParams', 'importKey': 'HmacImportParams',
  'get key length': 'HmacImportParams',
}, {
  rawFormats: ['raw', 'raw-secret'],
  // SHA-3 has no names for it yet.
  jwkAlg: ({ hash: { name } }) => (name.startsWith('SHA3') ? undefined : `HS${name.slice(4)}`),
  generateKey({ hash, length = blockBits(hash) }, wanted) {
    return newSecret(hmac, wanted.usages, length, hmacAlgorithm(hash, length));
  },
  made(bytes, { hash, length }, usages) {
    if (bytes.length === 0) throw fail('DataError', 'Zero-length key is not supported');
    const bits = checkedBits(bytes, length);
    return { handle: secret(firstBits(bytes, bits)), algorithm: hmacAlgorithm(hash, bits), usages };
  },
  keyLength: ({ hash, length }) => length ?? blockBits(hash),
  mac(parameters, { handle, algorithm }, data) {
    const id = requireDigest(digestName(algorithm.hash));
    return later((done) => digests.hmacAsync(id, handle.secret(), data, done));
  },
});

function kmac(strength) {
  const name = `KMAC${strength}`;
  const record = macRecord(name, {
    'sign': 'KmacParams', 'verify': 'KmacParams', 'generateKey': 'KmacKeyGenParams', 'importKey': 'KmacImportParams',
    'get key length': 'KmacImportParams',
  }, {
    rawFormats: ['raw-secret'],
    jwkAlg: () => `K${strength}`,
    generateKey: ({ length = strength }, wanted) => newSecret(record, wanted.usages, length, { name, length }),
    made(bytes, { length }, usages) {
      const bits = checkedBits(bytes, length);
      return { handle: secret(firstBits(bytes, bits)), algorithm: { name, length: bits }, usages };
    },
    keyLength: ({ length }) => length ?? strength,
    async mac({ outputLength, customization = NONE }, { handle }, data) {
      if (customization.length > 512) throw new Error('Deriving bits failed');
      const out = Buffer.from(new ArrayBuffer(Math.ceil(outputLength / 8)));
      await later((done) => keccak.kmac(strength, handle.secret(), customization, outputLength, data, out, done));
      return firstBits(out, outputLength);
    },
  });
  return record;
}

module.exports = [...Object.keys(AES_MODES).map(aesCipher), aesWrap, chacha, hmac, kmac(128), kmac(256)];
