'use strict';
// Small helpers that many modules share. Callers: all of lib/.
// Rule: nothing is loaded here at start that a plain `require` of this file does not need.

const { codes } = require('internal/errors');
const builtins = binding('builtins');

const kEmptyObject = Object.freeze({ __proto__: null });
const kEnumerableProperty = { __proto__: null, enumerable: true };
const customInspectSymbol = Symbol.for('nodejs.util.inspect.custom');
const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');
const kCustomPromisifyArgs = Symbol('customPromisifyArgs');
const isWindows = false;
const isMacOS = false;

/** Makes the values of an object of constants unchangeable; more may still be added. @param {object} constants */
function lockValues(constants) {
  for (const name of Object.keys(constants)) {
    Object.defineProperty(constants, name, { __proto__: null, writable: false, configurable: false });
  }
}

/** Calls `callback` at most once; later calls do nothing. */
function once(callback, { preserveReturnValue = false } = kEmptyObject) {
  let called = false;
  let result;
  return function(...args) {
    if (called) return result;
    called = true;
    const value = Reflect.apply(callback, this, args);
    if (preserveReturnValue) result = value;
    return value;
  };
}

const warnedCodes = new Set();

// Emits a deprecation warning, once for a code.
function warnDeprecated(message, code, target) {
  if (code !== undefined) {
    if (warnedCodes.has(code)) return;
    warnedCodes.add(code);
    process.emitWarning(message, 'DeprecationWarning', code, target);
  } else {
    process.emitWarning(message, 'DeprecationWarning', target);
  }
}

/**
 * Wraps `fn` so that its first call emits a DeprecationWarning.
 * @param {Function} fn
 * @param {string} message
 * @param {string} [code] a code warns once for the whole process
 * @param {{modifyPrototype?: boolean}} [options] modifyPrototype: false makes a plain wrapper
 */
function deprecate(fn, message, code, { modifyPrototype = true } = kEmptyObject) {
  if (code !== undefined) require('internal/validators').validateString(code, 'code');
  let warned = false;
  function deprecated(...args) {
    if (!warned && process.noDeprecation !== true) {
      warned = true;
      warnDeprecated(message, code, deprecated);
    }
    if (new.target) return Reflect.construct(fn, args, new.target);
    return Reflect.apply(fn, this, args);
  }
  if (!modifyPrototype) return deprecated;
  Object.setPrototypeOf(deprecated, fn);
  // `instanceof` of the wrapper must be that of the wrapped class.
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return copyLength(deprecated, fn);
}

function copyLength(target, source) {
  return Object.defineProperty(target, 'length', {
    __proto__: null, ...Object.getOwnPropertyDescriptor(source, 'length'),
  });
}

/** A function that warns when called the first time and `when()` is true. */
function deprecateWarn(message, code) {
  let warned = false;
  return (when = true) => {
    if (warned || !when || process.noDeprecation === true) return;
    warned = true;
    warnDeprecated(message, code, deprecateWarn);
  };
}

const PUBLIC_ENCODINGS = {
  __proto__: null,
  'utf8': 'utf8', 'utf-8': 'utf8',
  'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf16le': 'utf16le', 'utf-16le': 'utf16le',
  'latin1': 'latin1', 'binary': 'latin1',
  'base64': 'base64', 'base64url': 'base64url', 'hex': 'hex', 'ascii': 'ascii',
};

/**
 * The canonical name of a Buffer encoding; undefined for an unknown one; 'utf8' for nullish and ''.
 * @param {string} [encoding]
 */
function normalizeEncoding(encoding) {
  if (encoding == null || encoding === 'utf8' || encoding === 'utf-8') return 'utf8';
  const known = PUBLIC_ENCODINGS[encoding];
  if (known !== undefined) return known;
  return encoding === '' ? 'utf8' : PUBLIC_ENCODINGS[`${encoding}`.toLowerCase()];
}

// What lazy properties are made by; a property knows its place here (src/module/lazy.h).
const lazyLoads = [];
builtins.loadLazy = (number) => lazyLoads[number]();

/**
 * Defines a data property whose value `load()` makes when it is first read, by reflection too.
 * @param {object} target
 * @param {string | symbol} key
 * @param {() => unknown} load
 * @param {boolean} [enumerable]
 */
function defineLazyValue(target, key, load, enumerable = true) {
  builtins.defineLazy(target, key, lazyLoads.push(load) - 1, enumerable);
}

/**
 * The same for exports of a module.
 * @param {object} target
 * @param {string} id module
 * @param {string[]} keys
 * @param {boolean} [enumerable]
 */
function defineLazyProperties(target, id, keys, enumerable = true) {
  for (const key of keys) defineLazyValue(target, key, () => require(id)[key], enumerable);
}

/** Loads a module's export when first asked. @param {() => T} make @template T */
function getLazy(make) {
  let value;
  let made = false;
  return () => {
    if (!made) {
      value = make();
      made = true;
    }
    return value;
  };
}

