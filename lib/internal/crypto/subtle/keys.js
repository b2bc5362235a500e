'use strict';
// What the algorithms of SubtleCrypto share about keys: usages, JSON Web Keys, import and export of secret keys and of
// key pairs. Callers: the algorithm files beside this one.
//
// An import answers with { handle, algorithm, usages }; the caller makes the CryptoKey and refuses empty usages.

const native = binding('crypto_key');
const { Buffer } = require('buffer');
const { fail } = require('internal/crypto/subtle/parameters');

const USAGES = [
  'encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey', 'encapsulateKey',
  'encapsulateBits', 'decapsulateKey', 'decapsulateBits',
];

/** Without repetitions, in the order of Web IDL's enumeration. @param {string[]} usages */
const canonical = (usages) => USAGES.filter((usage) => usages.includes(usage));

/** @param {string[]} usages @param {string[]} allowed @param {string} name of the algorithm */
function checkUsages(usages, allowed, name) {
  if (usages.some((usage) => !allowed.includes(usage))) throw fail('SyntaxError', `Unsupported key usage for ${name} key`);
  return canonical(usages);
}

/** Also for keys of no usage. @param {string[]} usages */
function requireUsages(usages) {
  if (usages.length === 0) throw fail('SyntaxError', 'Usages cannot be empty when creating a key.');
}

function withCause(error, cause) {
  Object.defineProperty(error, 'cause', { __proto__: null, value: cause, configurable: true, writable: true });
  return error;
}

const invalidData = (cause = undefined) => {
  const error = fail('DataError', 'Invalid keyData');
  return cause === undefined ? error : withCause(error, cause);
};

const cannotImport = (name, format) => fail('NotSupportedError', `Unable to import ${name} using ${format} format`);
const cannotExport = (key, format) => {
  const type = ['secret', 'public', 'private'][key.handle.type()];
  return fail('NotSupportedError', `Unable to export ${key.algorithm.name} ${type} key using ${format} format`);
};

// ---- JSON Web Keys ----

/** @param {object} jwk @param {string} kty @param {string[]} required members */
function checkJwkMembers(jwk, kty, required) {
  if (jwk.kty === undefined) throw invalidData();
  if (jwk.kty !== kty) throw fail('DataError', 'Invalid JWK "kty" Parameter');
  if (required.some((name) => jwk[name] === undefined)) throw invalidData();
}

/**
 * The members that every JWK may have (RFC 7517, sections 4.2 and 4.3; Web Cryptography API on `ext`).
 * @param {object} jwk @param {{use: string, extractable: boolean, usages: string[]}} wanted
 */
function checkJwk(jwk, { use, extractable, usages }) {
  if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use) throw fail('DataError', 'Invalid JWK "use" Parameter');
  const { key_ops: operations } = jwk;
  if (operations !== undefined) {
    if (new Set(operations).size !== operations.length) throw fail('DataError', 'Duplicate key operation');
    if (usages.some((usage) => !operations.includes(usage))) throw fail('DataError', 'Key operations and usage mismatch');
  }
  if (jwk.ext === false && extractable) throw fail('DataError', 'JWK "ext" Parameter and extractable mismatch');
}

// An algorithm without a registered name (undefined) takes any.
function checkAlg(jwk, ...accepted) {
  if (accepted[0] === undefined) return;
  if (jwk.alg !== undefined && !accepted.includes(jwk.alg)) {
    throw fail('DataError', 'JWK "alg" does not match the requested algorithm');
  }
}

/** What every exported JWK begins with. @param {object} key slots of a CryptoKey @param {string} [alg] */
function jwkHead(key, alg = undefined) {
  const head = { key_ops: [...key.usages], ext: key.extractable };
  if (alg !== undefined) head.alg = alg;
  return head;
}

// ---- Secret keys ----

/**
 * @param {object} record with name, usages, rawFormats, jwkUse @param {string} format @param {Buffer|object} data
 * @param {{extractable: boolean, usages: string[]}} wanted @param {(jwk: object, bytes: Buffer) => void} [checkName] of the JWK
 * @returns {{bytes: Buffer, usages: string[]}}
 */
function importSecretBytes(record, format, data, wanted, checkName) {
  const usages = checkUsages(wanted.usages, record.usages, record.name);
  if (record.rawFormats.includes(format)) return { bytes: data, usages };
  if (format !== 'jwk') throw cannotImport(record.name, format);
  checkJwkMembers(data, 'oct', ['k']);
  checkJwk(data, { use: record.jwkUse, extractable: wanted.extractable, usages });
  const bytes = Buffer.from(data.k, 'base64url');
  checkName?.(data, bytes);
  return { bytes, usages };
}

/** @param {object} record with rawFormats, jwkAlg @param {string} format @param {object} key slots of a CryptoKey */
function exportSecret(record, format, key) {
  if (record.rawFormats.includes(format)) return key.handle.secret();
  if (format !== 'jwk') throw cannotExport(key, format);
  const k = Buffer.from(key.handle.secret()).toString('base64url');
  return { ...jwkHead(key, record.jwkAlg(key.algorithm)), kty: 'oct', k };
}

/** The first `bits` bits of `bytes`; the rest of the last byte is zero. @param {Buffer} bytes @param {number} bits */
function firstBits(bytes, bits) {
  const first = bytes.subarray(0, Math.ceil(bits / 8));
  if (bits % 8 !== 0) first[first.length - 1] &= 0xff << (8 - bits % 8);
  return first;
}

