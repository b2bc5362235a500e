'use strict';
// globalThis.crypto: Crypto and SubtleCrypto (https://www.w3.org/TR/WebCryptoAPI/). The algorithms: webcrypto_algorithms.js.
// Callers: bootstrap (globals), lib/crypto.js. Rule: an operation answers with a promise, also for bad arguments.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS }, lazyDOMException } =
  require('internal/errors');
const { isByteSource, viewAsBuffer } = require('internal/crypto/util');
const random = require('internal/crypto/random');
const { CryptoKey, handleOfCryptoKey, makeCryptoKey } = require('internal/crypto/crypto_key');
const { Buffer } = require('buffer');

const USAGES = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];

const algorithms = () => require('internal/crypto/webcrypto_algorithms');

function fail(name, message) {
  return lazyDOMException(message, name);
}

/** The named algorithm's record and the parameters with its proper name. */
function normalize(parameters, operation) {
  if (typeof parameters === 'string') parameters = { name: parameters };
  if (typeof parameters !== 'object' || parameters === null || parameters.name === undefined) {
    throw new ERR_INVALID_ARG_TYPE('algorithm', ['string', 'Object'], parameters);
  }
  const found = algorithms().find(`${parameters.name}`);
  if (found === undefined || found[operation] === undefined) {
    throw fail('NotSupportedError', 'Unrecognized algorithm name');
  }
  return { algorithm: found, parameters: { ...parameters, name: found.name } };
}

function requireKey(key, parameters, usage) {
  if (handleOfCryptoKey(key) === undefined) throw new ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
  if (parameters !== undefined && key.algorithm.name !== parameters.name) {
    throw fail('InvalidAccessError', 'Key algorithm mismatch');
  }
  if (usage !== undefined && !key.usages.includes(usage)) {
    throw fail('InvalidAccessError', `Unable to use this key to ${usage}`);
  }
  return handleOfCryptoKey(key);
}

function bytesOf(data, name = 'data') {
  if (!isByteSource(data)) throw new ERR_INVALID_ARG_TYPE(name, ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], data);
  // A copy: the caller may change its buffer while the work goes on.
  return Buffer.from(viewAsBuffer(data));
}

