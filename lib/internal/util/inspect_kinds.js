'use strict';
// How util.inspect prints each kind of object. `planFor` looks at an object once and returns either its finished text or
// a plan: braces, text before them, keys to print, and a function that prints what is no property (elements, entries).
// Callers: internal/util/inspect.

const native = binding('util');
const { numberText } = require('internal/util/inspect_text');
const { KIND_ARRAY_EXTRAS, KIND_OBJECT } = require('internal/util/inspect_layout');
const core = require('internal/util/inspect');
const { constructorName, functionHead, isInstance, prefixOf, tagOf } = require('internal/util/inspect_names');
const {
  formatArray, formatBytes, formatExport, formatIterator, formatMap, formatPromise, formatSet, formatTypedArray, formatUnknownItems, formatWeakMap,
  formatWeakSet,
} = require('internal/util/inspect_elements');
const { isLoaded } = require('internal/builtins');

const { getOwnNonIndexProperties } = native;
const { getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { apply } = Reflect;
const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;

const getMapSize = getOwnPropertyDescriptor(Map.prototype, 'size').get;
const getSetSize = getOwnPropertyDescriptor(Set.prototype, 'size').get;
const TypedArrayPrototype = getPrototypeOf(Uint8Array.prototype);
const getTypedArrayName = getOwnPropertyDescriptor(TypedArrayPrototype, Symbol.toStringTag).get;
const getTypedArrayLength = getOwnPropertyDescriptor(TypedArrayPrototype, 'length').get;

class Plan {
  name;  // constructor's name; null when the prototype chain has none. A field: Object.prototype may have been given a setter

  constructor(value, name, tag) {
    this.name = name;
    this.tag = tag;
    // What stands for a name that the prototype chain does not give: V8 remembers the class that made the object.
    this.className = name === null ? native.getConstructorName(value) : 'Object';
    this.keys = undefined;
    this.kind = KIND_OBJECT;
    this.base = '';
    this.braces = ['{', '}'];
    this.format = undefined;
    this.inherited = undefined;
  }
}

/** The name that stands for an object beyond the depth: `[Foo]`, `[Object: null prototype]`. */
function shortName(plan) {
  const text = prefixOf(plan.name, plan.tag, plan.className).slice(0, -1);
  return plan.name === null ? text : `[${text}]`;
}

/**
 * @param {object} context
 * @param {object} value
 * @param {number} kind native kind
 * @param {number} level
 * @param {boolean} ofTypedArray the value is the buffer of a typed array
 * @returns {Plan|string}
 */
function planFor(context, value, kind, level, ofTypedArray) {
  const inherited = context.showHidden && (context.depth === null || level <= context.depth) ? [] : undefined;
  const name = constructorName(context, value, level, inherited);
  // An object with many inherited lines but none found prints as if it had none.
  const tag = tagOf(context, value, name);
  const plan = new Plan(value, name, tag);
  plan.inherited = inherited !== undefined && inherited.length > 0 ? inherited : undefined;
  return makerFor(kind, value, name)(context, value, plan, level, ofTypedArray);
}

// A value can only be a URL once that module is loaded. Only the class is asked: properties may be getters of users.
function isURL(value) {
  return isLoaded('internal/url') && isInstance(value, require('internal/url').URL);
}

function hrefOf(value) {
  try {
    return Reflect.get(require('internal/url').URL.prototype, 'href', value);
  } catch {
    // It has the prototype, but it is none.
    return undefined;
  }
}

function planURL(context, value, plan, level) {
  // Beyond the depth its name is enough.
  if (context.depth !== null && level > context.depth) return planObject(context, value, plan);
  const href = hrefOf(value);
  if (href === undefined) return planObject(context, value, plan);
  plan.keys = core.getKeys(value, context.showHidden);
  plan.base = href;
  return isBare(plan) ? plan.base : plan;
}

// Objects whose prototype has been changed print as what they now look like.
function makerFor(kind, value, name) {
  if (kind === native.kOrdinary) {
    if (name === 'Object') return planObject;
    return isInstance(value, Error) ? planError : isURL(value) ? planURL : planObject;
  }
  if (name !== null && kind !== native.kFunction && kind !== native.kArguments) {
    if (ITERABLE[kind] ? !(Symbol.iterator in value) : name === 'Object') return planObject;
  }
  return makers[kind];
}

function isBare(plan) {
  return plan.keys.length === 0 && plan.inherited === undefined;
}

function planObject(context, value, plan) {
  plan.keys = core.getKeys(value, context.showHidden);
  const { name, tag } = plan;
  if (name === 'Object' && tag === '') return isBare(plan) ? '{}' : plan;
  const prefix = prefixOf(name, tag, plan.className === tag ? 'Object' : plan.className);
  if (isBare(plan)) return `${prefix}{}`;
  plan.braces[0] = `${prefix}{`;
  return plan;
}

function planArguments(context, value, plan) {
  plan.keys = core.getKeys(value, context.showHidden);
  const prefix = plan.name === 'Object' ? '[Arguments] ' : prefixOf(plan.name, plan.tag, 'Arguments');
  if (isBare(plan)) return `${prefix}{}`;
  plan.braces[0] = `${prefix}{`;
  return plan;
}

function planArray(context, value, plan) {
  const { name, tag } = plan;
  const prefix = name !== 'Array' || tag !== '' ? prefixOf(name, tag, 'Array', `(${value.length})`) : '';
  plan.keys = getOwnNonIndexProperties(value, context.showHidden ? ALL_PROPERTIES : ONLY_ENUMERABLE);
  plan.braces = [`${prefix}[`, ']'];
  if (value.length === 0 && isBare(plan)) return `${prefix}[]`;
  plan.kind = KIND_ARRAY_EXTRAS;
  plan.format = formatArray;
  return plan;
}

function planSet(context, value, plan) {
  const size = apply(getSetSize, value, []);
  const prefix = prefixOf(plan.name, plan.tag, 'Set', `(${size})`);
  plan.keys = core.getKeys(value, context.showHidden);
  if (size === 0 && isBare(plan)) return `${prefix}{}`;
  plan.braces[0] = `${prefix}{`;
  plan.format = formatSet;
  return plan;
}

function planMap(context, value, plan) {
  const size = apply(getMapSize, value, []);
  const prefix = prefixOf(plan.name, plan.tag, 'Map', `(${size})`);
  plan.keys = core.getKeys(value, context.showHidden);
  if (size === 0 && isBare(plan)) return `${prefix}{}`;
  plan.braces[0] = `${prefix}{`;
  plan.format = formatMap;
  return plan;
}

function planTypedArray(context, value, plan) {
  const typeName = apply(getTypedArrayName, value, []);
  const size = apply(getTypedArrayLength, value, []);
  const prefix = prefixOf(plan.name, plan.tag, typeName, `(${size})`);
  plan.keys = getOwnNonIndexProperties(value, context.showHidden ? ALL_PROPERTIES : ONLY_ENUMERABLE);
  plan.braces = [`${prefix}[`, ']'];
  // What the prototype calls the length counts from here, as in Node: another prototype may have none, or its own.
  if (value.length === 0 && plan.keys.length === 0 && !context.showHidden) return `${prefix}[]`;
  // Without its prototype the array has no methods to read it with.
  const readable = plan.name === null ? new globalThis[typeName](value) : value;
  plan.kind = KIND_ARRAY_EXTRAS;
  plan.format = (ctx, original, level) => formatTypedArray(ctx, original, readable, size, level);
  return plan;
}

function planIterator(type) {
  return (context, value, plan) => {
    plan.keys = core.getKeys(value, context.showHidden);
    let label = plan.tag;
    if (label !== `${type} Iterator`) label = `${label === '' ? '' : `${label}] [`}${type} Iterator`;
    plan.braces[0] = `[${label}] {`;
    plan.format = (ctx, iterator, level) => formatIterator(ctx, iterator, level, plan.braces);
    return plan;
  };
}

function planFunction(context, value, plan) {
  plan.keys = core.getKeys(value, context.showHidden);
  plan.base = functionHead(context, value, plan.name, plan.tag);
  if (isBare(plan)) return context.stylize(plan.base, 'special');
  return plan;
}

function planRegExp(context, value, plan, level) {
  plan.keys = core.getKeys(value, context.showHidden);
  let base = apply(RegExp.prototype.toString, plan.name !== null ? value : new RegExp(value), []);
  const prefix = prefixOf(plan.name, plan.tag, 'RegExp');
  if (prefix !== 'RegExp ') base = `${prefix}${base}`;
  if (isBare(plan) || (context.depth !== null && level > context.depth)) return context.stylize(base, 'regexp');
  plan.base = base;
  return plan;
}

function planDate(context, value, plan) {
  plan.keys = core.getKeys(value, context.showHidden);
  const time = apply(Date.prototype.getTime, value, []);
  let base = Number.isNaN(time) ? apply(Date.prototype.toString, value, []) : new Date(time).toISOString();
  const prefix = prefixOf(plan.name, plan.tag, 'Date');
  if (prefix !== 'Date ') base = `${prefix}${base}`;
  if (isBare(plan)) return context.stylize(base, 'date');
  plan.base = base;
  return plan;
}

function planError(context, value, plan) {
  plan.keys = core.getKeys(value, context.showHidden);
  plan.base = require('internal/util/inspect_error').formatError(context, value, plan);
  return isBare(plan) ? plan.base : plan;
}

function planArrayBuffer(fallback) {
  return (context, value, plan, level, ofTypedArray) => {
    plan.keys = core.getKeys(value, context.showHidden);
    const prefix = prefixOf(plan.name, plan.tag, fallback);
    // The array has shown the bytes.
    if (ofTypedArray && isBare(plan)) return `${prefix}{ [byteLength]: ${context.stylize(numberText(value.byteLength), 'number')} }`;
    plan.braces[0] = `${prefix}{`;
    plan.format = (ctx, buffer, inner) => {
      const output = ofTypedArray ? [] : formatBytes(ctx, buffer);
      output.push(hiddenEntry(ctx, buffer, inner, 'byteLength'));
      return output;
    };
    return plan;
  };
}

function planDataView(context, value, plan) {
  plan.keys = core.getKeys(value, context.showHidden);
  plan.braces[0] = `${prefixOf(plan.name, plan.tag, 'DataView')}{`;
  plan.format = (ctx, view, level) => {
    return ['byteLength', 'byteOffset', 'buffer'].map((key) => hiddenEntry(ctx, view, level, key));
  };
  return plan;
}

// An accessor of the prototype, printed like a property: `[byteLength]: 3`.
function hiddenEntry(context, value, level, key) {
  context.indentationLvl += 2;
  const text = core.formatValue(context, value[key], level);
  context.indentationLvl -= 2;
  return `${context.stylize(`[${key}]`, 'string')}: ${text}`;
}

function planPromise(context, value, plan) {
  plan.keys = core.getKeys(value, context.showHidden);
  plan.braces[0] = `${prefixOf(plan.name, plan.tag, 'Promise')}{`;
  plan.format = formatPromise;
  return plan;
}

function planWeak(type) {
  return (context, value, plan) => {
    plan.keys = core.getKeys(value, context.showHidden);
    plan.braces[0] = `${prefixOf(plan.name, plan.tag, type)}{`;
    plan.format = context.showHidden ? (type === 'WeakSet' ? formatWeakSet : formatWeakMap) : formatUnknownItems;
    return plan;
  };
}

function planNamespace(context, value, plan) {
  const keys = core.getKeys(value, context.showHidden);
  plan.keys = [];
  plan.braces[0] = `${prefixOf(plan.name, plan.tag, 'Module')}{`;
  plan.format = (ctx, namespace, level) => keys.map((key) => formatExport(ctx, namespace, level, key));
  return plan;
}

const BOXED = [
  ['Number', Number.prototype.valueOf], ['String', String.prototype.valueOf], ['Boolean', Boolean.prototype.valueOf],
  ['BigInt', BigInt.prototype.valueOf], ['Symbol', Symbol.prototype.valueOf],
];

function unbox(value) {
  for (const { 0: type, 1: valueOf } of BOXED) {
    try {
      return { type, primitive: apply(valueOf, value, []) };
    } catch {
      // Not that type.
    }
  }
}

function planBoxed(context, value, plan) {
  const { type, primitive } = unbox(value);
  plan.keys = core.getKeys(value, context.showHidden);
  // A String object's indexes are its text.
  if (type === 'String') plan.keys.splice(0, primitive.length);
  let base = `[${type}`;
  if (plan.name !== type) base += plan.name === null ? ' (null prototype)' : ` (${plan.name})`;
  const plain = new core.Context();
  plain.numericSeparator = context.numericSeparator;
  plain.maxStringLength = context.maxStringLength;
  plain.indentationLvl = context.indentationLvl;
  plain.compact = context.compact;
  plain.breakLength = context.breakLength;
  base += `: ${core.formatPrimitive(plain, primitive)}]`;
  if (plan.tag !== '' && plan.tag !== plan.name) base += ` [${plan.tag}]`;
  plan.base = base;
  if (!isBare(plan) || context.stylize === core.stylizeNoColor) return isBare(plan) ? base : plan;
  return context.stylize(base, type.toLowerCase());
}

function planExternal(context, value, plan) {
  plan.keys = [];
  const address = native.getExternalValue(value).toString(16);
  return context.stylize(`[External: ${address}]`, 'special');
}

const ITERABLE = [];
for (const name of ['kArray', 'kSet', 'kMap', 'kTypedArray', 'kMapIterator', 'kSetIterator']) {
  ITERABLE[native[name]] = true;
}

const makers = [];
makers[native.kArray] = planArray;
makers[native.kFunction] = planFunction;
makers[native.kMap] = planMap;
makers[native.kSet] = planSet;
makers[native.kTypedArray] = planTypedArray;
makers[native.kMapIterator] = planIterator('Map');
makers[native.kSetIterator] = planIterator('Set');
makers[native.kArguments] = planArguments;
makers[native.kRegExp] = planRegExp;
makers[native.kDate] = planDate;
makers[native.kError] = planError;
makers[native.kArrayBuffer] = planArrayBuffer('ArrayBuffer');
makers[native.kSharedArrayBuffer] = planArrayBuffer('SharedArrayBuffer');
makers[native.kDataView] = planDataView;
makers[native.kPromise] = planPromise;
makers[native.kWeakSet] = planWeak('WeakSet');
makers[native.kWeakMap] = planWeak('WeakMap');
makers[native.kNamespace] = planNamespace;
makers[native.kBoxed] = planBoxed;
makers[native.kExternal] = planExternal;

module.exports = { planFor, shortName, unbox };
