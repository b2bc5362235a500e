'use strict';
// structuredClone(): the HTML standard's algorithm. Caller: the global of that name.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } } = require('internal/errors');
const { clone } = require('internal/messaging');

function typeError(message) {
  const error = new ERR_INVALID_ARG_TYPE('options', 'object', undefined);
  error.message = `Failed to execute 'structuredClone': ${message}`;
  return error;
}

// WebIDL: a dictionary is an object, undefined or null; `transfer` is an iterable of objects.
function transferList(options) {
  if (options === undefined || options === null) return [];
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw typeError('Options cannot be converted to a dictionary');
  }
  const { transfer } = options;
  if (transfer === undefined) return [];
  if ((typeof transfer !== 'object' && typeof transfer !== 'function') || transfer === null ||
      typeof transfer[Symbol.iterator] !== 'function') {
    throw typeError('transfer in Options cannot be converted to sequence.');
  }
  const list = [...transfer];
  list.forEach((item, i) => {
    if ((typeof item !== 'object' && typeof item !== 'function') || item === null) {
      throw typeError(`transfer in Options[${i}] is not an object.`);
    }
  });
  return list;
}

/**
 * @param {unknown} value
 * @param {{transfer?: Iterable<ArrayBuffer>}} [options]
 */
function structuredClone(value, options) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('The value argument must be specified');
  return clone(value, transferList(options));
}

module.exports = { structuredClone };
