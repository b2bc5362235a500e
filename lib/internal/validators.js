'use strict';
// Checks of arguments. Each throws Node's error with Node's wording, with a stack that begins at the public function.
// Callers: every public module. Rule: the passing path does no allocation; the failing path may be slow.

const { codes, hideFrom } = require('internal/errors');

const isInt32 = (value) => value === (value | 0);
const isUint32 = (value) => value === (value >>> 0);

// Throws ERR_INVALID_ARG_TYPE; the stack begins at the caller of `validator`.
function failType(validator, name, expected, value) {
  throw hideFrom(validator, new codes.ERR_INVALID_ARG_TYPE(name, expected, value));
}

function failRange(validator, name, range, value) {
  throw hideFrom(validator, new codes.ERR_OUT_OF_RANGE(name, range, value));
}

function failValue(validator, name, value, reason) {
  throw hideFrom(validator, new codes.ERR_INVALID_ARG_VALUE(name, value, reason));
}

/** @param {unknown} value @param {string} name */
function validateString(value, name) {
  if (typeof value !== 'string') failType(validateString, name, 'string', value);
}

/** A NUL byte would end the name early for the system's resolver, and only for it. @param {unknown} value @param {string} name */
function validateHostName(value, name) {
  if (typeof value !== 'string') failType(validateHostName, name, 'string', value);
  if (value.includes('\0')) failValue(validateHostName, name, value, 'must be a string without null bytes');
}

/** @param {unknown} value @param {string} name */
function validateBoolean(value, name) {
  if (typeof value !== 'boolean') failType(validateBoolean, name, 'boolean', value);
}

/** @param {unknown} value @param {string} name */
function validateFunction(value, name) {
  if (typeof value !== 'function') failType(validateFunction, name, 'Function', value);
}

/** A function that is not async. @param {unknown} value @param {string} name */
function validatePlainFunction(value, name) {
  if (typeof value !== 'function' || value.constructor?.name === 'AsyncFunction') {
    failType(validatePlainFunction, name, 'Function', value);
  }
}

/** @param {unknown} value @param {string} name */
function validateUndefined(value, name) {
  if (value !== undefined) failType(validateUndefined, name, 'undefined', value);
}

/**
 * @param {unknown} value @param {string} name
 * @param {number} [min] inclusive
 * @param {number} [max] inclusive
 */
function validateNumber(value, name, min = undefined, max = undefined) {
  if (typeof value !== 'number') failType(validateNumber, name, 'number', value);
  if ((min != null && value < min) || (max != null && value > max) ||
      ((min != null || max != null) && Number.isNaN(value))) {
    const low = min != null ? `>= ${min}` : '';
    const high = max != null ? `<= ${max}` : '';
    failRange(validateNumber, name, low && high ? `${low} && ${high}` : low || high, value);
  }
}

function checkInteger(validator, value, name, min, max) {
  if (typeof value !== 'number') failType(validator, name, 'number', value);
  if (!Number.isInteger(value)) failRange(validator, name, 'an integer', value);
  if (value < min || value > max) failRange(validator, name, `>= ${min} && <= ${max}`, value);
}

/** @param {unknown} value @param {string} name @param {number} [min] inclusive @param {number} [max] inclusive */
function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  checkInteger(validateInteger, value, name, min, max);
}

/** @param {unknown} value @param {string} name @param {number} [min] inclusive @param {number} [max] inclusive */
function validateInt32(value, name, min = -2147483648, max = 2147483647) {
  checkInteger(validateInt32, value, name, min, max);
}

/** @param {unknown} value @param {string} name @param {boolean} [positive] true forbids 0 */
function validateUint32(value, name, positive = false) {
  checkInteger(validateUint32, value, name, positive ? 1 : 0, 4294967295);
}

/** A number that is finite. Returns false for undefined and null. @param {unknown} value @param {string} name */
function validateFiniteNumber(value, name) {
  if (value === undefined) return false;
  if (Number.isFinite(value)) return true;
  if (Number.isNaN(value)) return false;
  if (typeof value !== 'number') failType(validateFiniteNumber, name, 'number', value);
  failRange(validateFiniteNumber, name, 'a finite number', value);
}

