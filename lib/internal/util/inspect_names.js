'use strict';
// What util.inspect calls an object: the class that made it, its tag, the head of a function or a class; and what objects of
// a program's classes inherit, which showHidden prints. Callers: internal/util/inspect_kinds.

const native = binding('util');
const core = require('internal/util/inspect');
const { KIND_OBJECT } = require('internal/util/inspect_layout');
const { ownConstructor } = require('internal/util');

const { hasOwn, getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { apply, ownKeys } = Reflect;
const isEnumerable = Object.prototype.propertyIsEnumerable;
const functionToString = Function.prototype.toString;

// Names of the classes of JavaScript itself: what their prototypes hold is not news. SharedArrayBuffer is left out, as
// Node leaves it out.
const BUILT_IN = new Set([
  'Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Date', 'Promise', 'RegExp', 'Error',
  'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError',
  'SuppressedError', 'ArrayBuffer', 'DataView', 'TypedArray', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array',
  'Uint32Array', 'Int32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array',
  'BigInt64Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'Proxy', 'Iterator',
  'DisposableStack', 'AsyncDisposableStack',
]);
const INHERITED_LEVELS = 3;

function isInstance(value, constructor) {
  try {
    return value instanceof constructor;
  } catch {
    return false;
  }
}

// ---- Classes ----

/** The nearest object of the chain that names the class of `value`, which stands `steps` above it. */
function findMaker(value) {
  let steps = 0;
  for (let holder = value; holder !== null; holder = getPrototypeOf(holder), steps++) {
    const maker = ownConstructor(holder);
    if (maker !== undefined && maker.name !== '' && isInstance(value, maker)) return { name: maker.name, steps };
  }
  return undefined;
}

/**
 * @param {object} context
 * @param {object} value
 * @param {number} level
 * @param {string[]} [inherited] gets the printed properties of the prototypes of a program's own class
 * @returns {string|null} null: the object has no prototype
 */
function constructorName(context, value, level, inherited) {
  const maker = findMaker(value);
  if (maker === undefined) return nameByPrototype(context, value, level, inherited);
  const { name, steps } = maker;
  if (inherited !== undefined && (steps !== 1 || !BUILT_IN.has(name))) addInherited(context, value, level, inherited);
  return String(name);
}

// No object of the chain says who made it: V8 may remember, and the prototype stands behind.
function nameByPrototype(context, value, level, inherited) {
  const prototype = getPrototypeOf(value);
  if (prototype === null) return null;
  const remembered = native.getConstructorName(value);
  if (context.depth !== null && level > context.depth) return `${remembered} <Complex prototype>`;
  const behind = constructorName(context, prototype, level + 1, inherited) ??
    core.inspect(prototype, { ...publicOptions(context), customInspect: false, depth: -1 });
  return `${remembered} <${behind}>`;
}

function publicOptions(context) {
  const { showHidden, colors, showProxy, maxArrayLength, maxStringLength, breakLength, compact } = context;
  return { showHidden, colors, showProxy, maxArrayLength, maxStringLength, breakLength, compact };
}

// ---- Inherited properties ----

/** The prototypes nearest to `value`, up to the first one of the language. */
function ownPrototypes(value) {
  const prototypes = [];
  let prototype = getPrototypeOf(value);
  while (prototype !== null && prototypes.length < INHERITED_LEVELS) {
    const maker = ownConstructor(prototype);
    if (maker !== undefined && BUILT_IN.has(maker.name)) break;
    prototypes.push(prototype);
    prototype = getPrototypeOf(prototype);
  }
  return prototypes;
}

function addInherited(context, value, level, output) {
  const shadowed = new Set(ownKeys(value)).add('constructor');
  context.seen.push(value);
  for (const prototype of ownPrototypes(value)) {
    for (const key of ownKeys(prototype)) {
      if (shadowed.has(key)) continue;
      shadowed.add(key);
      const descriptor = getOwnPropertyDescriptor(prototype, key);
      if (typeof descriptor.value === 'function') continue;  // methods are no state
      const text = core.formatProperty(context, prototype, level, key, KIND_OBJECT, descriptor, value);
      output.push(context.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
  }
  context.seen.pop();
}

// ---- Tags ----

/** Whether `name` has `tag` up to the end of one of its words: FooBar has Foo and Bar, Foobar has not Foo. */
function hasWord(name, tag) {
  const at = name.indexOf(tag);
  if (at === -1) return false;
  const next = name.slice(at + tag.length, at + tag.length + 1);
  return next === '' || next !== next.toLowerCase();
}

/** The tag; '' when it adds nothing: the property that gives it is printed anyway, or the class's name has it. */
function tagOf(context, value, name) {
  let tag;
  try {
    tag = value[Symbol.toStringTag];
  } catch {
    return '';
  }
  if (typeof tag !== 'string' || tag === '') return '';
  if (typeof name === 'string' && hasWord(name, tag)) return '';
  const printed = context.showHidden ? hasOwn(value, Symbol.toStringTag) :
    apply(isEnumerable, value, [Symbol.toStringTag]);
  return printed ? '' : tag;
}

/**
 * `Foo `, `Foo [tag] `, `[Foo: null prototype] `.
 * @param {string|null} name
 * @param {string} tag
 * @param {string} fallback the name of an object without one
 * @param {string} [size]
 */
function prefixOf(name, tag, fallback, size = '') {
  const shownTag = tag === '' || tag === (name ?? fallback) ? '' : `[${tag}] `;
  return name === null ? `[${fallback}${size}: null prototype] ${shownTag}` : `${name}${size} ${shownTag}`;
}

// ---- Functions ----

// By native.functionFlavour(): 1 asynchronous, 2 generator.
const FUNCTION_TYPES = ['Function', 'AsyncFunction', 'GeneratorFunction', 'AsyncGeneratorFunction'];

/** The source of a class begins so; so may that of a method with this name, which has no fixed `prototype`. */
function isClass(value) {
  return apply(functionToString, value, []).startsWith('class') && getOwnPropertyDescriptor(value, 'prototype')?.writable === false;
}

/** `[Function: name]`, `[class A extends B]`. */
function functionHead(context, value, name, tag) {
  if (isClass(value)) return classHead(value, name, tag);
  const type = FUNCTION_TYPES[native.functionFlavour(value)];
  const own = value.name;
  const label = typeof own === 'string' ? own : core.formatValue(context, own, NaN);
  const head = [`[${type}`, name === null ? ' (null prototype)' : '', own === '' ? ' (anonymous)' : `: ${label}`, ']'];
  if (name !== null && name !== type) head.push(` ${name}`);
  if (tag !== '' && tag !== name) head.push(` [${tag}]`);
  return head.join('');
}

function classHead(value, name, tag) {
  const words = ['class', (hasOwn(value, 'name') && value.name) || '(anonymous)'];
  if (name !== null && name !== 'Function') words.push(`[${name}]`);
  if (tag !== '' && tag !== name) words.push(`[${tag}]`);
  const parent = name === null ? '[null prototype]' : getPrototypeOf(value).name;
  if (parent) words.push('extends', parent);
  return `[${words.join(' ')}]`;
}

module.exports = { BUILT_IN, constructorName, functionHead, isInstance, prefixOf, tagOf };
