'use strict';
// The dictionaries that algorithms take (Web Cryptography API; WICG modern algorithms), and normalising an algorithm:
// from what the user gave to its record and checked parameters. Callers: webcrypto.js, the algorithm files.

const { lazyDOMException } = require('internal/errors');
const webidl = require('internal/crypto/subtle/webidl');
const { isCryptoKey } = require('internal/crypto/crypto_key');

const fail = (name, message) => lazyDOMException(message, name);
const REQUIRED = true;

// ---- Hashes as members ----

const HASHES = {
  __proto__: null, 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512',
  'SHA3-256': 'sha3-256', 'SHA3-384': 'sha3-384', 'SHA3-512': 'sha3-512',
};

function hash(value, where, type) {
  const given = webidl.algorithm(value, where);
  const name = `${given.name}`.toUpperCase();
  if (HASHES[name] === undefined) {
    throw fail('NotSupportedError', name.startsWith('SHA') ? 'Unrecognized algorithm name' : `Only SHA hashes are supported in ${type}`);
  }
  require('internal/crypto/subtle/registry').find(name);
  return { name };
}

/** OpenSSL's name of a Web Crypto hash. @param {{name: string}} value */
const digestName = ({ name }) => HASHES[name];

/** HMAC keys have the length of the hash's block (FIPS 198-1); for SHA-3 nobody has said so yet. @returns {number} bits */
function blockBits({ name }) {
  if (name.startsWith('SHA3')) throw fail('NotSupportedError', 'Explicit algorithm length member is required');
  return name === 'SHA-384' || name === 'SHA-512' ? 1024 : 512;
}

// ---- Checks of whole dictionaries ----

function exactly(parameters, name, length) {
  if (parameters[name].byteLength !== length) {
    throw fail('OperationError', `algorithm.${name} must contain exactly ${length} bytes`);
  }
}

function checkAesLength({ length }) {
  if (length !== 128 && length !== 192 && length !== 256) {
    throw fail('OperationError', 'AES key length must be 128, 192, or 256 bits');
  }
}

function checkCounter(parameters) {
  exactly(parameters, 'counter', 16);
  if (parameters.length === 0 || parameters.length > 128) {
    throw fail('OperationError', 'AES-CTR algorithm.length must be between 1 and 128');
  }
}

const TAG_LENGTHS = {
  '__proto__': null, 'AES-GCM': [32, 64, 96, 104, 112, 120, 128], 'AES-OCB': [64, 96, 128], 'ChaCha20-Poly1305': [128],
};

function checkAead(parameters) {
  const { name, iv, tagLength } = parameters;
  if (name === 'ChaCha20-Poly1305') exactly(parameters, 'iv', 12);
  if (name === 'AES-OCB' && iv.byteLength > 15) {
    throw fail('OperationError', 'AES-OCB algorithm.iv must be no more than 15 bytes');
  }
  if (tagLength !== undefined && !TAG_LENGTHS[name].includes(tagLength)) {
    throw fail('OperationError', `${tagLength} is not a valid ${name} tag length`);
  }
}

function checkCurve({ namedCurve }) {
  if (!['P-256', 'P-384', 'P-521'].includes(namedCurve)) throw fail('NotSupportedError', 'Unrecognized namedCurve');
}

function checkHmacGeneration({ hash: used, length }) {
  if (length === 0) throw fail('OperationError', 'HmacKeyGenParams.length cannot be 0');
  if (length === undefined) blockBits(used);
}

function checkHmacImport({ length }) {
  if (length === 0) throw fail('DataError', 'HmacImportParams.length cannot be 0');
}

const CSHAKE_FUNCTIONS = ['', 'KMAC', 'TupleHash', 'ParallelHash'];
const kMaxCustomization = 512;

function checkCustomization({ customization }, type) {
  if (customization?.byteLength > kMaxCustomization) {
    throw fail('OperationError', `${type}.customization must be at most ${kMaxCustomization} bytes`);
  }
}

function checkCShake(parameters) {
  if (!CSHAKE_FUNCTIONS.includes((parameters.functionName ?? '').toString())) {
    throw fail('NotSupportedError', 'Unsupported CShakeParams functionName');
  }
  checkCustomization(parameters, 'CShakeParams');
  checkOutputLength(parameters, 'CShakeParams');
}

// One bit less than 2^32 cannot be rounded up to whole bytes in 32 bits.
function checkOutputLength({ outputLength }, type) {
  if (outputLength === 2 ** 32 - 1) throw fail('OperationError', `Invalid ${type} outputLength`);
}

function checkWholeBytes({ outputLength }, type) {
  if (outputLength === 0 || outputLength % 8 !== 0) throw fail('OperationError', `Invalid ${type} outputLength`);
}

function checkTurboShake(parameters) {
  const { domainSeparation = 0x1f } = parameters;
  checkWholeBytes(parameters, 'TurboShakeParams');
  if (domainSeparation < 1 || domainSeparation > 0x7f) {
    throw fail('OperationError', 'TurboShakeParams.domainSeparation must be in range 0x01-0x7f');
  }
}

function checkKangaroo(parameters) {
  checkCustomization(parameters, 'KangarooTwelveParams');
  checkWholeBytes(parameters, 'KangarooTwelveParams');
}

function checkPbkdf2({ iterations }) {
  if (iterations === 0) throw fail('OperationError', 'iterations cannot be zero');
}

