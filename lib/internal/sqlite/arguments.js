'use strict';
// Checks of node:sqlite's arguments, with the wording of that module's errors. Callers: database.js, statement.js.

const { isUint8Array } = require('internal/util/types');

function argumentError(name, what) {
  return Object.assign(new TypeError(`The "${name}" argument must be ${what}.`), { code: 'ERR_INVALID_ARG_TYPE' });
}

/** @param {unknown} value @param {string} name */
function requireString(value, name) {
  if (typeof value !== 'string') throw argumentError(name, 'a string');
}

/** @param {unknown} value @param {string} name */
function requireBoolean(value, name) {
  if (typeof value !== 'boolean') throw argumentError(name, 'a boolean');
}

/** A boolean member of `options`. @param {object} options @param {string} name @param {boolean} fallback */
function booleanOption(options, name, fallback) {
  const value = options[name];
  if (value === undefined) return fallback;
  requireBoolean(value, `options.${name}`);
  return value;
}

/** Functions are objects too here. @param {unknown} value @param {string} name */
function requireObject(value, name) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) throw argumentError(name, 'an object');
}

/** @param {unknown} value @param {string} name */
function requireFunction(value, name) {
  if (typeof value !== 'function') throw argumentError(name, 'a function');
}

/** @param {unknown} value @param {string} name */
function requireBytes(value, name) {
  if (!isUint8Array(value)) throw argumentError(name, 'a Uint8Array');
}

/** A string member of `options`. @param {object} options @param {string} name @param {string} fallback */
function stringOption(options, name, fallback) {
  const value = options[name];
  if (value === undefined && !Object.hasOwn(options, name)) return fallback;
  requireString(value, `options.${name}`);
  return value;
}

module.exports = {
  argumentError, booleanOption, requireBoolean, requireBytes, requireFunction, requireObject, requireString, stringOption,
};