function arrayBufferOf(bytes) {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

function checkUsages(usages, allowed, name) {
  const list = [...usages];
  for (const usage of list) {
    if (!USAGES.includes(usage)) throw new TypeError(`${usage} is not a valid key usage`);
    if (!allowed.includes(usage)) throw fail('SyntaxError', `Unsupported key usage for ${name} key`);
  }
  return USAGES.filter((usage) => list.includes(usage));
}

function keyFrom({ handle, algorithm }, usages, extractable) {
  return makeCryptoKey(handle, algorithm, usages, extractable);
}

function operationError(error) {
  if (error?.name === 'OperationError' || error?.code === 'ERR_INVALID_ARG_TYPE' || typeof error?.code === 'number') return error;
  const wrapped = fail('OperationError', 'The operation failed for an operation-specific reason');
  Object.defineProperty(wrapped, 'cause', { __proto__: null, value: error, configurable: true, writable: true });
  return wrapped;
}

async function run(work) {
  try {
    return await work();
  } catch (error) {
    throw operationError(error);
  }
}

function checkThis(self, Class) {
  if (!(self instanceof Class)) throw new ERR_INVALID_THIS(Class.name);
}

const kToken = Symbol('token');

function requireArguments(given, needed, name) {
  if (given < needed) {
    const count = `${needed} argument${needed > 1 ? 's' : ''}`;
    throw Object.assign(
      new TypeError(`Failed to execute '${name}' on 'SubtleCrypto': ${count} required, but only ${given} present.`),
      { code: 'ERR_MISSING_ARGS' });
  }
}

class SubtleCrypto {
  constructor(token) {
    if (token !== kToken) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  async digest(algorithm, data) {
    begin(this, arguments, 2, 'digest');
    const known = normalize(algorithm, 'digest');
    const bytes = bytesOf(data);
    return run(() => arrayBufferOf(known.algorithm.digest(known.parameters, bytes)));
  }

  async generateKey(algorithm, extractable, keyUsages) {
    begin(this, arguments, 3, 'generateKey');
    const known = normalize(algorithm, 'generate');
    const allowed = known.algorithm.usages;
    if (Array.isArray(allowed)) {
      const usages = checkUsages(keyUsages, allowed, known.algorithm.name);
      if (usages.length === 0) throw fail('SyntaxError', 'Usages cannot be empty when creating a key.');
      return keyFrom(await run(() => known.algorithm.generate(known.parameters)), usages, !!extractable);
    }
    const usages = checkUsages(keyUsages, [...allowed.public, ...allowed.private], known.algorithm.name);
    const ofPrivate = usages.filter((usage) => allowed.private.includes(usage));
    if (ofPrivate.length === 0) throw fail('SyntaxError', 'Usages cannot be empty when creating a key.');
    const pair = await run(() => known.algorithm.generate(known.parameters));
    return {
      privateKey: keyFrom(pair.privateKey, ofPrivate, !!extractable),
      publicKey: keyFrom(pair.publicKey, usages.filter((usage) => allowed.public.includes(usage)), true),
    };
  }

  async importKey(format, keyData, algorithm, extractable, keyUsages) {
    begin(this, arguments, 4, 'importKey');
    const known = normalize(algorithm, 'import');
    const data = format === 'jwk' ? keyData : bytesOf(keyData, 'keyData');
    const made = known.algorithm.import(format, data, known.parameters);
    const { usages: table } = known.algorithm;
    const type = made.handle.type();
    const allowed = Array.isArray(table) ? table : type === 2 ? table.private : table.public;
    const usages = checkUsages(keyUsages ?? [], allowed, known.algorithm.name);
    if (type !== 1 && usages.length === 0) {
      throw fail('SyntaxError', `Usages cannot be empty when importing a ${type === 0 ? 'secret' : 'private'} key.`);
    }
    return keyFrom(made, usages, !!extractable);
  }

  async exportKey(format, key) {
    begin(this, arguments, 2, 'exportKey');
    requireKey(key);
    if (!key.extractable) throw fail('InvalidAccessError', 'key is not extractable');
    return exportKey(format, key);
  }

  async sign(algorithm, key, data) {
    begin(this, arguments, 3, 'sign');
    const known = normalize(algorithm, 'sign');
    const handle = requireKey(key, known.parameters, 'sign');
    const bytes = bytesOf(data);
    return run(async () => arrayBufferOf(await known.algorithm.sign(known.parameters, key, handle, bytes)));
  }

  async verify(algorithm, key, signature, data) {
    begin(this, arguments, 4, 'verify');
    const known = normalize(algorithm, 'verify');
    const handle = requireKey(key, known.parameters, 'verify');
    const signed = bytesOf(signature, 'signature');
    const bytes = bytesOf(data);
    return run(() => known.algorithm.verify(known.parameters, key, handle, signed, bytes));
  }

  async encrypt(algorithm, key, data) {
    begin(this, arguments, 3, 'encrypt');
    return cipher('encrypt', 'encrypt', algorithm, key, bytesOf(data));
  }

  async decrypt(algorithm, key, data) {
    begin(this, arguments, 3, 'decrypt');
    return cipher('decrypt', 'decrypt', algorithm, key, bytesOf(data));
  }

  async deriveBits(algorithm, baseKey, length = null) {
    begin(this, arguments, 2, 'deriveBits');
    return deriveBits(algorithm, baseKey, length, 'deriveBits');
  }

  async deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
    begin(this, arguments, 5, 'deriveKey');
    const target = normalize(derivedKeyType, 'import');
    const length = target.algorithm.keyLength?.(target.parameters) ?? null;
    const bits = await deriveBits(algorithm, baseKey, length, 'deriveKey');
    return this.importKey('raw', bits, derivedKeyType, extractable, keyUsages);
  }

  async wrapKey(format, key, wrappingKey, wrapAlgorithm) {
    begin(this, arguments, 4, 'wrapKey');
    requireKey(key);
    if (!key.extractable) throw fail('InvalidAccessError', 'key is not extractable');
    const exported = exportKey(format, key);
    const bytes = format === 'jwk' ? Buffer.from(JSON.stringify(exported)) : Buffer.from(exported);
    return cipher('encrypt', 'wrapKey', wrapAlgorithm, wrappingKey, bytes);
  }

  async unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgorithm, unwrappedKeyAlgorithm, extractable, keyUsages) {
    begin(this, arguments, 7, 'unwrapKey');
    const bytes = await cipher('decrypt', 'unwrapKey', unwrapAlgorithm, unwrappingKey, bytesOf(wrappedKey, 'wrappedKey'));
    const data = format === 'jwk' ? JSON.parse(Buffer.from(bytes).toString()) : bytes;
    return this.importKey(format, data, unwrappedKeyAlgorithm, extractable, keyUsages);
  }
}