/**
 * `value` when it is a number from min to max, `fallback` when it is undefined or NaN.
 * @returns {number}
 */
function checkRangesOrGetDefault(value, name, min, max, fallback) {
  if (!validateFiniteNumber(value, name)) return fallback;
  if (value < min || value > max) {
    failRange(checkRangesOrGetDefault, name, `>= ${min} and <= ${max}`, value);
  }
  return value;
}

// Flags of validateObject.
const kValidateObjectNone = 0;
const kValidateObjectAllowNullable = 1;
const kValidateObjectAllowArray = 2;
const kValidateObjectAllowFunction = 4;
const kValidateObjectAllowObjects = kValidateObjectAllowArray | kValidateObjectAllowFunction;
const kValidateObjectAllowObjectsAndNull = kValidateObjectAllowObjects | kValidateObjectAllowNullable;

/** @param {unknown} value @param {string} name @param {number} [flags] kValidateObject* */
function validateObject(value, name, flags = kValidateObjectNone) {
  const allowed = value === null ? (flags & kValidateObjectAllowNullable) !== 0 :
    typeof value === 'object' ? !Array.isArray(value) || (flags & kValidateObjectAllowArray) !== 0 :
    typeof value === 'function' && (flags & kValidateObjectAllowFunction) !== 0;
  if (!allowed) failType(validateObject, name, 'Object', value);
}

/** A dictionary of WebIDL: undefined, null, object or function. @param {unknown} value @param {string} name */
function validateDictionary(value, name) {
  if (value != null && typeof value !== 'object' && typeof value !== 'function') {
    failType(validateDictionary, name, 'a dictionary', value);
  }
}

function checkArray(validator, value, name, minLength) {
  if (!Array.isArray(value)) failType(validator, name, 'Array', value);
  if (value.length < minLength) failValue(validator, name, value, `must be longer than ${minLength}`);
}

/** @param {unknown} value @param {string} name @param {number} [minLength] */
function validateArray(value, name, minLength = 0) {
  checkArray(validateArray, value, name, minLength);
}

/** @param {unknown} value @param {string} name */
function validateStringArray(value, name) {
  checkArray(validateStringArray, value, name, 0);
  for (let i = 0; i < value.length; i++) {
    if (typeof value[i] !== 'string') failType(validateStringArray, `${name}[${i}]`, 'string', value[i]);
  }
}

/** @param {unknown} value @param {string} name */
function validateBooleanArray(value, name) {
  checkArray(validateBooleanArray, value, name, 0);
  for (let i = 0; i < value.length; i++) {
    if (typeof value[i] !== 'boolean') failType(validateBooleanArray, `${name}[${i}]`, 'boolean', value[i]);
  }
}

function isAbortSignalLike(value) {
  return value !== null && (typeof value === 'object' || typeof value === 'function') && 'aborted' in value;
}

/** Undefined passes. @param {unknown} signal @param {string} name */
function validateAbortSignal(signal, name) {
  if (signal !== undefined && !isAbortSignalLike(signal)) {
    failType(validateAbortSignal, name, 'AbortSignal', signal);
  }
}

/** @param {unknown} value @param {string} name */
function validateAbortSignalArray(value, name) {
  checkArray(validateAbortSignalArray, value, name, 0);
  for (let i = 0; i < value.length; i++) {
    if (!isAbortSignalLike(value[i])) failType(validateAbortSignalArray, `${name}[${i}]`, 'AbortSignal', value[i]);
  }
}

/** @param {unknown} value @param {string} [name] */
function validateBuffer(value, name = 'buffer') {
  if (!ArrayBuffer.isView(value)) failType(validateBuffer, name, ['Buffer', 'TypedArray', 'DataView'], value);
}

/** Hex needs an even number of digits. @param {string} data @param {string} encoding */
function validateEncoding(data, encoding) {
  if (data.length % 2 === 0 || typeof encoding !== 'string' || encoding.toLowerCase() !== 'hex') return;
  failValue(validateEncoding, 'encoding', encoding, `is invalid for data of length ${data.length}`);
}

