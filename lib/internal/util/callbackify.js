'use strict';
// util.callbackify, util.inherits: adapters between styles. Callers: lib/util.js.

const { codes, hideFrom } = require('internal/errors');
const { validateFunction } = require('internal/validators');

// A rejection with a falsy reason must still read as an error.
function rejectWith(reason, callback) {
  if (!reason) reason = hideFrom(rejectWith, new codes.ERR_FALSY_VALUE_REJECTION(reason));
  return callback(reason);
}

/** @param {(...args: any[]) => Promise} original @returns {Function} the same with a callback as last argument */
function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const last = args.pop();
    validateFunction(last, 'last argument');
    const callback = last.bind(this);
    // On nextTick, so that what the callback throws is an uncaught exception and not a rejection.
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(callback, null, value),
      (reason) => process.nextTick(rejectWith, reason, callback));
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length?.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name?.value === 'string') descriptors.name.value += 'Callbackified';
  for (const key of Reflect.ownKeys(descriptors)) Object.setPrototypeOf(descriptors[key], null);
  return Object.defineProperties(callbackified, descriptors);
}

/** The old way to inherit. @param {Function} ctor @param {Function} superCtor */
function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new codes.ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  if (superCtor === undefined || superCtor === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  }
  if (superCtor.prototype === undefined) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  }
  Object.defineProperty(ctor, 'super_', { __proto__: null, value: superCtor, writable: true, configurable: true });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

module.exports = { callbackify, inherits };
