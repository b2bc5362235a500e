'use strict';
// Checks of node:sqlite's arguments, with the wording of that module's errors. Callers: database.js, statement.js.

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

/** @param {unknown} value @param {string} name */
function requireObject(value, name) {
  if (typeof value !== 'object' || value === null) throw argumentError(name, 'an object');
}

module.exports = { argumentError, booleanOption, requireBoolean, requireObject, requireString };
