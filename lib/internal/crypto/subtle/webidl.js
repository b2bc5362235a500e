'use strict';
// Conversions of Web IDL for the arguments of SubtleCrypto, with Node's messages. Callers: webcrypto.js and its parts.
//
// `where` = { prefix, context } says what the messages call a value: "<prefix>: <context> is not ...".
// Rule: a value that does not convert throws a TypeError with a code; bytes are copied, for work goes on after the call.

const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
const { isAnyArrayBuffer, isSharedArrayBuffer, isUint8Array } = require('internal/util/types');
const { convertSequence, makeException } = require('internal/webidl');
const { CryptoKey, isCryptoKey } = require('internal/crypto/crypto_key');
const { Buffer } = require('buffer');

const nameOf = ({ prefix, context }) => (prefix === undefined ? context : `${prefix}: ${context}`);
const member = ({ prefix, context }, name) => ({ prefix, context: `${name} in ${context}` });

function fail(where, problem, code = 'ERR_INVALID_ARG_TYPE') {
  return makeException(`${nameOf(where)} ${problem}`, code);
}

/** @param {number} given @param {number} needed @param {string} prefix */
function requireArguments(given, needed, prefix) {
  if (given >= needed) return;
  const count = `${needed} argument${needed === 1 ? '' : 's'}`;
  throw makeException(`${prefix}: ${count} required, but only ${given} present.`, 'ERR_MISSING_ARGS');
}

function text(value, where) {
  if (typeof value === 'symbol') throw fail(where, 'is a Symbol and cannot be converted to a string.');
  return `${value}`;
}

const boolean = (value) => !!value;

// [EnforceRange] of an unsigned type.
const unsigned = (max) => (value, where) => {
  if (typeof value === 'bigint') throw fail(where, 'is a BigInt and cannot be converted to a number.');
  if (typeof value === 'symbol') throw fail(where, 'is a Symbol and cannot be converted to a number.');
  const number = Number(value);
  if (!Number.isFinite(number)) throw fail(where, 'is not a finite number.');
  const whole = Math.trunc(number) + 0;
  if (whole < 0 || whole > max) throw fail(where, `is outside the expected range of 0 to ${max}.`, 'ERR_OUT_OF_RANGE');
  return whole;
};
const octet = unsigned(255);
const unsignedShort = unsigned(65535);
const unsignedLong = unsigned(4294967295);

const enumeration = (type, values) => (value, where) => {
  const given = text(value, where);
  if (!values.includes(given)) {
    throw fail(where, `'${given}' is not a valid enum value of type ${type}.`, 'ERR_INVALID_ARG_VALUE');
  }
  return given;
};

/** BufferSource, copied. @returns {Buffer} */
function bytes(value, where) {
  if (ArrayBuffer.isView(value)) {
    if (isSharedArrayBuffer(value.buffer)) throw fail(where, 'is a view on a SharedArrayBuffer, which is not allowed.');
    return Buffer.from(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  }
  if (!isAnyArrayBuffer(value) || isSharedArrayBuffer(value)) {
    throw fail(where, 'is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.');
  }
  return Buffer.from(Buffer.from(value));
}

/** BigInteger. @returns {Uint8Array} a copy */
function bigInteger(value, where) {
  if (!isUint8Array(value)) throw fail(where, 'is not an Uint8Array object.');
  return new Uint8Array(value);
}

function cryptoKey(value, where) {
  if (isCryptoKey(value)) return value;
  // An object with the prototype but without what makes a key.
  if (typeof value === 'object' && value !== null && CryptoKey.prototype.isPrototypeOf(value)) {
    throw new ERR_INVALID_THIS('CryptoKey');
  }
  throw fail(where, 'is not of type CryptoKey.');
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** AlgorithmIdentifier: an object stays one; anything else is a name. */
function algorithm(value, where) {
  return isObject(value) ? value : { name: text(value, where) };
}

const keyUsage = enumeration('KeyUsage', [
  'encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey', 'encapsulateKey',
  'encapsulateBits', 'decapsulateKey', 'decapsulateBits',
]);
const keyFormat = enumeration('KeyFormat', [
  'raw', 'raw-public', 'raw-private', 'raw-seed', 'raw-secret', 'pkcs8', 'spki', 'jwk',
]);

const sequence = (convert) => ({ prefix, context }, value) => {
  const inner = (item, itemContext) => convert(item, { prefix: undefined, context: itemContext });
  return convertSequence(value, nameOf({ prefix, context }), inner);
};
const keyUsages = (value, where) => sequence(keyUsage)(where, value);
const texts = (value, where) => sequence(text)(where, value);

/**
 * @param {unknown} value @param {string} type of the dictionary
 * @param {[string, Function, boolean][]} members name, conversion, required; in the order of Web IDL
 * @returns {object} without a prototype; absent members are not there
 */
function dictionary(value, type, members, where) {
  if (value !== undefined && value !== null && !isObject(value)) throw fail(where, 'cannot be converted to a dictionary');
  const result = { __proto__: null };
  for (const [name, convert, required] of members) {
    const given = value?.[name];
    if (given !== undefined) {
      result[name] = convert(given, member(where, name), type);
    } else if (required) {
      throw fail(where, `cannot be converted to '${type}' because '${name}' is required in '${type}'.`, 'ERR_MISSING_OPTION');
    }
  }
  return result;
}

const JWK_TEXTS = ['alg', 'crv', 'd', 'dp', 'dq', 'e'];
const JWK_MORE_TEXTS = ['k', 'kty', 'n', 'p', 'priv', 'pub', 'q', 'qi', 'use', 'x', 'y'];
const JWK_MEMBERS = [
  ...JWK_TEXTS.map((name) => [name, text]), ['ext', boolean], ['key_ops', texts], ...JWK_MORE_TEXTS.map((name) => [name, text]),
].sort((a, b) => (a[0] < b[0] ? -1 : 1));

/** JsonWebKey (Web Cryptography API, section 15). */
function jsonWebKey(value, where) {
  return dictionary(value, 'JsonWebKey', JWK_MEMBERS, where);
}

module.exports = {
  algorithm, bigInteger, boolean, bytes, cryptoKey, dictionary, jsonWebKey, keyFormat, keyUsages, octet, requireArguments,
  text, unsignedLong, unsignedShort,
};
