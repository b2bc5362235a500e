'use strict';
// What is not there yet: functions and classes that say so when they are used. Their modules exist, since programs require
// them long before they use them (docs/compatibility.md lists them as missing).

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

/**
 * A function that throws ERR_METHOD_NOT_IMPLEMENTED naming `module.name`.
 * @param {string} module @param {string} name @param {() => void} [check] runs before, and may throw another error
 */
function missingFunction(module, name, check = undefined) {
  return {
    [name]() {
      check?.();
      throw new ERR_METHOD_NOT_IMPLEMENTED(`${module}.${name}`);
    },
  }[name];
}

/** A class whose constructor throws the same. */
function missingClass(module, name, check = undefined) {
  return {
    [name]: class {
      constructor() {
        check?.();
        throw new ERR_METHOD_NOT_IMPLEMENTED(`${module}.${name}`);
      }
    },
  }[name];
}

/** An object with these functions and classes. */
function missingModule(module, functions, classes = []) {
  const exports = {};
  for (const name of functions) exports[name] = missingFunction(module, name);
  for (const name of classes) exports[name] = missingClass(module, name);
  return exports;
}

module.exports = { missingFunction, missingClass, missingModule };