function checkHkdf({ info }) {
  if (info.byteLength > 1024) throw fail('OperationError', 'algorithm.info must be at most 1024 bytes');
}

// RFC 9106, section 3.1.
function checkArgon2({ memory, nonce, parallelism, passes, version }) {
  if (memory < 8 * parallelism) throw fail('OperationError', 'memory must be at least 8 times the degree of parallelism');
  if (parallelism === 0 || parallelism > 2 ** 24 - 1) {
    throw fail('OperationError', 'parallelism must be > 0 and <= 16777215');
  }
  if (passes === 0) throw fail('OperationError', 'passes must be > 0');
  if (nonce.byteLength < 8) throw fail('OperationError', 'nonce must be at least 8 bytes');
  if (version !== undefined && version !== 0x13) throw fail('OperationError', `${version} is not a valid Argon2 version`);
}

function checkAgreement({ name, public: peer }) {
  if (!isCryptoKey(peer)) return;
  if (peer.type !== 'public') throw fail('InvalidAccessError', 'algorithm.public must be a public key');
  if (peer.algorithm.name !== name) throw fail('InvalidAccessError', 'key algorithm mismatch');
}

// ---- The dictionaries: members in Web IDL's order, check ----

const { bigInteger, bytes, cryptoKey, octet, text, unsignedLong, unsignedShort } = webidl;

const DICTIONARIES = {
  __proto__: null,
  AeadParams: [[['additionalData', bytes], ['iv', bytes, REQUIRED], ['tagLength', octet]], checkAead],
  AesCbcParams: [[['iv', bytes, REQUIRED]], (parameters) => exactly(parameters, 'iv', 16)],
  AesCtrParams: [[['counter', bytes, REQUIRED], ['length', octet, REQUIRED]], checkCounter],
  AesDerivedKeyParams: [[['length', unsignedShort, REQUIRED]], checkAesLength],
  AesKeyGenParams: [[['length', unsignedShort, REQUIRED]], checkAesLength],
  Argon2Params: [[
    ['associatedData', bytes], ['memory', unsignedLong, REQUIRED], ['nonce', bytes, REQUIRED],
    ['parallelism', unsignedLong, REQUIRED], ['passes', unsignedLong, REQUIRED], ['secretValue', bytes], ['version', octet],
  ], checkArgon2],
  ContextParams: [[['context', bytes]]],
  CShakeParams: [[['customization', bytes], ['functionName', bytes], ['outputLength', unsignedLong, REQUIRED]], checkCShake],
  EcdhKeyDeriveParams: [[['public', cryptoKey, REQUIRED]], checkAgreement],
  EcdsaParams: [[['hash', hash, REQUIRED]]],
  EcKeyGenParams: [[['namedCurve', text, REQUIRED]], checkCurve],
  EcKeyImportParams: [[['namedCurve', text, REQUIRED]], checkCurve],
  HkdfParams: [[['hash', hash, REQUIRED], ['info', bytes, REQUIRED], ['salt', bytes, REQUIRED]], checkHkdf],
  HmacImportParams: [[['hash', hash, REQUIRED], ['length', unsignedLong]], checkHmacImport],
  HmacKeyGenParams: [[['hash', hash, REQUIRED], ['length', unsignedLong]], checkHmacGeneration],
  KangarooTwelveParams: [[['customization', bytes], ['outputLength', unsignedLong, REQUIRED]], checkKangaroo],
  KmacImportParams: [[['length', unsignedLong]]],
  KmacKeyGenParams: [[['length', unsignedLong]]],
  KmacParams: [[['customization', bytes], ['outputLength', unsignedLong, REQUIRED]]],
  Pbkdf2Params: [[['hash', hash, REQUIRED], ['iterations', unsignedLong, REQUIRED], ['salt', bytes, REQUIRED]], checkPbkdf2],
  RsaHashedImportParams: [[['hash', hash, REQUIRED]]],
  RsaHashedKeyGenParams: [[
    ['modulusLength', unsignedLong, REQUIRED], ['publicExponent', bigInteger, REQUIRED], ['hash', hash, REQUIRED],
  ]],
  RsaOaepParams: [[['label', bytes]]],
  RsaPssParams: [[['saltLength', unsignedLong, REQUIRED]]],
  TurboShakeParams: [[['domainSeparation', octet], ['outputLength', unsignedLong, REQUIRED]], checkTurboShake],
};

const WHERE = { prefix: 'Failed to normalize algorithm', context: 'passed algorithm' };

/**
 * "Normalize an algorithm" (Web Cryptography API, section 18.4.4).
 * @param {object} given as webidl.algorithm gives it @param {string} operation
 * @returns {{algorithm: object, parameters: object}} the record, and its dictionary with the proper name
 */
function normalize(given, operation) {
  const { name: wanted } = webidl.dictionary(given, 'Algorithm', [['name', text, REQUIRED]], WHERE);
  const algorithm = require('internal/crypto/subtle/registry').find(wanted);
  const type = algorithm?.operations[operation];
  if (type === undefined) throw fail('NotSupportedError', 'Unrecognized algorithm name');
  const { 0: members, 1: check } = DICTIONARIES[type] ?? [[]];
  const parameters = webidl.dictionary(given, type, members, WHERE);
  parameters.name = algorithm.name;
  check?.(parameters);
  return { algorithm, parameters };
}

module.exports = { blockBits, digestName, fail, normalize };
