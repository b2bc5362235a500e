'use strict';
// globalThis.crypto: Crypto and SubtleCrypto (https://www.w3.org/TR/WebCryptoAPI/ and the WICG's modern algorithms).
// What each operation does is here, how each algorithm does it in internal/crypto/subtle. Callers: bootstrap (globals),
// lib/crypto.js. Rule: an operation answers with a promise, also for bad arguments.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors');
const { emitExperimentalWarning } = require('internal/util');
const { viewAsBuffer } = require('internal/crypto/util');
const random = require('internal/crypto/random');
const { CryptoKey, makeCryptoKey, slotsOfCryptoKey } = require('internal/crypto/crypto_key');
const webidl = require('internal/crypto/subtle/webidl');
const { fail, normalize } = require('internal/crypto/subtle/parameters');
const { canonical, withCause } = require('internal/crypto/subtle/keys');
const { Buffer } = require('buffer');

const kToken = Symbol('token');

// ---- What the operations share ----

function arrayBufferOf(bytes) {
  if (bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength) return bytes.buffer;
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

function isDomException(error) {
  const { DOMException } = require('internal/domexception');
  return error instanceof DOMException;
}

// Runs an algorithm. Whatever goes wrong in it is an OperationError, unless the algorithm says otherwise.
async function run(work) {
  try {
    return await work();
  } catch (error) {
    if (isDomException(error)) throw error;
    throw withCause(fail('OperationError', 'The operation failed for an operation-specific reason'), error);
  }
}

const runBytes = async (work) => arrayBufferOf(await run(work));

// The slots of a key that `parameters` and `usage` fit.
function usableKey(key, parameters, usage, message = `Unable to use this key to ${usage}`, mismatch = 'Key algorithm mismatch') {
  const slots = slotsOfCryptoKey(key);
  if (slots.algorithm.name !== parameters.name) throw fail('InvalidAccessError', mismatch);
  if (!slots.usages.includes(usage)) throw fail('InvalidAccessError', message);
  return slots;
}

function keyFrom({ handle, algorithm, usages }, extractable) {
  return makeCryptoKey(handle, algorithm, usages, extractable);
}

function importChecked({ algorithm, parameters }, format, data, extractable, usages) {
  const made = algorithm.importKey(format, data, parameters, { extractable, usages });
  requireUsages(made);
  return keyFrom(made, extractable);
}

function requireUsages({ handle, usages }) {
  const type = handle.type();
  if (type === 1 || usages.length > 0) return;
  throw fail('SyntaxError', `Usages cannot be empty when importing a ${type === 0 ? 'secret' : 'private'} key.`);
}

// A key's bytes or JWK, where its algorithm and the key itself let it out.
function exported(format, slots) {
  const algorithm = recordOf(slots);
  if (algorithm.exportKey === undefined) throw fail('NotSupportedError', `${algorithm.name} key export is not supported`);
  if (!slots.extractable) throw fail('InvalidAccessError', 'key is not extractable');
  return algorithm.exportKey(format, slots);
}

const recordOf = (slots) => require('internal/crypto/subtle/registry').find(slots.algorithm.name);

// Wrapping may be an operation of its own (AES-KW) or encryption.
function normalizeWrapping(given, wrapping, cipher) {
  const record = require('internal/crypto/subtle/registry').find(`${given.name}`);
  const operation = record?.operations[wrapping] === undefined ? cipher : wrapping;
  return { ...normalize(given, operation), operation };
}

// JSON that AES-KW can take, which wants whole blocks of 8 bytes.
function jwkBytes(jwk, algorithm) {
  const text = JSON.stringify(jwk);
  return Buffer.from(algorithm.name === 'AES-KW' ? text.padEnd(Math.ceil(text.length / 8) * 8) : text);
}

function parseJwk(bytes) {
  try {
    return webidl.jsonWebKey(JSON.parse(bytes.toString()), { context: 'Value' });
  } catch (error) {
    throw withCause(fail('DataError', 'Invalid wrapped JWK key'), error);
  }
}

async function derive({ algorithm, parameters }, baseKey, length, usage) {
  const slots = slotsOfCryptoKey(baseKey);
  if (!slots.usages.includes(usage)) throw fail('InvalidAccessError', `baseKey does not have ${usage} usage`);
  if (slots.algorithm.name !== parameters.name) throw fail('InvalidAccessError', 'Key algorithm mismatch');
  return await run(() => algorithm.deriveBits(parameters, slots, length));
}

// ---- The operations: arguments as conversions, then the work ----

const { algorithm: algorithmArgument, boolean, bytes, cryptoKey, keyFormat, keyUsages } = webidl;
const optionalLength = (value, where) => (value === undefined || value === null ? null : webidl.unsignedLong(value, where));
// What importKey takes depends on the format before it.
const keyData = (value, where, [format]) => (format === 'jwk' ? webidl.jsonWebKey(value, where) : bytes(value, where));

function cipher(operation) {
  return [[algorithmArgument, cryptoKey, bytes], async (given, key, data) => {
    const { algorithm, parameters } = normalize(given, operation);
    const slots = usableKey(key, parameters, operation);
    return await runBytes(() => algorithm[operation](parameters, slots, data));
  }];
}

// What both ways of encapsulation begin with; `usage` is the method's name.
function encapsulating(usage, given, key) {
  const forward = usage.startsWith('en');
  const known = normalize(given, forward ? 'encapsulate' : 'decapsulate');
  const message = `${forward ? 'encapsulationKey' : 'decapsulationKey'} does not have ${usage} usage`;
  return { ...known, slots: usableKey(key, known.parameters, usage, message, 'key algorithm mismatch') };
}

const OPERATIONS = {
  __proto__: null,
  encrypt: cipher('encrypt'),
  decrypt: cipher('decrypt'),
  sign: [[algorithmArgument, cryptoKey, bytes], async (given, key, data) => {
    const { algorithm, parameters } = normalize(given, 'sign');
    const slots = usableKey(key, parameters, 'sign');
    return await runBytes(() => algorithm.sign(parameters, slots, data));
  }],
  verify: [[algorithmArgument, cryptoKey, bytes, bytes], async (given, key, signature, data) => {
    const { algorithm, parameters } = normalize(given, 'verify');
    const slots = usableKey(key, parameters, 'verify');
    return await run(() => algorithm.verify(parameters, slots, signature, data));
  }],
  digest: [[algorithmArgument, bytes], async (given, data) => {
    const { algorithm, parameters } = normalize(given, 'digest');
    return await runBytes(() => algorithm.digest(parameters, data));
  }],
  generateKey: [[algorithmArgument, boolean, keyUsages], async (given, extractable, usages) => {
    const { algorithm, parameters } = normalize(given, 'generateKey');
    const made = await run(() => algorithm.generateKey(parameters, { usages }));
    if (made.handle !== undefined) return keyFrom(made, extractable);
    return { publicKey: keyFrom(made.publicKey, true), privateKey: keyFrom(made.privateKey, extractable) };
  }],
  deriveKey: [[algorithmArgument, cryptoKey, algorithmArgument, boolean, keyUsages],
              async (given, baseKey, derivedType, extractable, usages) => {
                const known = normalize(given, 'deriveBits');
                const target = normalize(derivedType, 'importKey');
                const { algorithm, parameters } = normalize(derivedType, 'get key length');
                const secret = await derive(known, baseKey, algorithm.keyLength(parameters), 'deriveKey');
                return importChecked(target, 'raw-secret', viewAsBuffer(secret), extractable, usages);
              }],
  deriveBits: [[algorithmArgument, cryptoKey, optionalLength], async (given, baseKey, length) => {
    return arrayBufferOf(await derive(normalize(given, 'deriveBits'), baseKey, length, 'deriveBits'));
  }, 2],
  importKey: [[keyFormat, keyData, algorithmArgument, boolean, keyUsages],
              async (format, data, given, extractable, usages) => {
                return importChecked(normalize(given, 'importKey'), format, data, extractable, usages);
              }],
  exportKey: [[keyFormat, cryptoKey], async (format, key) => {
    const output = await run(() => exported(format, slotsOfCryptoKey(key)));
    return format === 'jwk' ? output : arrayBufferOf(output);
  }],
  wrapKey: [[keyFormat, cryptoKey, cryptoKey, algorithmArgument], async (format, key, wrappingKey, given) => {
    const { algorithm, parameters, operation } = normalizeWrapping(given, 'wrapKey', 'encrypt');
    const wrapper = usableKey(wrappingKey, parameters, 'wrapKey');
    const output = await run(() => exported(format, slotsOfCryptoKey(key)));
    const data = format === 'jwk' ? jwkBytes(output, algorithm) : viewAsBuffer(output);
    return await runBytes(() => algorithm[operation](parameters, wrapper, data));
  }],
  unwrapKey: [[keyFormat, bytes, cryptoKey, algorithmArgument, algorithmArgument, boolean, keyUsages],
              async (format, wrapped, unwrappingKey, given, keyType, extractable, usages) => {
                const { algorithm, parameters, operation } = normalizeWrapping(given, 'unwrapKey', 'decrypt');
                const target = normalize(keyType, 'importKey');
                const wrapper = usableKey(unwrappingKey, parameters, 'unwrapKey');
                const data = viewAsBuffer(await run(() => algorithm[operation](parameters, wrapper, wrapped)));
                return importChecked(target, format, format === 'jwk' ? parseJwk(data) : data, extractable, usages);
              }],
  getPublicKey: [[cryptoKey, keyUsages], async (key, usages) => {
    emitExperimentalWarning('The getPublicKey Web Crypto API method');
    const { handle, algorithm } = slotsOfCryptoKey(key);
    if (handle.type() === 0) throw fail('NotSupportedError', 'key must be a private key');
    if (handle.type() === 1) throw fail('InvalidAccessError', 'key must be a private key');
    const made = recordOf({ algorithm }).adopt(handle.toPublic(), algorithm, { extractable: true, usages });
    return keyFrom({ ...made, usages: canonical(usages) }, true);
  }],
  encapsulateBits: [[algorithmArgument, cryptoKey], async (given, key) => {
    const { algorithm, parameters, slots } = encapsulating('encapsulateBits', given, key);
    const { 0: ciphertext, 1: sharedKey } = await run(() => algorithm.encapsulate(parameters, slots));
    return { sharedKey: arrayBufferOf(sharedKey), ciphertext: arrayBufferOf(ciphertext) };
  }],
  encapsulateKey: [[algorithmArgument, cryptoKey, algorithmArgument, boolean, keyUsages],
                   async (given, key, keyType, extractable, usages) => {
                     const target = normalize(keyType, 'importKey');
                     const { algorithm, parameters, slots } = encapsulating('encapsulateKey', given, key);
                     const { 0: ciphertext, 1: secret } = await run(() => algorithm.encapsulate(parameters, slots));
                     const sharedKey = importChecked(target, 'raw-secret', viewAsBuffer(secret), extractable, usages);
                     return { ciphertext: arrayBufferOf(ciphertext), sharedKey };
                   }],
  decapsulateBits: [[algorithmArgument, cryptoKey, bytes], async (given, key, ciphertext) => {
    const { algorithm, parameters, slots } = encapsulating('decapsulateBits', given, key);
    return await runBytes(() => algorithm.decapsulate(parameters, slots, ciphertext));
  }],
  decapsulateKey: [[algorithmArgument, cryptoKey, bytes, algorithmArgument, boolean, keyUsages],
                   async (given, key, ciphertext, keyType, extractable, usages) => {
                     const target = normalize(keyType, 'importKey');
                     const { algorithm, parameters, slots } = encapsulating('decapsulateKey', given, key);
                     const secret = await run(() => algorithm.decapsulate(parameters, slots, ciphertext));
                     return importChecked(target, 'raw-secret', viewAsBuffer(secret), extractable, usages);
                   }],
};

// ---- SubtleCrypto.supports() ----

// The operation that a method stands for, where it has another name.
const STANDS_FOR = {
  __proto__: null, deriveKey: 'deriveBits', encapsulateBits: 'encapsulate', encapsulateKey: 'encapsulate',
  decapsulateBits: 'decapsulate', decapsulateKey: 'decapsulate',
};

// Each throws where the method would for reasons that need no key.
const SUPPORTS = {
  __proto__: null,
  deriveBits({ algorithm, parameters }, given, length) {
    algorithm.checkLength(length, parameters);
  },
  deriveKey(known, given, target) {
    normalize(target, 'importKey');
    const { algorithm, parameters } = normalize(target, 'get key length');
    known.algorithm.checkLength(algorithm.keyLength(parameters), known.parameters);
  },
  wrapKey: (known, given, target) => normalize(target, 'exportKey'),
  unwrapKey: (known, given, target) => normalize(target, 'importKey'),
  encapsulateKey: ({ algorithm }, given, target) => trySharedKey(algorithm, target),
  decapsulateKey: ({ algorithm }, given, target) => trySharedKey(algorithm, target),
};

// Whether the shared secret of an encapsulation can be such a key: one of zeros tells.
function trySharedKey({ sharedKeyBits }, target) {
  const { algorithm, parameters } = normalize(target, 'importKey');
  algorithm.importKey('raw-secret', Buffer.alloc(sharedKeyBits / 8), parameters, { extractable: false, usages: [] });
}

function isSupported(method, given, more) {
  if (OPERATIONS[method] === undefined) return false;
  try {
    const wraps = method === 'wrapKey' || method === 'unwrapKey';
    const known = wraps ? normalizeWrapping(given, method, method === 'wrapKey' ? 'encrypt' : 'decrypt')
      : normalize(given, STANDS_FOR[method] ?? method);
    SUPPORTS[method]?.(known, given, more);
    return true;
  } catch {
    return false;
  }
}

// ---- The interfaces ----

class SubtleCrypto {
  constructor() {
    if (arguments[0] !== kToken) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** @param {string} operation @param {string|object} algorithm @param {unknown} [more] a length, or another algorithm */
  static supports(operation, algorithm, more = undefined) {
    if (this !== SubtleCrypto) throw new ERR_INVALID_THIS('SubtleCrypto constructor');
    const prefix = "Failed to execute 'supports' on 'SubtleCrypto'";
    webidl.requireArguments(arguments.length, 2, prefix);
    emitExperimentalWarning('The supports Web Crypto API method');
    const method = webidl.text(operation, { prefix, context: '1st argument' });
    const given = algorithmArgument(algorithm, { prefix, context: '2nd argument' });
    const where = { prefix, context: '3rd argument' };
    const third = method === 'deriveBits' ? optionalLength(more, where) : algorithmArgument(more, where);
    return isSupported(method, given, third);
  }
}
Object.defineProperty(SubtleCrypto.supports, 'length', { __proto__: null, value: 2, configurable: true });

const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th'];

async function perform(self, name, args) {
  if (!isSubtle(self)) throw new ERR_INVALID_THIS('SubtleCrypto');
  const { 0: conversions, 1: work, 2: needed = conversions.length } = OPERATIONS[name];
  const prefix = `Failed to execute '${name}' on 'SubtleCrypto'`;
  webidl.requireArguments(args.length, needed, prefix);
  const converted = [];
  for (let i = 0; i < conversions.length; ++i) {
    converted.push(conversions[i](args[i], { prefix, context: `${ORDINALS[i]} argument` }, converted));
  }
  return await work(...converted);
}

// The methods are plain functions that return promises, not async functions.
for (const name of Object.keys(OPERATIONS)) {
  const holder = { [name](...args) { return perform(this, name, args); } };
  const { 0: conversions, 2: needed = conversions.length } = OPERATIONS[name];
  Object.defineProperty(holder[name], 'length', { __proto__: null, value: needed, configurable: true });
  SubtleCrypto.prototype[name] = holder[name];
}

class Crypto {
  constructor() {
    if (arguments[0] !== kToken) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get subtle() {
    requireCrypto(this);
    return subtle;
  }

  getRandomValues(array) {
    requireCrypto(this);
    return random.getRandomValues(array);
  }

  randomUUID(options = undefined) {
    requireCrypto(this);
    return random.randomUUID(options);
  }
}

// There is one object of each class; others only look so.
const subtle = new SubtleCrypto(kToken);
const crypto = new Crypto(kToken);
const isSubtle = (self) => self === subtle;

function requireCrypto(self) {
  if (self !== crypto) throw new ERR_INVALID_THIS('Crypto');
}

function publish(Class, target, names) {
  for (const name of names) Object.defineProperty(target, name, { __proto__: null, enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: Class.name });
}
publish(Crypto, Crypto.prototype, ['subtle', 'getRandomValues', 'randomUUID']);
publish(SubtleCrypto, SubtleCrypto.prototype, Object.keys(OPERATIONS));
publish(SubtleCrypto, SubtleCrypto, ['supports']);

/** KeyObject.prototype.toCryptoKey */
function keyObjectToCryptoKey(keyObject, given, extractable, keyUsagesGiven) {
  const { handleOf } = require('internal/crypto/keys');
  const handle = handleOf(keyObject);
  const { algorithm, parameters } = normalize(algorithmArgument(given, { context: 'Value' }), 'importKey');
  const usages = keyUsages(keyUsagesGiven, { context: 'Value' });
  const accepts = Array.isArray(algorithm.usages) === (handle.type() === 0);
  if (!accepts) throw fail('NotSupportedError', 'Unrecognized algorithm name');
  const made = algorithm.adopt(handle, parameters, { extractable: !!extractable, usages });
  requireUsages(made);
  return keyFrom(made, !!extractable);
}

module.exports = { Crypto, crypto, CryptoKey, keyObjectToCryptoKey, SubtleCrypto };
