'use strict';

// What the web streams share: state slots, brand checks, promises, queues with sizes, strategies.
// Callers: the other files of this folder. Names in comments are those of https://streams.spec.whatwg.org.
// Rules: a class keeps its state in `object[kState]`; a promise that nobody may be watching is marked as handled.

const {
  codes: {
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_STATE,
    ERR_INVALID_THIS,
  },
} = require('internal/errors');
const { customInspectSymbol } = require('internal/util');
const { validateFunction, validateObject, kValidateObjectAllowObjects } = require('internal/validators');
const { Queue } = require('internal/queue');

const kState = Symbol('kState');
const kSecret = Symbol('kSecret');

const { then: promiseThen } = Promise.prototype;

function nop() {}

/** promise.then() that a patched prototype does not change. */
function react(promise, onFulfilled, onRejected) {
  return promiseThen.call(promise, onFulfilled, onRejected);
}

/** Keeps the rejection of `promise` from being reported as unhandled. */
function markHandled(promise) {
  promiseThen.call(promise, undefined, nop);
}

/** A promise with its functions; `isSettled` as far as this side knows. */
class Deferred {
  isSettled = false;

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.promise = promise;
    this.resolveFn = resolve;
    this.rejectFn = reject;
  }

  resolve(value) {
    this.isSettled = true;
    this.resolveFn(value);
  }

  reject(reason) {
    this.isSettled = true;
    this.rejectFn(reason);
  }

  /** For `closed` and `ready`, which nobody has to watch. */
  rejectHandled(reason) {
    markHandled(this.promise);
    this.reject(reason);
  }

  static resolved(value) {
    const one = new Deferred();
    one.resolve(value);
    return one;
  }

  /** Rejected and marked as handled. */
  static rejected(reason) {
    const one = new Deferred();
    one.rejectHandled(reason);
    return one;
  }
}

/** Calls a method of a source, sink or transformer; whatever happens becomes a promise. */
function callAsPromise(fn, thisArg, ...args) {
  try {
    return Promise.resolve(Reflect.apply(fn, thisArg, args));
  } catch (error) {
    return Promise.reject(error);
  }
}

/** The same for the methods that end something: a promise which they return takes two turns more, in Node as here. */
async function callAsync(fn, thisArg, ...args) {
  return Reflect.apply(fn, thisArg, args);
}

/** "A promise resolved with": always a new one, so that a promise given takes its two extra turns. */
function promiseOf(value) {
  return new Promise((resolve) => resolve(value));
}

/**
 * The named method of an underlying object, or undefined. Throws for what is neither; what is falsy counts as absent, in Node as
 * here, although Web IDL refuses it.
 */
function methodOf(object, name, label) {
  const method = object?.[name];
  if (!method) return undefined;
  validateFunction(method, `${label}.${name}`);
  return method;
}

/** A queue whose entries have sizes (queue-with-sizes). */
class SizedQueue {
  items = new Queue();
  total = 0;

  get length() {
    return this.items.length;
  }

  /** Throws a RangeError for a size that is not a finite number of at least 0. */
  enqueue(value, size) {
    const number = +size;
    if (!(number >= 0) || number === Infinity) throw new ERR_INVALID_ARG_VALUE.RangeError('size', size);
    this.items.push({ value, size: number });
    this.total += number;
  }

  dequeue() {
    const { value, size } = this.items.shift();
    // Rounding may leave a little less than nothing.
    this.total = Math.max(0, this.total - size);
    return value;
  }

  peek() {
    return this.items.peek().value;
  }

  reset() {
    this.items.clear();
    this.total = 0;
  }
}

/** The high water mark of a strategy. */
function extractHighWaterMark(strategy, fallback) {
  if (strategy?.highWaterMark === undefined) return fallback;
  const { highWaterMark } = strategy;
  const mark = +highWaterMark;
  if (Number.isNaN(mark) || mark < 0) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.highWaterMark', highWaterMark);
  return mark;
}

/** The size function of a strategy. */
function extractSizeAlgorithm(strategy) {
  const size = strategy?.size;
  if (size === undefined) return () => 1;
  validateFunction(size, 'strategy.size');
  return (chunk) => Reflect.apply(size, undefined, [chunk]);
}

function isBranded(value, Class) {
  return typeof value === 'object' && value !== null && value[kState]?.isOf === Class;
}

/** Throws ERR_INVALID_THIS unless `value` was made by `Class`. */
function checkBrand(value, Class) {
  if (!isBranded(value, Class)) throw new ERR_INVALID_THIS(Class.name);
}

/** What methods that return promises answer to a wrong `this`. */
function rejectBrand(Class) {
  return Promise.reject(new ERR_INVALID_THIS(Class.name));
}

function invalidState(message) {
  return new ERR_INVALID_STATE.TypeError(message);
}

/** Shows an object by its public fields. Beyond the depth Node prints 'undefined'. */
function inspectAs(self, depth, options, fields) {
  if (depth < 0) return undefined;
  const { inspect } = require('internal/util/inspect');
  return `${self.constructor.name} ${inspect(fields, {
    ...options,
    depth: options.depth == null ? null : options.depth - 1,
  })}`;
}

/** Makes members enumerable and names the class, as Web IDL has it; adds inspection of `fields(self)`. */
function finishClass(Class, members, fields, hasTag = true) {
  for (const name of members) Object.defineProperty(Class.prototype, name, { __proto__: null, enumerable: true });
  if (hasTag) {
    Object.defineProperty(Class.prototype, Symbol.toStringTag, {
      __proto__: null, value: Class.name, configurable: true,
    });
  }
  Object.defineProperty(Class.prototype, customInspectSymbol, {
    __proto__: null,
    configurable: true,
    writable: true,
    value(depth, options) {
      // Some of the classes have no slots to check: their fields tell.
      let shown;
      try {
        shown = fields(this);
      } catch {
        throw new ERR_INVALID_THIS(Class.name);
      }
      return inspectAs(this, depth, options, shown);
    },
  });
}

function hiddenState(object, state) {
  Object.defineProperty(object, kState, { __proto__: null, value: state, writable: true, configurable: true });
  return state;
}

/** An options dictionary: an object, or nothing. */
function checkDictionary(value, name) {
  if (value !== undefined && value !== null) validateObject(value, name, kValidateObjectAllowObjects);
}

module.exports = {
  Deferred,
  SizedQueue,
  callAsPromise,
  callAsync,
  checkBrand,
  checkDictionary,
  extractHighWaterMark,
  extractSizeAlgorithm,
  finishClass,
  hiddenState,
  invalidState,
  isBranded,
  kSecret,
  kState,
  markHandled,
  methodOf,
  nop,
  promiseOf,
  react,
  rejectBrand,
};
