'use strict';
// JavaScript classes whose objects survive a structured clone (HTML, "Safe passing of structured data").
// Callers: classes that are [Serializable] in the web's IDL (Blob, File, DOMException ...) and lib/internal/messaging.js.
// Rules: an object's [kClone]() gives { type, data }; the reviver registered under `type` makes the copy of `data`. The
// natives ask objects for the symbol once the first class has registered itself, so load this module late.

const native = binding('messaging');

const kClone = Symbol('nodejs.clone');

const revivers = new Map();  // type -> (data) => object

/** Lets objects of a class be cloned; `revive(data)` makes the copy. */
function registerCloneable(type, revive) {
  if (revivers.size === 0) native.enableCloneables();
  revivers.set(type, revive);
}

/** The error of a value that cannot be cloned or transferred. */
function cloneError(message) {
  const { DOMException } = require('internal/domexception');
  return new DOMException(message, 'DataCloneError');
}

// A thread that never made such an object itself may still get one by message.
const kModules = {
  __proto__: null, DOMException: 'internal/domexception', Blob: 'internal/blob', File: 'internal/file',
  CryptoKey: 'internal/crypto/crypto_key', KeyObject: 'internal/crypto/keys',
};

function revive(type, data) {
  if (!revivers.has(type)) require(kModules[type]);
  return revivers.get(type)(data);
}

native.setHooks(kClone, revive, cloneError);

module.exports = { kClone, registerCloneable, cloneError };
