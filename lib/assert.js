'use strict';
// The module `assert` (https://nodejs.org/api/assert.html). The methods that compare errors stand in
// internal/assert/throws, the error in internal/assert/assertion_error, deep equality in internal/util/comparisons.

const { codes, isErrorLike } = require('internal/errors');
const { AssertionError } = require('internal/assert/assertion_error');
const { deprecate } = require('internal/util');
const throwing = require('internal/assert/throws');

const { ERR_CONSTRUCT_CALL_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } = codes;

let comparisons;
function lazyComparisons() {
  return comparisons ??= require('internal/util/comparisons');
}

const isError = (value) => isErrorLike(value) || Error.isError(value) || value instanceof Error;

// Throws the failure of an assertion; a message that is an error is thrown itself.
function fails(options) {
  if (isError(options.message)) throw options.message;
  throw new AssertionError(options);
}

function needTwo(args) {
  if (args.length < 2) throw new ERR_MISSING_ARGS('actual', 'expected');
}

// `depth`: the frames from here to the caller of the assertion.
function failOk(fn, count, value, message, depth) {
  let generated = true;
  if (count === 0) {
    message = 'No value argument passed to `assert.ok()`';
  } else if (message == null) {
    const source = require('internal/assert/expression').failedExpression(depth + 1);
    message = source === undefined ? undefined : `The expression evaluated to a falsy value:\n\n  ${source}\n`;
  } else {
    if (isError(message)) throw message;
    generated = false;
  }
  const error = new AssertionError({
    actual: value, expected: true, message, operator: '==', stackStartFn: fn, diff: diffOf(this),
  });
  error.generatedMessage = generated;
  throw error;
}

const kOptions = Symbol('options');
const DEFAULTS = { diff: 'simple', strict: true, skipPrototype: false };

// Methods may be called without their object: then the defaults hold.
function optionsOf(self) {
  return self?.[kOptions] ?? DEFAULTS;
}
function diffOf(self) {
  return optionsOf(self).diff;
}

const methods = {
  fail(message, expected, operatorMessage, operator, stackStartFn) {
    const count = arguments.length;
    let generated = true;
    if (count > 1) warnOldFail();
    if (isError(count > 1 ? operatorMessage : message)) throw count > 1 ? operatorMessage : message;
    const options = { operator: operator ?? (count === 2 ? '!=' : 'fail'), diff: diffOf(this) };
    options.stackStartFn = stackStartFn ?? methods.fail;
    if (count <= 1) {
      options.message = message ?? 'Failed';
      if (message === null) options.actual = null;
      generated = !message;
    } else {
      options.actual = message;
      options.expected = expected;
      if (operatorMessage !== undefined) {
        options.message = operatorMessage;
        generated = !operatorMessage;
      }
    }
    const error = new AssertionError(options);
    error.generatedMessage = generated;
    throw error;
  },
  equal(actual, expected, message) {
    needTwo(arguments);
    // eslint-disable-next-line eqeqeq
    if (actual == expected || (actual !== actual && expected !== expected)) return;
    fails({ actual, expected, message, operator: '==', stackStartFn: methods.equal, diff: diffOf(this) });
  },
  notEqual(actual, expected, message) {
    needTwo(arguments);
    // eslint-disable-next-line eqeqeq
    if (actual != expected && !(actual !== actual && expected !== expected)) return;
    fails({ actual, expected, message, operator: '!=', stackStartFn: methods.notEqual, diff: diffOf(this) });
  },
  deepEqual(actual, expected, message) {
    needTwo(arguments);
    if (lazyComparisons().isDeepEqual(actual, expected)) return;
    fails({ actual, expected, message, operator: 'deepEqual', stackStartFn: methods.deepEqual, diff: diffOf(this) });
  },
  notDeepEqual(actual, expected, message) {
    needTwo(arguments);
    if (!lazyComparisons().isDeepEqual(actual, expected)) return;
    fails({
      actual, expected, message, operator: 'notDeepEqual', stackStartFn: methods.notDeepEqual, diff: diffOf(this),
    });
  },
  deepStrictEqual(actual, expected, message) {
    needTwo(arguments);
    if (lazyComparisons().isDeepStrictEqual(actual, expected, optionsOf(this).skipPrototype)) return;
    fails({
      actual, expected, message, operator: 'deepStrictEqual', stackStartFn: methods.deepStrictEqual, diff: diffOf(this),
    });
  },
  notDeepStrictEqual(actual, expected, message) {
    needTwo(arguments);
    if (!lazyComparisons().isDeepStrictEqual(actual, expected, optionsOf(this).skipPrototype)) return;
    fails({
      actual, expected, message, operator: 'notDeepStrictEqual', stackStartFn: methods.notDeepStrictEqual,
      diff: diffOf(this),
    });
  },
  strictEqual(actual, expected, message) {
    needTwo(arguments);
    if (Object.is(actual, expected)) return;
    fails({ actual, expected, message, operator: 'strictEqual', stackStartFn: methods.strictEqual, diff: diffOf(this) });
  },
  notStrictEqual(actual, expected, message) {
    needTwo(arguments);
    if (!Object.is(actual, expected)) return;
    fails({
      actual, expected, message, operator: 'notStrictEqual', stackStartFn: methods.notStrictEqual, diff: diffOf(this),
    });
  },
  partialDeepStrictEqual(actual, expected, message) {
    needTwo(arguments);
    if (lazyComparisons().isPartialStrictEqual(actual, expected)) return;
    fails({
      actual, expected, message, operator: 'partialDeepStrictEqual', stackStartFn: methods.partialDeepStrictEqual,
      diff: diffOf(this),
    });
  },
  match(string, regexp, message) {
    testMatch(this, string, regexp, message, methods.match);
  },
  doesNotMatch(string, regexp, message) {
    testMatch(this, string, regexp, message, methods.doesNotMatch);
  },
  throws(fn, ...args) {
    throwing.expectError(methods.throws, throwing.callAndCatch(fn), args, diffOf(this));
  },
  async rejects(promiseFn, ...args) {
    throwing.expectError(methods.rejects, await throwing.awaitAndCatch(promiseFn), args, diffOf(this));
  },
  doesNotThrow(fn, ...args) {
    throwing.expectNoError(methods.doesNotThrow, throwing.callAndCatch(fn), args, diffOf(this));
  },
  async doesNotReject(fn, ...args) {
    throwing.expectNoError(methods.doesNotReject, await throwing.awaitAndCatch(fn), args, diffOf(this));
  },
  ifError(error) {
    if (error === null || error === undefined) return;
    throw throwing.unwantedError(error, methods.ifError, diffOf(this));
  },
};

