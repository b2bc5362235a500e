'use strict';
// What callers of spawn and its kin may pass, checked and put into one shape. Callers: lib/child_process.js.
//
//   normalize(file, args, options) -> {...options, file, args, envPairs}: args[0] is argv0, a shell is spelled out

const { codes } = require('internal/errors');
const { validateBoolean, validateObject, validateString } = require('internal/validators');
const { convertToValidSignal } = require('internal/util');

const kMaxBuffer = 1024 * 1024;

function checkNoNul(value, name) {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

function checkNoNuls(list, name) {
  for (let i = 0; i < list.length; i++) checkNoNul(list[i], `${name}[${i}]`);
}

function checkOptional(value, name, validate) {
  if (value != null) validate(value, name);
}

function checkInt32(value, name) {
  if (value != null && value !== (value | 0)) throw new codes.ERR_INVALID_ARG_TYPE(name, 'int32', value);
}

function validateTimeout(timeout) {
  if (timeout != null && !(Number.isInteger(timeout) && timeout >= 0)) {
    throw new codes.ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout);
  }
}

function validateMaxBuffer(maxBuffer) {
  if (maxBuffer != null && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) {
    throw new codes.ERR_OUT_OF_RANGE('options.maxBuffer', 'a positive number', maxBuffer);
  }
}

/** A signal's number; undefined for none. @param {string|number} [killSignal] */
function sanitizeKillSignal(killSignal) {
  if (typeof killSignal === 'string' || typeof killSignal === 'number') return convertToValidSignal(killSignal);
  if (killSignal != null) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], killSignal);
  }
  return undefined;
}

function checkOptions(options) {
  validateObject(options, 'options');
  // Without a prototype: what programs do to Object.prototype is no option.
  options = { __proto__: null, ...options };
  if (options.cwd != null && options.cwd !== '') {
    options.cwd = require('internal/fs/args').getPath(options.cwd, 'options.cwd');
  }
  checkOptional(options.detached, 'options.detached', validateBoolean);
  checkInt32(options.uid, 'options.uid');
  checkInt32(options.gid, 'options.gid');
  if (options.shell != null && typeof options.shell !== 'boolean' && typeof options.shell !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], options.shell);
  }
  if (options.argv0 != null) {
    validateString(options.argv0, 'options.argv0');
    checkNoNul(options.argv0, 'options.argv0');
  }
  checkOptional(options.windowsHide, 'options.windowsHide', validateBoolean);
  checkOptional(options.windowsVerbatimArguments, 'options.windowsVerbatimArguments', validateBoolean);
  return options;
}

/** "NAME=value" of every variable that is not undefined; inherited ones count, as in Node. */
function environmentPairs(env) {
  const pairs = [];
  for (const key in env) {
    const value = env[key];
    if (value === undefined) continue;
    checkNoNul(key, `options.env['${key}']`);
    checkNoNul(`${value}`, `options.env['${key}']`);
    pairs.push(`${key}=${value}`);
  }
  return pairs;
}

let warnedShellArguments = false;
function joinForShell(file, args) {
  if (args.length === 0) return file;
  if (!warnedShellArguments) {
    warnedShellArguments = true;
    process.emitWarning(
      'Passing args to a child process with shell option true can lead to security vulnerabilities, as the arguments ' +
      'are not escaped, only concatenated.', 'DeprecationWarning', 'DEP0190');
  }
  return [file, ...args].join(' ');
}

/**
 * @param {string} file
 * @param {string[]|object} [args] may be left out
 * @param {object} [options]
 */
function normalize(file, args, options) {
  validateString(file, 'file');
  checkNoNul(file, 'file');
  if (file.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (args == null) {
    args = [];
  } else if (typeof args !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('args', 'object', args);
  } else {
    options = args;
    args = [];
  }
  checkNoNuls(args, 'args');
  options = checkOptions(options === undefined ? {} : options);
  if (options.shell) {
    checkNoNul(options.shell, 'options.shell');
    const command = joinForShell(file, args);
    file = typeof options.shell === 'string' ? options.shell : '/bin/sh';
    args = ['-c', command];
  }
  args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file);
  return {
    __proto__: null,
    ...options,
    args: args.map((argument) => `${argument}`),
    cwd: options.cwd,
    detached: Boolean(options.detached),
    envPairs: environmentPairs(options.env || process.env),
    file,
    windowsHide: Boolean(options.windowsHide),
    windowsVerbatimArguments: Boolean(options.windowsVerbatimArguments),
  };
}

/** The native's flag bits: detached, uid, gid. */
function nativeFlags(options) {
  return (options.detached ? 1 : 0) | (options.uid != null ? 2 : 0) | (options.gid != null ? 4 : 0);
}

module.exports = {
  checkNoNul,
  checkNoNuls,
  kMaxBuffer,
  nativeFlags,
  normalize,
  sanitizeKillSignal,
  validateMaxBuffer,
  validateTimeout,
};
