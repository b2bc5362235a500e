'use strict';

// Conversions of Web IDL (https://webidl.spec.whatwg.org/#js-type-mapping) that the web APIs share.
// Callers: AbortSignal, web streams. Rule: a value that does not convert throws a TypeError with a code.

function makeException(message, code = 'ERR_INVALID_ARG_TYPE') {
  const error = new TypeError(message);
  error.code = code;
  return error;
}

/**
 * Converts a value to sequence<T>.
 * @template T
 * @param {any} value
 * @param {string} context what the message calls the value
 * @param {(value: any, context: string) => T} convert
 * @returns {T[]}
 */
function convertSequence(value, context, convert) {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  const method = isObject ? value[Symbol.iterator] : undefined;
  if (method === undefined || method === null) throw makeException(`${context} cannot be converted to sequence.`);
  const iterator = method.call(value);
  const result = [];
  for (;;) {
    const step = iterator?.next?.();
    if (typeof step !== 'object' || step === null) throw makeException(`${context} cannot be converted to sequence.`);
    if (step.done === true) return result;
    result.push(convert(step.value, `${context}[${result.length}]`));
  }
}

/**
 * The first argument of a constructor as a member of an enumeration.
 * @param {string} name of the class @param {string} type of the enumeration @param {string[]} members @returns {string}
 */
function convertEnum(value, name, type, members) {
  const context = `Failed to construct '${name}': 1st argument`;
  if (typeof value === 'symbol') throw makeException(`${context} is a Symbol and cannot be converted to a string.`);
  const text = `${value}`;
  if (members.includes(text)) return text;
  throw makeException(`${context} '${text}' is not a valid enum value of type ${type}.`, 'ERR_INVALID_ARG_VALUE');
}

module.exports = { convertEnum, convertSequence, makeException };
