'use strict';
// CryptoKey (https://www.w3.org/TR/WebCryptoAPI/#cryptokey-interface): a key handle with what it may be used for.
// Callers: webcrypto.js and its parts; keys.js, which takes a CryptoKey wherever a KeyObject goes.
//
// A key has its algorithm and usages twice: what the getters show belongs to the user and may be changed; what the
// operations go by is the slots' own.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors');
const { kClone, registerCloneable } = require('internal/clone');
const { customInspectSymbol } = require('internal/util');

const TYPE_NAMES = ['secret', 'public', 'private'];
// What belongs to each key; a WeakMap, since the public constructor throws.
const slots = new WeakMap();

function slotsOf(value) {
  const known = typeof value === 'object' && value !== null ? slots.get(value) : undefined;
  if (known === undefined) throw new ERR_INVALID_THIS('CryptoKey');
  return known;
}

// A KeyAlgorithm's copy: one level of dictionaries and the bytes of an exponent.
function copyAlgorithm(algorithm) {
  const copy = { ...algorithm };
  if (copy.hash !== undefined) copy.hash = { ...copy.hash };
  if (copy.publicExponent !== undefined) copy.publicExponent = new Uint8Array(copy.publicExponent);
  return copy;
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
    const own = slotsOf(this);
    return own.shownAlgorithm ??= copyAlgorithm(own.algorithm);
  }

  get usages() {
    const own = slotsOf(this);
    return own.shownUsages ??= [...own.usages];
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const { handle, extractable, algorithm, usages } = slotsOf(this);
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const shown = { type: TYPE_NAMES[handle.type()], extractable, algorithm: copyAlgorithm(algorithm), usages: [...usages] };
    return `CryptoKey ${inspect(shown, inner)}`;
  }
}
for (const name of ['type', 'extractable', 'algorithm', 'usages']) {
  Object.defineProperty(CryptoKey.prototype, name, { __proto__: null, enumerable: true });
}
Object.defineProperty(CryptoKey.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: 'CryptoKey' });

// What keys inherit from: the public prototype with the method that clones them, which users need not see.
const instances = Object.create(CryptoKey.prototype, {
  constructor: { __proto__: null, value: CryptoKey, writable: true, configurable: true },
  [kClone]: {
    __proto__: null,
    value: function() {
      const { handle, algorithm, usages, extractable } = slotsOf(this);
      return { type: 'CryptoKey', data: { handle, algorithm: copyAlgorithm(algorithm), usages: [...usages], extractable } };
    },
  },
});
registerCloneable('CryptoKey', ({ handle, algorithm, usages, extractable }) => {
  return makeCryptoKey(handle, algorithm, usages, extractable);
});

/** @param {object} handle native @param {object} algorithm @param {string[]} usages @param {boolean} extractable */
function makeCryptoKey(handle, algorithm, usages, extractable) {
  const key = Object.create(instances);
  slots.set(key, {
    handle, algorithm: copyAlgorithm(algorithm), usages: [...usages], extractable,
    shownAlgorithm: undefined, shownUsages: undefined,
  });
  return key;
}

/** The native handle of a CryptoKey, else undefined. @param {object} value */
function handleOfCryptoKey(value) {
  return slots.get(value)?.handle;
}

/** @param {unknown} value */
function isCryptoKey(value) {
  return typeof value === 'object' && value !== null && slots.has(value);
}

/** What the operations go by: {handle, algorithm, usages, extractable}. @param {CryptoKey} key */
const slotsOfCryptoKey = (key) => slots.get(key);

module.exports = { CryptoKey, handleOfCryptoKey, isCryptoKey, makeCryptoKey, slotsOfCryptoKey };
