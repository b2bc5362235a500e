'use strict';
// CryptoKey (https://www.w3.org/TR/WebCryptoAPI/#cryptokey-interface): a key handle with what it may be used for.
// Callers: webcrypto.js and its parts; keys.js, which takes a CryptoKey wherever a KeyObject goes.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors');
const { customInspectSymbol } = require('internal/util');

const TYPE_NAMES = ['secret', 'public', 'private'];
// What belongs to each key; a WeakMap, since the public constructor throws.
const slots = new WeakMap();

function slotsOf(value) {
  const known = typeof value === 'object' && value !== null ? slots.get(value) : undefined;
  if (known === undefined) throw new ERR_INVALID_THIS('CryptoKey');
  return known;
}

class CryptoKey {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get type() {
    return TYPE_NAMES[slotsOf(this).handle.type()];
  }

  get extractable() {
    return slotsOf(this).extractable;
  }

  get algorithm() {
    return slotsOf(this).algorithm;
  }

  get usages() {
    return slotsOf(this).usages;
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const { type, extractable, algorithm, usages } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `CryptoKey ${inspect({ type, extractable, algorithm, usages }, inner)}`;
  }
}
for (const name of ['type', 'extractable', 'algorithm', 'usages']) {
  Object.defineProperty(CryptoKey.prototype, name, { __proto__: null, enumerable: true });
}
Object.defineProperty(CryptoKey.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: 'CryptoKey' });

/** @param {object} handle native @param {object} algorithm @param {string[]} usages @param {boolean} extractable */
function makeCryptoKey(handle, algorithm, usages, extractable) {
  const key = Object.create(CryptoKey.prototype);
  slots.set(key, { handle, algorithm, usages, extractable });
  return key;
}

/** The native handle of a CryptoKey, else undefined. @param {object} value */
function handleOfCryptoKey(value) {
  return slots.get(value)?.handle;
}

module.exports = { CryptoKey, handleOfCryptoKey, makeCryptoKey };
