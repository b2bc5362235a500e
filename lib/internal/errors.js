'use strict';
// Errors with codes. `codes.ERR_X` is the class of one code, made from internal/error_table when it is first used.
// Callers: all of lib/. Rules:
// - `message` is not enumerable, `code` is; `name` and `constructor` are those of the base class;
// - the stack starts with `Name [CODE]: message`: the runtime's stack formatter asks `stackHeader` for the first line;
// - a function that only checks arguments hides its own frames (`hideStackFrames`, `hideFrom`).

const table = require('internal/error_table');

const kIsNodeError = Symbol('kIsNodeError');
// A function of an error: its stack as it is printed when nobody catches it.
const kEnhanceStack = Symbol('kEnhanceStackBeforeInspector');
const { captureStackTrace, stackTraceLimit: defaultStackTraceLimit } = Error;
const errorToString = Error.prototype.toString;

function defineHidden(target, key, value) {
  Object.defineProperty(target, key, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}

function codedToString() {
  return `${this.name} [${this.code}]: ${this.message}`;
}

// One layer per base class holds what all codes share; `constructor` must read as the base class.
const layers = new Map();
function layerOf(Base) {
  let Layer = layers.get(Base);
  if (Layer === undefined) {
    Layer = class extends Base {};
    defineHidden(Layer.prototype, 'constructor', Base);
    defineHidden(Layer.prototype, 'toString', codedToString);
    defineHidden(Layer.prototype, kIsNodeError, true);
    layers.set(Base, Layer);
  }
  return Layer;
}

function countPlaceholders(text) {
  let count = 0;
  for (let i = text.indexOf('%'); i !== -1; i = text.indexOf('%', i + 1)) {
    const kind = text[i + 1];
    if (kind === 's' || kind === 'd' || kind === 'j') count++;
  }
  return count;
}

function showArgument(kind, value) {
  if (kind === 'j') return JSON.stringify(value);
  if (typeof value === 'string') return value;
  if (kind === 'd' && typeof value === 'number') return Object.is(value, -0) ? '-0' : `${value}`;
  return require('internal/util/inspect').format(`%${kind}`, value);
}

function fillIn(code, text, expected, args) {
  if (args.length !== expected) {
    throw new codes.ERR_INTERNAL_ASSERTION(`Code: ${code}; got ${args.length} arguments, expected ${expected}`);
  }
  if (expected === 0) return text;
  let next = 0;
  return text.replace(/%[sdj]/g, (mark) => showArgument(mark[1], args[next++]));
}

function makeClass(Base, code, message) {
  const Layer = layerOf(Base);
  let Class;
  if (typeof message === 'string') {
    const expected = countPlaceholders(message);
    Class = class NodeError extends Layer {
      constructor(...args) {
        super(fillIn(code, message, expected, args));
        this.code = code;
      }
    };
  } else {
    Class = class NodeError extends Layer {
      constructor(...args) {
        super();
        this.code = code;
        defineHidden(this, 'message', Reflect.apply(message, this, args));
      }
    };
  }
  defineHidden(Class.prototype, 'constructor', Base);
  return Class;
}

/** What an unhandled rejection with a reason that is no error throws. */
class UnhandledPromiseRejection extends Error {
  constructor(reason) {
    super('This error originated either by throwing inside of an async function without a catch block, or by ' +
      `rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${reason}".`);
    this.code = 'ERR_UNHANDLED_REJECTION';
    this.name = 'UnhandledPromiseRejection';
  }
}

function makeCode(code) {
  if (code === 'ERR_UNHANDLED_REJECTION') return UnhandledPromiseRejection;
  const entry = table[code];
  if (entry === undefined) return undefined;
  const { 0: message, 1: Base } = entry;
  if (Base === 'system') return require('internal/system_errors').makeSystemErrorClass(code, message);
  const Class = makeClass(Base, code, message);
  for (let i = 2; i < entry.length; i++) Class[entry[i].name] = makeClass(entry[i], code, message);
  return Class;
}

/** `codes.ERR_X`: the class of a code. Unknown names are undefined. Extra base classes: `codes.ERR_X.RangeError`. */
const codes = new Proxy({ __proto__: null }, {
  __proto__: null,
  get(made, code) {
    return made[code] ??= makeCode(code);
  },
  has(made, code) {
    return code in table;
  },
  ownKeys() {
    return Object.keys(table);
  },
  getOwnPropertyDescriptor(made, code) {
    if (!(code in table)) return undefined;
    return { __proto__: null, value: made[code] ??= makeCode(code), writable: true, enumerable: true, configurable: true };
  },
});

/**
 * Makes an error's stack begin at the caller of `fn`.
 * @template {Error} T
 * @param {Function} fn
 * @param {T} error
 * @returns {T}
 */
function hideFrom(fn, error) {
  if (isStackTraceLimitUsable()) captureStackTrace(error, fn);
  return error;
}

/**
 * Wraps `fn` so that the errors it throws start at its caller. For code that is called seldom; hot validators use
 * `hideFrom` on their failing path.
 * @param {Function} fn
 * @returns {Function}
 */
function hideStackFrames(fn) {
  function wrapped(...args) {
    try {
      return Reflect.apply(fn, this, args);
    } catch (error) {
      if (isStackTraceLimitUsable() && isErrorLike(error)) captureStackTrace(error, wrapped);
      throw error;
    }
  }
  wrapped.withoutStackTrace = fn;
  return wrapped;
}

/** True when user code has not made Error.stackTraceLimit absent or unusable. */
function isStackTraceLimitUsable() {
  return typeof Error.stackTraceLimit === 'number' && Error.stackTraceLimit > 0;
}

function isErrorLike(value) {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'stack');
}

