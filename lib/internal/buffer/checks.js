'use strict';
// Class tests that hold across realms and cannot be fooled by prototypes: typed arrays answer for themselves.

const TypedArray = Object.getPrototypeOf(Uint8Array);
const typeOf = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get;

/** @param {any} value @returns {boolean} */
function isUint8Array(value) {
  return typeOf.call(value) === 'Uint8Array';
}

/** @param {any} value @returns {boolean} */
function isTypedArray(value) {
  return typeOf.call(value) !== undefined;
}

module.exports = { isTypedArray, isUint8Array };
