'use strict';
// What the command line does to the language's own objects: --frozen-intrinsics and --disable-proto (Node's documentation,
// "Command-line API"). Callers: bootstrap/main and bootstrap/worker before the program, vm for its contexts.

const { getOptionValue } = require('internal/options');
const { intrinsicValues } = require('internal/util');

// ---- --disable-proto ----

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** @param {object} objectPrototype the Object.prototype of a context that has just been made */
function restrictProto(objectPrototype) {
  const mode = getOptionValue('--disable-proto');
  if (mode === 'delete') delete objectPrototype.__proto__;
  if (mode !== 'throw') return;
  const refuse = (() => () => {
    const error = new Error('Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw');
    error.code = 'ERR_PROTO_ACCESS';
    Error.captureStackTrace(error, refuse);
    throw error;
  })();
  Object.defineProperty(objectPrototype, '__proto__', {
    __proto__: null, get: refuse, set: refuse, enumerable: false, configurable: true,
  });
}

// ---- --frozen-intrinsics ----

const NAMES = [
  'AggregateError', 'Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date', 'Error',
  'EvalError', 'FinalizationRegistry', 'Float32Array', 'Float64Array', 'Function', 'Int16Array', 'Int32Array', 'Int8Array',
  'Intl', 'Iterator', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError', 'ReferenceError', 'Reflect',
  'RegExp', 'Set', 'SharedArrayBuffer', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'Uint16Array', 'Uint32Array',
  'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakRef', 'WeakSet', 'WebAssembly', 'decodeURI', 'decodeURIComponent',
  'encodeURI', 'encodeURIComponent', 'escape', 'eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'unescape',
  'clearImmediate', 'clearInterval', 'clearTimeout', 'setImmediate', 'setInterval', 'setTimeout', 'console',
];

// Prototypes of the language that no global names.
function namelessPrototypes() {
  const iterators = [[][Symbol.iterator](), new Map().entries(), new Set().entries(), ''[Symbol.iterator](), ''.matchAll(/x/g)];
  const functions = [async () => {}, function*() {}, async function*() {}];
  return [...iterators, ...functions, Int8Array].map(Object.getPrototypeOf);
}

/** All objects that `root` leads to by properties and prototypes, except the global object. */
function reach(roots) {
  const found = new Set();
  const queue = [...roots];
  while (queue.length > 0) {
    const object = queue.pop();
    if (!isObject(object) || object === globalThis || object === process || found.has(object)) continue;
    found.add(object);
    queue.push(Object.getPrototypeOf(object));
    for (const key of Reflect.ownKeys(object)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, key);
      queue.push(value, get, set);
    }
  }
  return found;
}

function describe(object) {
  if (typeof object === 'function') return `function '${Function.prototype.toString.call(object)}'`;
  return `object '${Object.prototype.toString.call(object)}'`;
}

/** A read-only property of a prototype forbids assignments to objects that inherit it; an accessor can allow them. */
function allowOverride(prototype, key, descriptor) {
  const { value, enumerable } = descriptor;
  function getter() {
    return value;
  }
  intrinsicValues.set(getter, value);
  function setter(replacement) {
    if (this === prototype) throw new TypeError(`Cannot assign to read only property '${String(key)}' of ${describe(prototype)}`);
    const own = Object.getOwnPropertyDescriptor(this, key);
    if (own !== undefined) {
      this[key] = replacement;
      return;
    }
    Object.defineProperty(this, key, { __proto__: null, value: replacement, writable: true, enumerable: true, configurable: true });
  }
  Object.defineProperty(prototype, key, { __proto__: null, get: getter, set: setter, enumerable, configurable: false });
}

function prepareOverrides(objects) {
  for (const object of objects) {
    // A class's prototype says so itself.
    const owner = Object.getOwnPropertyDescriptor(object, 'constructor');
    if (owner === undefined || !('value' in owner || object === Iterator.prototype)) continue;
    for (const key of Reflect.ownKeys(object)) {
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      if ('value' in descriptor && descriptor.configurable) allowOverride(object, key, descriptor);
    }
  }
}

function freezeIntrinsics() {
  require('internal/util').emitExperimentalWarning('Frozen intristics');
  require('buffer');  // it gives its class functions of names that TypedArray has
  const objects = reach([...NAMES.map((name) => globalThis[name]), ...namelessPrototypes()]);
  prepareOverrides(objects);
  for (const object of objects) {
    if (!ArrayBuffer.isView(object)) Object.freeze(object);
  }
}

/** Before the program: modules that are preloaded may still change the intrinsics. */
function freezeByOption() {
  if (getOptionValue('--frozen-intrinsics')) freezeIntrinsics();
}

module.exports = { freezeByOption, restrictProto };
