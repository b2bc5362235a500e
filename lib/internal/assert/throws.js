'use strict';
// assert.throws, rejects, doesNotThrow, doesNotReject, ifError: what an error has to be like.
// Callers: lib/assert.js, which passes its own method as `fn`: its name is the operator, stacks begin at its caller.

const { codes } = require('internal/errors');
const { AssertionError } = require('internal/assert/assertion_error');
const { inspect } = require('internal/util/inspect');

const { ERR_AMBIGUOUS_ARGUMENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE } = codes;

const NOTHING = Symbol('nothing was thrown');

const show = (value) => inspect(value);
const isRegExp = (value) => require('internal/util/types').isRegExp(value);
const isErrorObject = (value) => Error.isError(value) || value instanceof Error;

/** What `fn` throws, or NOTHING. */
function callAndCatch(fn) {
  require('internal/validators').validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    return error;
  }
  return NOTHING;
}

function isPromiseLike(value) {
  return require('internal/util/types').isPromise(value) ||
    (value !== null && typeof value === 'object' && typeof value.then === 'function' && typeof value.catch === 'function');
}

/** What the promise, or the one that the function returns, rejects with; NOTHING if it does not. */
async function awaitAndCatch(promiseFn) {
  let promise;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isPromiseLike(promise)) throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (isPromiseLike(promiseFn)) {
    promise = promiseFn;
  } else {
    throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return NOTHING;
}

const isAsync = (fn) => fn.name === 'rejects' || fn.name === 'doesNotReject';

// The second argument may be left out: throws(fn, 'message').
function readArguments(actual, args) {
  let { 0: expected, 1: message } = args;
  if (typeof expected === 'string') {
    if (args.length > 1) {
      throw new ERR_INVALID_ARG_TYPE('error', ['Function', 'Error', 'RegExp', 'Object'], expected);
    }
    const text = typeof actual === 'object' && actual !== null ? actual.message : actual;
    if (actual !== NOTHING && text === expected) {
      const what = text === actual ? 'error' : 'error message';
      throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `The ${what} "${text}" is identical to the message.`);
    }
    message = expected;
    expected = undefined;
  } else if (expected != null && typeof expected !== 'object' && typeof expected !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('error', ['Function', 'Error', 'RegExp', 'Object'], expected);
  }
  return { expected, message };
}

/** @param {Function} fn the public method @param {unknown} actual @param {unknown[]} args @param {string} diff */
function expectError(fn, actual, args, diff) {
  const { expected, message } = readArguments(actual, args);
  if (actual === NOTHING) {
    const name = expected?.name ? ` (${expected.name})` : '';
    const kind = isAsync(fn) ? 'rejection' : 'exception';
    fail(fn, {
      actual: undefined, expected, diff,
      message: `Missing expected ${kind}${name}${message ? `: ${message}` : '.'}`,
    });
  }
  if (expected != null) checkError(fn, actual, expected, message, diff);
}

function fail(fn, options, generated) {
  const error = new AssertionError({ operator: fn.name, stackStartFn: fn, ...options });
  if (generated !== undefined) error.generatedMessage = generated;
  throw error;
}

function checkError(fn, actual, expected, message, diff) {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return checkText(fn, actual, expected, message, diff);
    return checkShape(fn, actual, expected, message, diff);
  }
  // Classes of errors, and any class the error is an instance of, are tests of its kind.
  if (expected.prototype !== undefined && actual instanceof expected) return;
  if (Error.isPrototypeOf(expected)) return failKind(fn, actual, expected, message, diff);
  const answer = Reflect.apply(expected, {}, [actual]);
  if (answer === true) return;
  const name = expected.name ? `"${expected.name}" ` : '';
  let text = message || `The ${name}validation function is expected to return "true". Received ${show(answer)}`;
  if (!message && isErrorObject(actual)) text += `\n\nCaught error:\n\n${actual}`;
  fail(fn, { actual, expected, message: text, diff }, !message);
}

function failKind(fn, actual, expected, message, diff) {
  let text = message;
  if (!message) {
    text = `The error is expected to be an instance of "${expected.name}". Received `;
    if (isErrorObject(actual)) {
      const name = actual.constructor?.name || actual.name;
      text += name === expected.name ? 'an error with identical name but a different prototype.' : `"${name}"`;
      text += `\n\nError message:\n\n${actual.message}`;
    } else {
      text += `"${inspect(actual, { depth: -1 })}"`;
    }
  }
  fail(fn, { actual, expected, message: text, diff }, !message);
}

