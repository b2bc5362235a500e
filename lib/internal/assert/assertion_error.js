'use strict';
// AssertionError (https://nodejs.org/api/assert.html#class-assertassertionerror): the error and the message it makes
// of actual, expected and operator. Callers: lib/assert.js, node:test, user code. The diff is internal/assert/diff.

const { kIsNodeError, isStackTraceLimitUsable } = require('internal/errors');
const { inspect } = require('internal/util/inspect');
const { validateObject } = require('internal/validators');

const MAX_SHORT = 512;
const MAX_LONG = 1024;
const MAX_LINES = 50;
const SHORT_LINE = 5;

const EQUAL_TEXT = {
  '__proto__': null,
  'deepStrictEqual': 'Expected values to be strictly deep-equal:',
  'partialDeepStrictEqual': 'Expected values to be partially and strictly deep-equal:',
  'strictEqual': 'Expected values to be strictly equal:',
  'strictEqualObject': 'Expected "actual" to be reference-equal to "expected":',
};
const UNEQUAL_TEXT = {
  '__proto__': null,
  'notDeepStrictEqual': 'Expected "actual" not to be strictly deep-equal to:',
  'notStrictEqual': 'Expected "actual" to be strictly unequal to:',
  'notStrictEqualObject': 'Expected "actual" not to be reference-equal to "expected":',
};

/** A value as messages show it: a property a line, in a fixed order. */
function inspectValue(value) {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  });
}

function shorten(text, max, diff) {
  return diff !== 'full' && text.length > max ? `${text.slice(0, max - 3)}...` : text;
}

const isObjectLike = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// Errors are compared by what they say, not by where they were made.
function withoutStack(error) {
  const copy = Object.create(Object.getPrototypeOf(error));
  for (const key of Object.keys(error)) copy[key] = error[key];
  Object.defineProperty(copy, 'message', { __proto__: null, value: error.message });
  if (Object.hasOwn(error, 'cause')) {
    const { cause } = error;
    Object.defineProperty(copy, 'cause', { __proto__: null, value: cause instanceof Error ? withoutStack(cause) : cause });
  }
  return copy;
}

const hasStack = (value) => value instanceof Error && 'stack' in value;

function unequalMessage(actual, operator, diff) {
  const key = operator === 'notStrictEqual' && isObjectLike(actual) ? 'notStrictEqualObject' : operator;
  const base = UNEQUAL_TEXT[key];
  const lines = inspectValue(actual).split('\n');
  if (diff !== 'full' && lines.length > MAX_LINES) lines.splice(MAX_LINES - 4, lines.length, '...');
  if (lines.length === 1) return `${base}${lines[0].length > SHORT_LINE ? '\n\n' : ' '}${lines[0]}`;
  return `${base}\n\n${lines.join('\n')}\n`;
}

function otherMessage(actual, expected, operator, diff) {
  const brief = (text) => shorten(text, MAX_SHORT, diff);
  const shown = inspectValue(actual);
  const other = inspectValue(expected);
  if (operator === 'notDeepEqual') {
    if (shown === other) {
      return shorten(`Expected "actual" not to be loosely deep-equal to:\n\n${shown}`, MAX_LONG, diff);
    }
    return `Expected values not to be loosely deep-equal:\n\n${brief(shown)}\n\n` +
      `should not loosely deep-equal\n\n${brief(other)}`;
  }
  if (operator === 'deepEqual') {
    return `Expected values to be loosely deep-equal:\n\n${brief(shown)}\n\n` +
      `should loosely deep-equal\n\n${brief(other)}`;
  }
  return `${brief(shown)} ${operator} ${brief(other)}`;
}

function makeMessage({ message, actual, expected, operator, diff }) {
  const isEqualKind = operator === 'strictEqual' || operator === 'deepStrictEqual' ||
    operator === 'partialDeepStrictEqual';
  if (message != null && !isEqualKind) return String(message);
  if (hasStack(actual) && hasStack(expected)) {
    actual = withoutStack(actual);
    expected = withoutStack(expected);
  }
  if (isEqualKind) {
    const both = (typeof actual === 'object' && actual !== null && typeof expected === 'object' && expected !== null) ||
      (typeof actual === 'function' && typeof expected === 'function');
    const key = operator === 'strictEqual' && both ? 'strictEqualObject' : operator;
    const { differenceText } = require('internal/assert/diff');
    return differenceText(actual, expected, message ? String(message) : EQUAL_TEXT[key], {
      inspectValue, isCustom: Boolean(message), isFull: diff === 'full',
      isPartial: operator === 'partialDeepStrictEqual',
    });
  }
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return unequalMessage(actual, operator, diff);
  return otherMessage(actual, expected, operator, diff);
}

const MAX_PRINTED_LINES = 10;

function shortenForPrint(value) {
  if (typeof value !== 'string') return value;
  const lines = value.split('\n', MAX_PRINTED_LINES + 1);
  if (lines.length > MAX_PRINTED_LINES) return `${lines.slice(0, MAX_PRINTED_LINES).join('\n')}\n...`;
  return value.length > MAX_SHORT ? `${value.slice(MAX_SHORT)}...` : value;
}

// The failures that one error stands for, numbered.
function addDetails(error, details) {
  error.actual = undefined;
  error.expected = undefined;
  error.operator = undefined;
  details.forEach((one, i) => {
    error[`message ${i}`] = one.message;
    error[`actual ${i}`] = one.actual;
    error[`expected ${i}`] = one.expected;
    error[`operator ${i}`] = one.operator;
    error[`stack trace ${i}`] = one.stack;
  });
}

/** Options: message, actual, expected, operator, stackStartFn, diff ('simple' or 'full'). */
class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, actual, expected, details, diff = 'simple' } = options;
    // The second name is the old one.
    const stackStartFn = options.stackStartFn || options.stackStartFunction;
    const limit = Error.stackTraceLimit;
    const canLimit = isStackTraceLimitUsable();
    // The stack is captured below, from the right function on.
    if (canLimit) Error.stackTraceLimit = 0;
    let text;
    try {
      text = makeMessage({ message, actual, expected, operator, diff });
    } finally {
      if (canLimit) Error.stackTraceLimit = limit;
    }
    super(text);
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      __proto__: null, value: 'AssertionError', writable: true, enumerable: false, configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    if (details) addDetails(this, details);
    this.diff = diff;
    Error.captureStackTrace(this, stackStartFn);
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [inspect.custom](depth, options) {
    // Long texts are in the message already; a reader of the error wants to see the stack.
    const { actual, expected } = this;
    this.actual = shortenForPrint(actual);
    this.expected = shortenForPrint(expected);
    try {
      return inspect(this, { ...options, customInspect: false, depth: 0 });
    } finally {
      this.actual = actual;
      this.expected = expected;
    }
  }
}

Object.defineProperty(AssertionError.prototype, kIsNodeError, { __proto__: null, value: true });

module.exports = { AssertionError };