/**
 * First line of a stack: what the runtime's stack formatter puts before the frames.
 * @param {unknown} error
 * @returns {string}
 */
function stackHeader(error) {
  try {
    if (typeof error === 'object' && error !== null && kIsNodeError in error) {
      return `${error.name} [${error.code}]: ${error.message}`;
    }
    return Reflect.apply(errorToString, error, []);
  } catch {
    return '<error>';
  }
}

/**
 * The isolate's stack formatter: a user's Error.prepareStackTrace wins, else header and frames.
 * @param {object} realmGlobal the global object of the error's context
 * @param {unknown} error
 * @param {object[]} callSites
 * @returns {unknown}
 */
function prepareStackTraceCallback(realmGlobal, error, callSites) {
  const own = realmGlobal?.Error?.prepareStackTrace;
  if (typeof own === 'function' && own !== ErrorPrepareStackTrace) {
    return Reflect.apply(own, realmGlobal.Error, [error, callSites]);
  }
  return defaultPrepareStackTrace(error, callSites);
}

/** Error.prepareStackTrace as user code finds it. */
function ErrorPrepareStackTrace(error, callSites) {
  return defaultPrepareStackTrace(error, callSites);
}

let stackMapper;

/** Source maps: who makes a stack's text from its header and call sites; undefined for the plain text. */
function setStackMapper(mapper) {
  stackMapper = mapper;
}

function defaultPrepareStackTrace(error, callSites) {
  const header = stackHeader(error);
  if (stackMapper !== undefined) return stackMapper(header, callSites);
  return callSites.length === 0 ? header : `${header}\n    at ${callSites.join('\n    at ')}`;
}

/** The error of an operation that an AbortSignal stopped. */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/**
 * Joins a later error with an earlier one, so that neither is lost.
 * @param {Error|null|undefined} inner the later error
 * @param {Error|null|undefined} outer the earlier error
 */
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const error = new AggregateError([outer, inner], outer.message);
  error.code = outer.code;
  return hideFrom(aggregateTwoErrors, error);
}

/** @param {Error[]} errors @param {string} [message] @param {string} [code] */
function aggregateErrors(errors, message, code) {
  const error = new AggregateError(errors, message);
  error.code = errors[0]?.code ?? code;
  return error;
}

/** A plain Error with more properties: test names, kill reasons. */
function genericNodeError(message, properties) {
  return Object.assign(new Error(message), properties);
}

/** The error of a connection that the peer closed too early. */
function connResetException(message) {
  const error = new Error(message);
  error.code = 'ECONNRESET';
  return error;
}

let maxStackName;
let maxStackMessage;
/** Tells whether an error is V8's stack overflow; asks V8 once for its wording. */
function isStackOverflowError(error) {
  if (maxStackMessage === undefined) {
    try {
      (function overflow() { overflow(); })();
    } catch (overflowError) {
      maxStackName = overflowError.name;
      maxStackMessage = overflowError.message;
    }
  }
  return Boolean(error) && error.name === maxStackName && error.message === maxStackMessage;
}

function uvException(context) {
  return hideFrom(uvException, require('internal/system_errors').uvException(context));
}

function errnoException(err, syscall, original) {
  return hideFrom(errnoException, require('internal/system_errors').errnoException(err, syscall, original));
}

function exceptionWithHostPort(err, syscall, address, port, additional) {
  const error = require('internal/system_errors').exceptionWithHostPort(err, syscall, address, port, additional);
  return hideFrom(exceptionWithHostPort, error);
}

/** The error of a failed look-up: `getaddrinfo ENOTFOUND name`. */
function dnsException(code, syscall, hostname) {
  return hideFrom(dnsException, require('internal/system_errors').dnsException(code, syscall, hostname));
}

/** A DOMException, whose class is loaded when one is first needed. */
function lazyDOMException(message, nameOrOptions) {
  const { DOMException } = require('internal/domexception');
  return hideFrom(lazyDOMException, new DOMException(message, nameOrOptions));
}

module.exports = {
  AbortError,
  ErrorPrepareStackTrace,
  aggregateErrors,
  aggregateTwoErrors,
  codes,
  connResetException,
  defaultPrepareStackTrace,
  defaultStackTraceLimit,
  dnsException,
  errnoException,
  exceptionWithHostPort,
  genericNodeError,
  hideFrom,
  hideStackFrames,
  isErrorLike,
  isStackOverflowError,
  isStackTraceLimitUsable,
  kEnhanceStack,
  kIsNodeError,
  layerOf,
  lazyDOMException,
  prepareStackTraceCallback,
  setStackMapper,
  stackHeader,
  uvException,
  get SystemError() { return require('internal/system_errors').SystemError; },
};