/** @param {unknown} value @param {string} name @param {unknown[]} oneOf */
function validateOneOf(value, name, oneOf) {
  if (oneOf.includes(value)) return;
  const shown = oneOf.map((one) => typeof one === 'string' ? `'${one}'` : String(one)).join(', ');
  failValue(validateOneOf, name, value, `must be one of: ${shown}`);
}

/** One of the accepted values; otherwise ERR_INVALID_ARG_TYPE with "('a|b')". */
function validateUnion(value, name, union) {
  if (!union.includes(value)) failType(validateUnion, name, `('${union.join('|')}')`, value);
}

/**
 * @param {unknown} port 0 to 65535, a number or its decimal or 0x string
 * @param {string} [name]
 * @param {boolean} [allowZero]
 * @returns {number}
 */
function validatePort(port, name = 'Port', allowZero = true) {
  if ((typeof port !== 'number' && typeof port !== 'string') ||
      (typeof port === 'string' && port.trim() === '') ||
      +port !== (+port >>> 0) || port > 0xFFFF || (port === 0 && !allowZero)) {
    throw hideFrom(validatePort, new codes.ERR_SOCKET_BAD_PORT(name, port, allowZero));
  }
  return port | 0;
}

/** @param {unknown} signal 'SIGTERM' and the like, in capitals @param {string} [name] */
function validateSignalName(signal, name = 'signal') {
  if (typeof signal !== 'string') failType(validateSignalName, name, 'string', signal);
  const { signals } = require('os').constants;
  if (signals[signal] !== undefined) return;
  const upper = signals[signal.toUpperCase()] !== undefined;
  throw hideFrom(validateSignalName, new codes.ERR_UNKNOWN_SIGNAL(
    upper ? `${signal} (signals must use all capital letters)` : signal));
}

/**
 * A file mode: a uint32, or its octal text.
 * @param {unknown} value @param {string} name @param {number} [fallback] for undefined and null
 * @returns {number}
 */
function parseFileMode(value, name, fallback = undefined) {
  value ??= fallback;
  if (typeof value === 'string') {
    if (!/^[0-7]+$/.test(value)) {
      failValue(parseFileMode, name, value, 'must be a 32-bit unsigned integer or an octal string');
    }
    value = Number.parseInt(value, 8);
  }
  checkInteger(parseFileMode, value, name, 0, 4294967295);
  return value + 0;  // never -0
}

/** `this` of a method must carry an internal field. */
function validateThisInternalField(object, field, className) {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, field)) {
    throw hideFrom(validateThisInternalField, new codes.ERR_INVALID_THIS(className));
  }
}

const LINK_VALUE = /^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/;
const LINK_REASON = 'must be an array or string of format "</styles.css>; rel=preload; as=style"';

/** The Link header of early hints: a string or an array of strings (RFC 8288). @returns {string} */
function validateLinkHeaderValue(hints) {
  const list = Array.isArray(hints) ? hints : [hints];
  for (const link of list) {
    if (typeof link !== 'string' || !LINK_VALUE.test(link)) failValue(validateLinkHeaderValue, 'hints', link, LINK_REASON);
  }
  return list.join(', ');
}

module.exports = {
  checkRangesOrGetDefault,
  isInt32,
  isUint32,
  kValidateObjectAllowArray,
  kValidateObjectAllowFunction,
  kValidateObjectAllowNullable,
  kValidateObjectAllowObjects,
  kValidateObjectAllowObjectsAndNull,
  kValidateObjectNone,
  parseFileMode,
  validateAbortSignal,
  validateAbortSignalArray,
  validateArray,
  validateBoolean,
  validateBooleanArray,
  validateBuffer,
  validateDictionary,
  validateEncoding,
  validateFiniteNumber,
  validateFunction,
  validateHostName,
  validateInt32,
  validateInteger,
  validateLinkHeaderValue,
  validateNumber,
  validateObject,
  validateOneOf,
  validatePlainFunction,
  validatePort,
  validateSignalName,
  validateString,
  validateStringArray,
  validateThisInternalField,
  validateUint32,
  validateUndefined,
  validateUnion,
};