function begin(self, given, needed, name) {
  checkThis(self, SubtleCrypto);
  requireArguments(given.length, needed, name);
}

function cipher(operation, usage, algorithm, key, bytes) {
  const known = normalize(algorithm, operation);
  const handle = requireKey(key, known.parameters, usage);
  return run(async () => arrayBufferOf(await known.algorithm[operation](known.parameters, key, handle, bytes)));
}

async function deriveBits(algorithm, baseKey, length, usage) {
  const known = normalize(algorithm, 'derive');
  const handle = requireKey(baseKey, known.parameters, usage);
  return run(async () => arrayBufferOf(await known.algorithm.derive(known.parameters, baseKey, handle, length, handleOfCryptoKey)));
}

// What every algorithm's keys export alike.
function exportKey(format, key) {
  const handle = handleOfCryptoKey(key);
  const { type } = key;
  if (format === 'jwk') {
    const jwk = require('internal/crypto/jwk').exportJwk(handle);
    const alg = algorithms().find(key.algorithm.name).jwkName?.(key);
    return { key_ops: [...key.usages], ext: key.extractable, ...(alg === undefined ? undefined : { alg }), ...jwk };
  }
  if (format === 'raw' && type === 'secret') return arrayBufferOf(handle.secret());
  if (format === 'raw' && type === 'public') {
    const raw = handle.raw(false) ?? handle.octets('encoded-pub-key');
    if (raw !== undefined) return arrayBufferOf(raw);
  }
  if (format === 'spki' && type === 'public') return arrayBufferOf(handle.export(0, 2, undefined, undefined));
  if (format === 'pkcs8' && type === 'private') return arrayBufferOf(handle.export(0, 1, undefined, undefined));
  throw fail('NotSupportedError', `Unable to export a ${type} key using ${format} format`);
}

/** KeyObject.prototype.toCryptoKey */
function keyObjectToCryptoKey(keyObject, algorithm, extractable, keyUsages) {
  const { handleOf } = require('internal/crypto/keys');
  const known = normalize(algorithm, 'import');
  const made = known.algorithm.adopt(handleOf(keyObject), known.parameters);
  const { usages: table } = known.algorithm;
  const allowed = Array.isArray(table) ? table : keyObject.type === 'private' ? table.private : table.public;
  return keyFrom(made, checkUsages(keyUsages, allowed, known.algorithm.name), extractable);
}

const subtle = new SubtleCrypto(kToken);

class Crypto {
  constructor(token) {
    if (token !== kToken) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get subtle() {
    checkThis(this, Crypto);
    return subtle;
  }

  getRandomValues(array) {
    checkThis(this, Crypto);
    return random.getRandomValues(array);
  }

  randomUUID(options) {
    checkThis(this, Crypto);
    return random.randomUUID(options);
  }
}

function publish(Class, names) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { __proto__: null, enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: Class.name });
}

// The methods are plain functions that return promises, not async functions.
const OPERATIONS = ['encrypt', 'decrypt', 'sign', 'verify', 'digest', 'generateKey', 'deriveKey', 'deriveBits', 'importKey',
                    'exportKey', 'wrapKey', 'unwrapKey'];
for (const name of OPERATIONS) {
  const work = SubtleCrypto.prototype[name];
  const holder = { [name](...args) { return Reflect.apply(work, this, args); } };
  Object.defineProperty(holder[name], 'length', { __proto__: null, value: work.length, configurable: true });
  SubtleCrypto.prototype[name] = holder[name];
}
publish(Crypto, ['subtle', 'getRandomValues', 'randomUUID']);
publish(SubtleCrypto, OPERATIONS);

module.exports = { Crypto, crypto: new Crypto(kToken), CryptoKey, keyObjectToCryptoKey, SubtleCrypto };
