'use strict';
// The module `util` (https://nodejs.org/api/util.html): thin; each part is loaded when it is first used.

const { codes, errnoException, exceptionWithHostPort } = require('internal/errors');
const { defineLazyProperties, deprecate, promisify } = require('internal/util');
const validators = require('internal/validators');
const { inspect } = require('internal/util/inspect');
const { format, formatWithOptions, stripVTControlCharacters } = require('internal/util/format');
const { debuglog } = require('internal/util/debuglog');

const MAX_CALL_SITES = 200;
const DEFAULT_CALL_SITES = 10;

function checkErrno(err) {
  validators.validateNumber(err, 'err');
  if (err >= 0 || !Number.isSafeInteger(err)) throw new codes.ERR_OUT_OF_RANGE('err', 'a negative integer', err);
}

/** @param {number} err negative errno @param {string} syscall @param {string} [original] */
function _errnoException(err, syscall, original) {
  checkErrno(err);
  return errnoException(err, syscall, original);
}

function _exceptionWithHostPort(err, syscall, address, port, additional) {
  checkErrno(err);
  return exceptionWithHostPort(err, syscall, address, port, additional);
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  const keys = Object.keys(source);
  for (let i = keys.length - 1; i >= 0; i--) target[keys[i]] = source[keys[i]];
  return target;
}

/** @param {number} err @returns {string} 'ENOENT' */
function getSystemErrorName(err) {
  checkErrno(err);
  return require('internal/system_errors').errorName(err);
}

/** @param {number} err @returns {string} 'no such file or directory' */
function getSystemErrorMessage(err) {
  checkErrno(err);
  return require('internal/system_errors').getErrorMap().get(err)?.[1] ?? `Unknown system error ${err}`;
}

/** @returns {Map<number, [string, string]>} */
function getSystemErrorMap() {
  return binding('uv').getErrorMap();
}

/**
 * The call stack of the caller.
 * @param {number|object} [frameCount] 1 to 200
 * @param {{sourceMap?: boolean}} [options]
 */
function getCallSites(frameCount = DEFAULT_CALL_SITES, options) {
  if (options === undefined && typeof frameCount === 'object') {
    options = frameCount;
    frameCount = DEFAULT_CALL_SITES;
  }
  if (options !== undefined) {
    validators.validateObject(options, 'options');
    if (options.sourceMap !== undefined) validators.validateBoolean(options.sourceMap, 'options.sourceMap');
  }
  validators.validateInteger(frameCount, 'frameCount', 1, MAX_CALL_SITES);
  const sites = binding('util').getCallSites(frameCount);
  const sourceMaps = require('internal/modules/source_maps');
  return options?.sourceMap ?? sourceMaps.enabledByCommandLine() ? sites.map(sourceMaps.mapCallSite) : sites;
}

/** @param {string} content @returns {Record<string, string>} */
function parseEnv(content) {
  validators.validateString(content, 'content');
  const flat = binding('env').parse(content);
  const values = new Map();
  for (let i = 0; i < flat.length; i += 2) values.set(flat[i], flat[i + 1]);
  // In the order of the names.
  return Object.fromEntries([...values].sort(({ 0: a }, { 0: b }) => (a < b ? -1 : 1)));
}

/** @param {unknown} value @returns {string} with lone surrogates replaced */
function toUSVString(value) {
  return `${value}`.toWellFormed();
}

function toUnits(value, name) {
  if (Array.isArray(value)) {
    validators.validateStringArray(value, name);
    return value;
  }
  validators.validateString(value, name);
  return value.split('');
}

/**
 * @param {string|string[]} actual @param {string|string[]} expected
 * @returns {[number, string][]} -1 only in expected, 0 in both, 1 only in actual
 */
function diff(actual, expected) {
  if (actual === expected) return [];
  const a = toUnits(actual, 'actual');
  const b = toUnits(expected, 'expected');
  return require('internal/util/diff').myersDiff(a, b);
}

/** @param {unknown} a @param {unknown} b */
function isDeepStrictEqual(a, b, skipPrototype) {
  return require('internal/util/comparisons').isDeepStrictEqual(a, b, skipPrototype);
}

/** @param {string} signalCode 'SIGTERM' @returns {number} 128 + its number */
function convertProcessSignalToExitCode(signalCode) {
  const { signals } = require('os').constants;
  validators.validateOneOf(signalCode, 'signalCode', Object.keys(signals));
  return 128 + signals[signalCode];
}

/** Prints a stack when the program is interrupted. @param {boolean} enable */
function setTraceSigInt(enable) {
  if (!require('internal/process/threads').isMainThread()) {
    throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION('Calling util.setTraceSigInt');
  }
  binding('util').setTraceSigint(Boolean(enable));
}

const { callbackify, inherits } = require('internal/util/callbackify');

module.exports = {
  _errnoException,
  _exceptionWithHostPort,
  _extend: deprecate(_extend, 'The `util._extend` API is deprecated. Please use Object.assign() instead.', 'DEP0060'),
  callbackify,
  convertProcessSignalToExitCode,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  styleText(textFormat, text, options) {
    return require('internal/util/style_text').styleText(textFormat, text, options);
  },
  formatWithOptions,
  getCallSites,
  getSystemErrorMap,
  getSystemErrorName,
  getSystemErrorMessage,
  inherits,
  inspect,
  isArray: deprecate(Array.isArray, 'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.',
                     'DEP0044'),
  isDeepStrictEqual,
  promisify,
  stripVTControlCharacters,
  toUSVString,
  get transferableAbortSignal() { return require('internal/abort_transfer').transferableAbortSignal; },
  get transferableAbortController() { return require('internal/abort_transfer').transferableAbortController; },
  get aborted() { return require('internal/abort_controller').aborted; },
  types: require('internal/util/types'),
  parseEnv,
};

defineLazyProperties(module.exports, 'internal/util/parse_args', ['parseArgs']);
defineLazyProperties(module.exports, 'internal/encoding', ['TextDecoder', 'TextEncoder']);
defineLazyProperties(module.exports, 'internal/mime', ['MIMEType', 'MIMEParams']);
module.exports.diff = diff;
module.exports.setTraceSigInt = setTraceSigInt;