function checkText(fn, actual, expected, message, diff) {
  const text = String(actual);
  if (RegExp.prototype.exec.call(expected, text) !== null) return;
  fail(fn, {
    actual, expected, diff,
    message: message || `The input did not match the regular expression ${show(expected)}. Input:\n\n${show(text)}\n`,
  }, !message);
}

// Holds the compared properties of both sides, so that the diff shows nothing else.
class Comparison {
  constructor(source, keys, actual) {
    for (const key of keys) {
      if (!(key in source)) continue;
      const matches = actual !== undefined && typeof actual[key] === 'string' && isRegExp(source[key]) &&
        RegExp.prototype.exec.call(source[key], actual[key]) !== null;
      // A text that a pattern matches does not differ.
      this[key] = matches ? actual[key] : source[key];
    }
  }
}

function checkShape(fn, actual, expected, message, diff) {
  const { isDeepStrictEqual } = require('internal/util/comparisons');
  if (typeof actual !== 'object' || actual === null) {
    const error = new AssertionError({
      actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn, diff,
    });
    error.operator = fn.name;
    throw error;
  }
  const keys = Object.keys(expected);
  // These are not enumerable, but they are what an expected error says.
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  for (const key of keys) {
    const isMatch = typeof actual[key] === 'string' && isRegExp(expected[key]) &&
      RegExp.prototype.exec.call(expected[key], actual[key]) !== null;
    if (isMatch || (key in actual && isDeepStrictEqual(actual[key], expected[key]))) continue;
    if (isErrorObject(message)) throw message;
    if (message) fail(fn, { actual, expected, message, diff });
    const error = new AssertionError({
      actual: new Comparison(actual, keys),
      expected: new Comparison(expected, keys, actual),
      operator: 'deepStrictEqual',
      stackStartFn: fn,
      diff,
    });
    error.actual = actual;
    error.expected = expected;
    error.operator = fn.name;
    throw error;
  }
}

// Whether the error is of the kind that must not be thrown.
function isUnwanted(actual, expected) {
  if (!expected) return true;
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return RegExp.prototype.exec.call(expected, String(actual)) !== null;
    throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Error.isPrototypeOf(expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

/** @param {Function} fn the public method @param {unknown} actual @param {unknown[]} args @param {string} diff */
function expectNoError(fn, actual, args, diff) {
  if (actual === NOTHING) return;
  let { 0: expected, 1: message } = args;
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  // An error of another kind is not this assertion's business.
  if (!isUnwanted(actual, expected)) throw actual;
  const kind = isAsync(fn) ? 'rejection' : 'exception';
  fail(fn, {
    actual, expected, diff,
    message: `Got unwanted ${kind}${message ? `: ${message}` : '.'}\nActual message: "${actual?.message}"`,
  });
}

// The frames that led to the first error, followed by those that led to the assertion.
function mergeStacks(error, first) {
  if (typeof first.stack !== 'string') return;
  const start = first.stack.indexOf('\n    at');
  if (start === -1) return;
  const frames = first.stack.slice(start + 1).split('\n');
  let own = error.stack.split('\n');
  for (const frame of frames) {
    const at = own.indexOf(frame);
    if (at !== -1) {
      own = own.slice(0, at);
      break;
    }
  }
  error.stack = `${own.join('\n')}\n${frames.join('\n')}`;
}

/** The failure of ifError(error). */
function unwantedError(error, fn, diff) {
  let message = 'ifError got unwanted exception: ';
  const isObject = typeof error === 'object' && error !== null;
  if (isObject && typeof error.message === 'string') {
    message += error.message.length === 0 && error.constructor ? error.constructor.name : error.message;
  } else {
    message += show(error);
  }
  const failure = new AssertionError({ actual: error, expected: null, operator: 'ifError', message, stackStartFn: fn, diff });
  failure.generatedMessage = false;
  if (isObject) mergeStacks(failure, error);
  return failure;
}

module.exports = { awaitAndCatch, callAndCatch, expectError, expectNoError, show, unwantedError };