/**
 * A function that returns a promise instead of taking a callback (util.promisify).
 * @param {Function} original last parameter: callback(error, value)
 */
function promisify(original) {
  require('internal/validators').validateFunction(original, 'original');
  const custom = original[kCustomPromisify];
  if (custom) {
    require('internal/validators').validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kCustomPromisify, {
      __proto__: null, value: custom, enumerable: false, writable: false, configurable: true,
    });
  }
  // Names of the values, for callbacks with several: {bytesRead, buffer}.
  const names = original[kCustomPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      const returned = Reflect.apply(original, this, [...args, (error, ...values) => {
        if (error) return reject(error);
        if (names === undefined || values.length < 2) return resolve(values[0]);
        const result = {};
        for (let i = 0; i < names.length; i++) result[names[i]] = values[i];
        resolve(result);
      }]);
      if (require('internal/util/types').isPromise(returned)) {
        process.emitWarning('Calling promisify on a function that returns a Promise is likely a mistake.',
                            'DeprecationWarning', 'DEP0174');
      }
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, kCustomPromisify, {
    __proto__: null, value: fn, enumerable: false, writable: false, configurable: true,
  });
  const descriptors = Object.getOwnPropertyDescriptors(original);
  for (const key of Reflect.ownKeys(descriptors)) Object.setPrototypeOf(descriptors[key], null);
  return Object.defineProperties(fn, descriptors);
}
promisify.custom = kCustomPromisify;

/** Adds the inspect method that hides a class's internals: prints `Name { a, b }`. */
function customInspect(self, depth, options, properties) {
  if (depth < 0) return self;
  const { inspect } = require('internal/util/inspect');
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${self.constructor.name} ${inspect(properties, inner)}`;
}

/** setTimeout-like delay as a promise, not for user code. */
function sleep(milliseconds) {
  require('internal/validators').validateUint32(milliseconds, 'msec');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** 'SIGTERM' or 15 to its number; throws ERR_UNKNOWN_SIGNAL. */
function convertToValidSignal(signal) {
  const { signals } = require('os').constants;
  if (typeof signal === 'number' && Object.values(signals).includes(signal)) return signal;
  if (typeof signal === 'string') {
    const number = signals[signal.toUpperCase()];
    if (number) return number;
  }
  throw new codes.ERR_UNKNOWN_SIGNAL(signal);
}

/** True for a value that the error formatter treats as an Error. */
function isError(value) {
  return value instanceof Error || Error.isError?.(value) === true || require('internal/util/types').isNativeError(value);
}

/** Array.prototype.join without looking at user's Array.prototype. */
function join(output, separator) {
  let text = '';
  for (let i = 0; i < output.length; i++) text += i === 0 ? output[i] : separator + output[i];
  return text;
}

/** Removes one element: faster than splice for short lists. */
function spliceOne(list, index) {
  for (; index + 1 < list.length; index++) list[index] = list[index + 1];
  list.pop();
}

// Getters that stand in for values of frozen intrinsics (internal/intrinsics), and the values.
const intrinsicValues = new WeakMap();

/** @returns {Function|undefined} what the object's own property `constructor` holds, unless that has to be computed */
function ownConstructor(object) {
  const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
  const value = descriptor?.get === undefined ? descriptor?.value : intrinsicValues.get(descriptor.get);
  return typeof value === 'function' ? value : undefined;
}

/** @param {Function} [ctor] frames above this function are left out of the stack */
function emitExperimentalWarning(feature, messagePrefix, ctor) {
  const key = `experimental ${feature}`;
  if (warnedCodes.has(key)) return;
  warnedCodes.add(key);
  const message = `${messagePrefix ?? ''}${feature} is an experimental feature and might change at any time`;
  process.emitWarning(message, 'ExperimentalWarning', ctor);
}

/**
 * V8 serves interrupts where a function begins: called after a long synchronous native, so that a look at the blocked loop
 * (internal/loop/blame) still finds the caller on the stack.
 */
function interruptPoint() {}

/** Tells apart `assertCrypto()`-like guards: Phasor always has OpenSSL. */
function assertCrypto() {}

module.exports = {
  assertCrypto,
  convertToValidSignal,
  customInspect,
  customInspectSymbol,
  customPromisifyArgs: kCustomPromisifyArgs,
  defineLazyProperties,
  defineLazyValue,
  deprecate,
  deprecateWarn,
  emitExperimentalWarning,
  getLazy,
  interruptPoint,
  intrinsicValues,
  isError,
  isMacOS,
  isWindows,
  join,
  kCustomPromisifyArgs,
  kCustomPromisifiedSymbol: kCustomPromisify,
  kEmptyObject,
  kEnumerableProperty,
  lockValues,
  normalizeEncoding,
  once,
  ownConstructor,
  promisify,
  sleep,
  spliceOne,
};
