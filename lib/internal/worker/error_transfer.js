'use strict';
// An error on its way from a worker to its parent. A structured clone would lose the class of most errors and everything
// but message and stack; here an error keeps the built-in class it derives from and its properties.
// Callers: internal/worker/child.js (pack), internal/worker/worker.js (unpack).

const { clone } = require('internal/messaging');

// As in Node an AggregateError arrives as an Error.
const classes = new Map([Error, TypeError, RangeError, URIError, SyntaxError, ReferenceError, EvalError]
  .map((constructor) => [constructor.name, constructor]));

function builtinClassOf(error) {
  for (let at = error; at !== null; at = Object.getPrototypeOf(at)) {
    const constructor = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof constructor === 'function' && classes.has(constructor.name)) return constructor.name;
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

/** What objects with an inspect function of their own show; undefined for others, and when it throws. */
function customText(value) {
  const { customInspectSymbol } = require('internal/util');
  try {
    return customInspectSymbol in value ? inspected(value) : undefined;
  } catch {
    return undefined;
  }
}

function packValue(value, packed) {
  if (Error.isError(value)) return packError(value, packed);
  if (typeof value === 'symbol') return { symbol: value.description, registered: Symbol.keyFor(value) !== undefined };
  if (typeof value === 'object' && value !== null) {
    const text = customText(value);
    if (text !== undefined) return { text };
  }
  return { value: canClone(value) ? value : inspected(value) };
}

// The descriptor of a property as a value; undefined for what an error does not take along.
function packProperty(error, key, { enumerable, writable = false, configurable, get, value }, packed) {
  if (get !== undefined) {
    try {
      value = error[key];
    } catch {
      return undefined;
    }
  }
  if (key === 'cause') return { item: packValue(value, packed), enumerable, writable, configurable };
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  return { item: { value }, enumerable, writable, configurable };
}

// What the prototypes from the built-in class on add (a name, accessors), and own properties.
function propertiesOf(error, packed) {
  const chain = [];
  for (let at = error; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) chain.unshift(at);
  const properties = new Map();
  for (const at of chain) {
    for (const key of Object.getOwnPropertyNames(at)) {
      if (key === 'constructor' || key === '__proto__') continue;
      const property = packProperty(error, key, Object.getOwnPropertyDescriptor(at, key), packed);
      if (property !== undefined) properties.set(key, property);
    }
  }
  return properties;
}

function packError(error, packed) {
  const known = packed.get(error);
  if (known !== undefined) return known;
  const { DOMException } = require('internal/domexception');
  if (error instanceof DOMException && canClone(error)) return { value: error };
  const result = { base: builtinClassOf(error), properties: undefined };
  packed.set(error, result);
  result.properties = propertiesOf(error, packed);
  return result;
}

function withArrow(arrow, stack) {
  if (arrow === undefined || typeof stack !== 'string') return stack;
  return `${arrow.replace(/\n$/, '')}\n\n${stack}`;
}

/**
 * @param {unknown} error what was thrown
 * @param {string|undefined} arrow the place where, with the source line
 * @returns {object} what can be cloned; unpack() makes the error of it
 */
function pack(error, arrow) {
  if (!Error.isError(error)) return packValue(error, new Map());
  const packed = packError(error, new Map());
  // One property that cannot be cloned takes all of them away.
  if (!canClone(packed)) return canClone(error) ? { value: error, arrow } : { value: inspected(error) };
  const stack = packed.properties?.get('stack');
  if (stack !== undefined) stack.item.value = withArrow(arrow, stack.item.value);
  return packed;
}

function unpackError(packed, made) {
  const known = made.get(packed);
  if (known !== undefined) return known;
  const { stackTraceLimit } = Error;
  Reflect.set(Error, 'stackTraceLimit', 0);  // it may be frozen
  const error = new (classes.get(packed.base))();
  Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  made.set(packed, error);
  for (const [key, { item, ...descriptor }] of packed.properties) {
    Object.defineProperty(error, key, { __proto__: null, ...descriptor, value: unpackValue(item, made) });
  }
  Object.defineProperty(error, Symbol.toStringTag, { __proto__: null, value: 'Error', configurable: true });
  return error;
}

function unpackValue(packed, made) {
  if (packed.base !== undefined) return unpackError(packed, made);
  if ('symbol' in packed) return packed.registered ? Symbol.for(packed.symbol) : Symbol(packed.symbol);
  if (packed.text === undefined) return packed.value;
  const { customInspectSymbol } = require('internal/util');
  return { __proto__: null, [customInspectSymbol]: () => packed.text };
}

/** @param {object} packed by pack() */
function unpack(packed) {
  const value = unpackValue(packed, new Map());
  if ('arrow' in packed) {
    const stack = withArrow(packed.arrow, value.stack);
    Object.defineProperty(value, 'stack', { __proto__: null, value: stack, configurable: true });
  }
  return value;
}

module.exports = { pack, unpack };
