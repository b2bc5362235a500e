'use strict';
// Algorithms of SubtleCrypto that derive bits from a secret: HKDF, PBKDF2, Argon2. Caller: registry.js.

const { secret } = binding('crypto_key');
const { digestName, fail } = require('internal/crypto/subtle/parameters');
const { cannotImport, checkUsages, later } = require('internal/crypto/subtle/keys');

const kdf = () => require('internal/crypto/kdf');

function wholeBytes(length) {
  if (length === null) throw fail('OperationError', 'length cannot be null');
  if (length % 8 !== 0) throw fail('OperationError', 'length must be a multiple of 8');
  return length / 8;
}

function baseKey(name, operations, formats, more) {
  const usages = ['deriveKey', 'deriveBits'];
  const checkExtractable = ({ extractable }) => {
    if (extractable) throw fail('SyntaxError', `${name} keys are not extractable`);
  };
  const record = {
    name,
    operations: { '__proto__': null, 'importKey': 'Algorithm', 'get key length': 'Algorithm', ...operations },
    usages,
    keyLength: () => null,
    checkLength: wholeBytes,
    importKey(format, data, parameters, wanted) {
      // Argon2 looks at the format first, the older ones at whether the key may leave.
      if (!formats.includes('raw') && !formats.includes(format)) throw cannotImport(name, format);
      checkExtractable(wanted);
      const known = checkUsages(wanted.usages, usages, name);
      if (!formats.includes(format)) throw cannotImport(name, format);
      return { handle: secret(data), algorithm: { name }, usages: known };
    },
    adopt(handle, parameters, wanted) {
      checkExtractable(wanted);
      return { handle, algorithm: { name }, usages: checkUsages(wanted.usages, usages, name) };
    },
    ...more,
  };
  return record;
}

const empty = () => new Uint8Array(0);

const hkdf = baseKey('HKDF', { deriveBits: 'HkdfParams' }, ['raw', 'raw-secret'], {
  async deriveBits({ hash, salt, info }, { handle }, length) {
    const size = wholeBytes(length);
    if (size === 0) return empty();
    return new Uint8Array(await later((done) => {
      kdf().hkdf(digestName(hash), handle.secret(), salt, info, size, done);
    }));
  },
});

const pbkdf2 = baseKey('PBKDF2', { deriveBits: 'Pbkdf2Params' }, ['raw', 'raw-secret'], {
  async deriveBits({ hash, salt, iterations }, { handle }, length) {
    const size = wholeBytes(length);
    if (size === 0) return empty();
    return await later((done) => kdf().pbkdf2(handle.secret(), salt, iterations, size, digestName(hash), done));
  },
});

// RFC 9106: at least 4 bytes.
function argonBytes(length) {
  const size = wholeBytes(length);
  if (size < 4) throw fail('OperationError', 'length must be >= 32');
  return size;
}

const argon2 = (name) => baseKey(name, { deriveBits: 'Argon2Params' }, ['raw-secret'], {
  checkLength: argonBytes,
  async deriveBits({ nonce, parallelism, memory, passes, secretValue, associatedData }, { handle }, length) {
    const tagLength = argonBytes(length);
    return await later((done) => kdf().argon2(name.toLowerCase(), {
      message: handle.secret(), nonce, parallelism, tagLength, memory, passes, secret: secretValue, associatedData,
    }, done));
  },
});

module.exports = [hkdf, pbkdf2, ...['Argon2d', 'Argon2i', 'Argon2id'].map(argon2)];
