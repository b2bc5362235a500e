'use strict';
// util.types: what a value is by its internal slots, never by properties that a program may forge.
// Callers: lib/util/types, all of lib/. The natives live in src/bindings/types.cc.

const native = binding('types');

const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
const getTag = Object.getOwnPropertyDescriptor(TypedArrayPrototype, Symbol.toStringTag).get;
const { isView } = ArrayBuffer;
const { apply } = Reflect;

function tagIs(name) {
  const test = { [`is${name}`](value) { return apply(getTag, value, []) === name; } };
  return test[`is${name}`];
}

function isTypedArray(value) {
  return apply(getTag, value, []) !== undefined;
}

const ARRAY_NAMES = [
  'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array',
  'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array',
];

const NATIVE_NAMES = [
  'isArgumentsObject', 'isArrayBuffer', 'isAsyncFunction', 'isBigIntObject', 'isBooleanObject', 'isDate', 'isExternal',
  'isGeneratorFunction', 'isGeneratorObject', 'isMap', 'isMapIterator', 'isModuleNamespaceObject', 'isNativeError',
  'isNumberObject', 'isPromise', 'isProxy', 'isRegExp', 'isSet', 'isSetIterator', 'isSharedArrayBuffer',
  'isStringObject', 'isSymbolObject', 'isWeakMap', 'isWeakSet', 'isAnyArrayBuffer', 'isBoxedPrimitive',
];

const types = {};
for (const name of NATIVE_NAMES) {
  types[name] = Object.defineProperty(native[name], 'length', { __proto__: null, value: 0, configurable: true });
}
types.isArrayBufferView = isView;
types.isDataView = (value) => isView(value) && apply(getTag, value, []) === undefined;
Object.defineProperty(types.isDataView, 'name', { __proto__: null, value: 'isDataView' });
types.isTypedArray = isTypedArray;
for (const name of ARRAY_NAMES) types[`is${name}`] = tagIs(name);

// Keys are objects of the crypto module: a value can only be one once that module is loaded.
function isKeyKind(name, home) {
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const { isLoaded } = require('internal/builtins');
    return isLoaded(home) && require(home)[name](value);
  };
}

for (const [name, home] of [['isKeyObject', 'internal/crypto/keys'], ['isCryptoKey', 'internal/crypto/crypto_key']]) {
  const value = Object.defineProperty(isKeyKind(name, home), 'name', { __proto__: null, value: name, configurable: true });
  Object.defineProperty(types, name, { __proto__: null, configurable: false, enumerable: true, writable: false, value });
}

module.exports = types;
