'use strict';
// process.binding(name) (deprecated, DEP0111): the few of Node's internal modules that old packages ask for and that public
// modules can answer. Caller: per_process.js.

const UTIL_NAMES = [
  'isAnyArrayBuffer', 'isArrayBuffer', 'isArrayBufferView', 'isAsyncFunction', 'isDataView', 'isDate', 'isExternal',
  'isMap', 'isMapIterator', 'isNativeError', 'isPromise', 'isRegExp', 'isSet', 'isSetIterator', 'isTypedArray',
  'isUint8Array',
];

const makers = {
  __proto__: null,
  util() {
    const { types } = require('util');
    return Object.fromEntries(UTIL_NAMES.map((name) => [name, types[name]]));
  },
  constants() {
    return {
      os: require('os').constants, fs: require('fs').constants, crypto: require('crypto').constants,
      zlib: require('zlib').constants,
    };
  },
  uv() {
    const { getSystemErrorMap, getSystemErrorName } = require('util');
    const names = {};
    for (const { 0: number, 1: { 0: name } } of getSystemErrorMap()) names[`UV_${name}`] = number;
    return { errname: getSystemErrorName, getErrorMap: getSystemErrorMap, ...names };
  },
};
const made = new Map();

/** @param {string} name */
function processBinding(name) {
  name = String(name);
  if (makers[name] === undefined) throw new Error(`No such module: ${name}`);
  if (!made.has(name)) made.set(name, makers[name]());
  return made.get(name);
}

module.exports = { processBinding };