let warnedOldFail = false;
function warnOldFail() {
  if (warnedOldFail) return;
  warnedOldFail = true;
  process.emitWarning(
    'assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass ' +
    'a message.', 'DeprecationWarning', 'DEP0094');
}

function testMatch(self, string, regexp, message, fn) {
  if (!require('internal/util/types').isRegExp(regexp)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const wanted = fn === methods.match;
  const isText = typeof string === 'string';
  if (isText && (RegExp.prototype.exec.call(regexp, string) !== null) === wanted) return;
  if (isError(message)) throw message;
  const generated = !message;
  if (!isText) {
    message ||= 'The "string" argument must be of type string. Received type ' +
      `${typeof string} (${throwing.show(string)})`;
  } else {
    message ||= (wanted ? 'The input did not match the regular expression ' :
      'The input was expected to not match the regular expression ') +
      `${throwing.show(regexp)}. Input:\n\n${throwing.show(string)}\n`;
  }
  const error = new AssertionError({
    actual: string, expected: regexp, message, operator: fn.name, stackStartFn: fn, diff: diffOf(self),
  });
  error.generatedMessage = generated;
  throw error;
}

// The assertion itself. `depth` of the caller: failOk, this function.
function ok(value, message) {
  if (!value) Reflect.apply(failOk, this, [ok, arguments.length, value, message, 1]);
}
// Its parameters are optional, as its length says.
const publicOk = Object.defineProperty(ok, 'length', { __proto__: null, value: 0, configurable: true });

/**
 * Assertions with options of their own: {diff: 'simple'|'full', strict: boolean, skipPrototype: boolean}.
 */
function Assert(options) {
  if (!new.target) throw new ERR_CONSTRUCT_CALL_REQUIRED('Assert');
  const { validateOneOf } = require('internal/validators');
  options = { ...DEFAULTS, ...options };
  if (options.diff !== undefined) validateOneOf(options.diff, 'options.diff', ['simple', 'full']);
  this.AssertionError = AssertionError;
  Object.defineProperty(this, kOptions, { __proto__: null, value: options });
  if (options.strict) useStrict(this);
}

function useStrict(target) {
  const { strictEqual, deepStrictEqual, notStrictEqual, notDeepStrictEqual } = methods;
  Object.assign(target, {
    equal: strictEqual, deepEqual: deepStrictEqual, notEqual: notStrictEqual, notDeepEqual: notDeepStrictEqual,
  });
}

function instanceOk(value, message) {
  if (!value) Reflect.apply(failOk, this, [instanceOk, arguments.length, value, message, 1]);
}
Object.defineProperty(instanceOk, 'name', { __proto__: null, value: 'ok', configurable: true });
Object.defineProperty(instanceOk, 'length', { __proto__: null, value: 0, configurable: true });

Object.assign(Assert.prototype, { ok: instanceOk }, methods);

const assert = module.exports = publicOk;
const {
  fail, equal, notEqual, deepEqual, notDeepEqual, deepStrictEqual, notDeepStrictEqual, strictEqual, notStrictEqual,
  partialDeepStrictEqual, match, doesNotMatch, throws, rejects, doesNotThrow, doesNotReject, ifError,
} = methods;

assert.AssertionError = AssertionError;
// Loaded by the first who makes one; `new` makes an instance of the real class.
function CallTracker() {
  const { CallTracker: Class } = require('internal/assert/call_tracker');
  if (!new.target) throw new TypeError("Class constructor CallTracker cannot be invoked without 'new'");
  return new Class();
}
assert.CallTracker = deprecate(CallTracker, 'assert.CallTracker is deprecated.', 'DEP0173');
Object.assign(assert, {
  ok: publicOk, fail, equal, notEqual, deepEqual, notDeepEqual, deepStrictEqual, notDeepStrictEqual, strictEqual,
  notStrictEqual, partialDeepStrictEqual, match, doesNotMatch, throws, rejects, doesNotThrow, doesNotReject, ifError,
});

/** assert with the strict methods under the short names. */
function strict(value, message) {
  if (!value) Reflect.apply(failOk, this, [strict, arguments.length, value, message, 1]);
}
Object.defineProperty(strict, 'length', { __proto__: null, value: 0, configurable: true });

assert.strict = Object.assign(strict, assert, {
  equal: strictEqual,
  notEqual: notStrictEqual,
  deepEqual: deepStrictEqual,
  notDeepEqual: notDeepStrictEqual,
});
assert.Assert = Assert;
assert.strict.Assert = Assert;
assert.strict.strict = assert.strict;
