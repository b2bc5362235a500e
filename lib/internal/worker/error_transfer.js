'use strict';
// An error on its way from a worker to its parent. A structured clone would lose the class of most errors and everything
// but message and stack; here an error keeps the built-in class it derives from and all properties that can be copied.
// Callers: internal/worker/child.js (pack), internal/worker/worker.js (unpack).

const { clone } = require('internal/messaging');

// As in Node an AggregateError arrives as an Error.
const classes = new Map([Error, TypeError, RangeError, URIError, SyntaxError, ReferenceError, EvalError]
  .map((constructor) => [constructor.name, constructor]));

function builtinClassOf(error) {
  for (let at = error; at !== null; at = Object.getPrototypeOf(at)) {
    const constructor = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof constructor === 'function' && classes.get(constructor.name) === constructor) return constructor.name;
  }
  return 'Error';
}

function canClone(value) {
  try {
    clone(value, []);
    return true;
  } catch {
    return false;
  }
}

function inspected(value) {
  return require('internal/util/inspect').inspect(value);
}

function packValue(value, packed) {
  if (Error.isError(value)) return packError(value, packed);
  return canClone(value) ? { value } : undefined;
}

// Own properties, and what the prototypes up to the built-in class add (accessors, a name).
function packError(error, packed) {
  const known = packed.get(error);
  if (known !== undefined) return known;
  const { DOMException } = require('internal/domexception');
  if (error instanceof DOMException && canClone(error)) return { value: error };
  const result = { base: builtinClassOf(error), properties: new Map() };
  packed.set(error, result);
  for (let at = error; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const key of Object.getOwnPropertyNames(at)) {
      if (key === 'constructor' || result.properties.has(key)) continue;
      const { enumerable } = Object.getOwnPropertyDescriptor(at, key);
      let value;
      try {
        value = error[key];
      } catch {
        continue;
      }
      if (typeof value === 'function') continue;
      const item = packValue(value, packed);
      if (item !== undefined) result.properties.set(key, { item, enumerable });
    }
  }
  return result;
}

/**
 * @param {unknown} error what was thrown
 * @param {string|undefined} arrow the place where, with the source line
 * @returns {object} what can be cloned; unpack() makes the error of it
 */
function pack(error, arrow) {
  if (Error.isError(error)) {
    const packed = packError(error, new Map());
    const stack = packed.properties?.get('stack');
    if (arrow !== undefined && typeof stack?.item.value === 'string') {
      stack.item.value = `${arrow.replace(/\n$/, '')}\n\n${stack.item.value}`;
    }
    return packed;
  }
  if (typeof error === 'object' && error !== null && canClone(error)) return { value: error };
  if (typeof error === 'symbol') return { symbol: error.description, registered: Symbol.keyFor(error) !== undefined };
  if (typeof error === 'object' || typeof error === 'function') {
    return error === null ? { value: null } : { text: inspected(error) };
  }
  return { value: error };
}

function unpackError(packed, made) {
  const known = made.get(packed);
  if (known !== undefined) return known;
  const { stackTraceLimit } = Error;
  Reflect.set(Error, 'stackTraceLimit', 0);  // it may be frozen
  const error = new (classes.get(packed.base))();
  Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  made.set(packed, error);
  for (const [key, { item, enumerable }] of packed.properties) {
    Object.defineProperty(error, key, {
      __proto__: null, value: item.base === undefined ? item.value : unpackError(item, made),
      writable: true, enumerable, configurable: true,
    });
  }
  return error;
}

/** @param {object} packed by pack() */
function unpack(packed) {
  if (packed.base !== undefined) return unpackError(packed, new Map());
  if ('symbol' in packed) return packed.registered ? Symbol.for(packed.symbol) : Symbol(packed.symbol);
  if (packed.text === undefined) return packed.value;
  const { customInspectSymbol } = require('internal/util');
  return { [customInspectSymbol]: () => packed.text };
}

module.exports = { pack, unpack };