/** The length in bits that a key of these bytes gets when `wanted` bits were asked for. */
function checkedBits(bytes, wanted) {
  const bits = bytes.length * 8;
  if (wanted === undefined) return bits;
  if (wanted > bits || wanted <= bits - 8) throw fail('DataError', 'Invalid key length');
  return wanted;
}

// ---- Key pairs ----

/** Runs a parser; what it throws becomes the cause of a DataError. */
function parsed(parse) {
  try {
    return parse();
  } catch (error) {
    throw invalidData(error);
  }
}

/** @param {Buffer} data SubjectPublicKeyInfo @param {string} type as asymmetricKeyType */
const readSpki = (data, type) => requireType(parsed(() => native.parsePublic(data, 0, 2, undefined)), type);
/** @param {Buffer} data PrivateKeyInfo */
const readPkcs8 = (data, type) => requireType(parsed(() => native.parsePrivate(data, 0, 1, undefined)), type);
/** @param {object} jwk checked @param {boolean} isPrivate */
const readJwk = (jwk, isPrivate) => {
  return parsed(() => require('internal/crypto/jwk').importJwk(jwk, isPrivate ? 'private' : 'public'));
};

function requireType(handle, type) {
  if (handle.asymmetricType() !== type) throw fail('DataError', 'Invalid key type');
  return handle;
}

/**
 * Imports a key of a pair: usages first, so that they are wrong for the format before the data is looked at.
 * @param {object} record with name and usages: {public, private}
 * @param {string} format @param {Buffer|object} data @param {{extractable: boolean, usages: string[]}} wanted
 * @param {{spki: Function, pkcs8: Function, jwk: Function, raw?: Function, seed?: Function, rawFormats?: string[]}} readers
 */
function importPair(record, format, data, wanted, readers) {
  const { public: ofPublic, private: ofPrivate } = record.usages;
  const check = (allowed) => checkUsages(wanted.usages, allowed, record.name);
  if (format === 'jwk') {
    const { handle, isPrivate } = readers.jwk(data);
    return { handle, usages: check(isPrivate ? ofPrivate : ofPublic) };
  }
  if (format === 'spki') {
    const usages = check(ofPublic);
    return { handle: readers.spki(data), usages };
  }
  if (format === 'pkcs8') {
    const usages = check(ofPrivate);
    return { handle: readers.pkcs8(data), usages };
  }
  if (format === 'raw-seed' && readers.seed !== undefined) {
    const usages = check(ofPrivate);
    return { handle: parsed(() => readers.seed(data)), usages };
  }
  if (!readers.rawFormats?.includes(format)) throw cannotImport(record.name, format);
  const usages = check(ofPublic);
  return { handle: parsed(() => readers.raw(data)), usages };
}

const exportSpki = (handle) => handle.export(0, 2, undefined, undefined);
const exportPkcs8 = (handle) => handle.export(0, 1, undefined, undefined);

/**
 * @param {object} key slots of a CryptoKey @param {string} format
 * @param {{raw?: Function, rawFormats?: string[], seed?: Function, spki?: Function, pkcs8?: Function, alg?: string}} writers
 */
function exportPair(key, format, { raw, rawFormats = [], seed, spki = exportSpki, pkcs8 = exportPkcs8, alg }) {
  const { handle } = key;
  const isPublic = handle.type() === 1;
  if (format === 'jwk') return { ...jwkHead(key, alg), ...require('internal/crypto/jwk').exportJwk(handle) };
  if (isPublic && format === 'spki') return spki(handle);
  if (isPublic && rawFormats.includes(format)) return raw(handle);
  if (!isPublic && format === 'pkcs8') return pkcs8(handle);
  if (!isPublic && format === 'raw-seed' && seed !== undefined) return seed(handle);
  throw cannotExport(key, format);
}

/** The usages of both halves of a new pair. @param {object} record @param {string[]} usages */
function pairUsages(record, usages) {
  const { public: ofPublic, private: ofPrivate } = record.usages;
  const all = checkUsages(usages, [...ofPublic, ...ofPrivate], record.name);
  const privateUsages = all.filter((usage) => ofPrivate.includes(usage));
  requireUsages(privateUsages);
  return { publicUsages: all.filter((usage) => ofPublic.includes(usage)), privateUsages };
}

// ---- Natives ----

/** A native call with a callback as a promise. @param {(done: Function) => void} start */
function later(start) {
  return new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));
}

/** @param {string} type of generateKeyPair @param {object} [options] @returns {Promise<object>} the private handle */
function generatePair(type, options) {
  const { pairSettings, startPair } = require('internal/crypto/keygen');
  const settings = pairSettings(type, options);
  return later((done) => startPair(type, settings, done));
}

/** @param {number} size bytes @returns {Promise<Buffer>} */
async function randomBytes(size) {
  const { fill } = binding('crypto_random');
  const bytes = Buffer.from(new ArrayBuffer(size));
  await later((done) => fill(bytes, done));
  return bytes;
}

module.exports = {
  canonical, cannotImport, checkAlg, checkedBits, checkJwk, checkJwkMembers, checkUsages, exportPair, exportSecret, exportSpki, firstBits,
  generatePair,
  importPair, importSecretBytes, invalidData, later, pairUsages, parsed, randomBytes, readJwk, readPkcs8, readSpki,
  requireType, requireUsages, withCause,
};
