'use strict';
// How util.inspect prints each kind of object. `planFor` looks at an object once and returns either its finished text or
// a plan: braces, text before them, keys to print, and a function that prints what is no property (elements, entries).
// Callers: internal/util/inspect.

const native = binding('util');
const { numberText, bigintText } = require('internal/util/inspect_text');
const { KIND_ARRAY_EXTRAS, KIND_ARRAY_ELEMENT, KIND_OBJECT, layOut } = require('internal/util/inspect_layout');
const core = require('internal/util/inspect');
const { isLoaded } = require('internal/builtins');
const { ownConstructor } = require('internal/util');

const { getOwnNonIndexProperties, getPromiseDetails, previewEntries } = native;
const { hasOwn, getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { apply } = Reflect;
const isEnumerable = Object.prototype.propertyIsEnumerable;
const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;

const getMapSize = getOwnPropertyDescriptor(Map.prototype, 'size').get;
const getSetSize = getOwnPropertyDescriptor(Set.prototype, 'size').get;
const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;
const TypedArrayPrototype = getPrototypeOf(Uint8Array.prototype);
const getTypedArrayName = getOwnPropertyDescriptor(TypedArrayPrototype, Symbol.toStringTag).get;
const getTypedArrayLength = getOwnPropertyDescriptor(TypedArrayPrototype, 'length').get;
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

function isInstance(value, constructor) {
  try {
    return value instanceof constructor;
  } catch {
    return false;
  }
}

// Looks up the chain for the first prototype that names its constructor. Inherited properties that showHidden prints are
// added to `inherited` on the way.
function constructorName(context, value, level, inherited) {
  let object = value;
  let first;
  while (object) {
    const constructor = ownConstructor(object);
    if (constructor !== undefined && constructor.name !== '' && isInstance(value, constructor)) {
      const { name } = constructor;
      if (inherited !== undefined && (first !== object || !BUILT_IN.has(name))) {
        addInherited(context, value, first || value, level, inherited);
      }
      return String(name);
    }
    object = getPrototypeOf(object);
    if (first === undefined) first = object;
  }
  if (first === null) return null;
  const className = native.getConstructorName(value);
  if (context.depth !== null && level > context.depth) return `${className} <Complex prototype>`;
  const parent = constructorName(context, first, level + 1, inherited);
  if (parent !== null) return `${className} <${parent}>`;
  const shown = core.inspect(first, { ...publicOptions(context), customInspect: false, depth: -1 });
  return `${className} <${shown}>`;
}

function publicOptions(context) {
  const { showHidden, colors, showProxy, maxArrayLength, maxStringLength, breakLength, compact } = context;
  return { showHidden, colors, showProxy, maxArrayLength, maxStringLength, breakLength, compact };
}

// Prints the properties of the prototypes above an object of a user's class.
function addInherited(context, main, object, level, output) {
  let depth = 0;
  let keys;
  const names = new Set();
  do {
    if (depth !== 0 || main === object) {
      object = getPrototypeOf(object);
      if (object === null) break;
      const constructor = ownConstructor(object);
      if (constructor !== undefined && BUILT_IN.has(constructor.name)) break;
    }
    if (depth !== 0) for (const key of keys) names.add(key);
    keys = Reflect.ownKeys(object);
    context.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || hasOwn(main, key) || (depth !== 0 && names.has(key))) continue;
      const descriptor = getOwnPropertyDescriptor(object, key);
      if (typeof descriptor.value === 'function') continue;
      const text = core.formatProperty(context, object, level, key, KIND_OBJECT, descriptor, main);
      output.push(context.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    context.seen.pop();
  } while (++depth !== 3);
}

/** Whether `name` has `tag` up to the end of one of its words: FooBar has Foo and Bar, Foobar has not Foo. */
function hasWord(name, tag) {
  const at = name.indexOf(tag);
  if (at === -1) return false;
  const next = name.slice(at + tag.length, at + tag.length + 1);
  return next === '' || next !== next.toLowerCase();
}

// The tag adds nothing when the property that gives it is printed anyway, or when the class's name has it.
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
  plan.base = functionBase(context, value, plan.name, plan.tag);
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

// Functions and classes

function functionBase(context, value, name, tag) {
  const source = apply(functionToString, value, []);
  if (source.startsWith('class') && source.endsWith('}')) {
    const head = source.slice(5, -1);
    const brace = head.indexOf('{');
    if (brace !== -1 && (!head.slice(0, brace).includes('(') ||
        /^(\s+[^(]*?)\s*{/.test(head.replace(/(\/\/.*?\n)|(\/\*(.|\n)*?\*\/)/g, '')))) {
      return classBase(value, name, tag);
    }
  }
  let type = 'Function';
  const flavour = native.functionFlavour(value);
  if (flavour & 2) type = `Generator${type}`;
  if (flavour & 1) type = `Async${type}`;
  let base = `[${type}`;
  if (name === null) base += ' (null prototype)';
  const own = value.name;
  if (own === '') base += ' (anonymous)';
  else base += `: ${typeof own === 'string' ? own : core.formatValue(context, own, NaN)}`;
  base += ']';
  if (name !== type && name !== null) base += ` ${name}`;
  if (tag !== '' && name !== tag) base += ` [${tag}]`;
  return base;
}

function classBase(value, name, tag) {
  const own = hasOwn(value, 'name') && value.name;
  let base = `[class ${own || '(anonymous)'}`;
  if (name !== 'Function' && name !== null) base += ` [${name}]`;
  if (tag !== '' && name !== tag) base += ` [${tag}]`;
  if (name === null) {
    base += ' extends [null prototype]';
  } else {
    const parent = getPrototypeOf(value).name;
    if (parent) base += ` extends ${parent}`;
  }
  return `${base}]`;
}

// Elements and entries

function moreItems(count) {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}

function formatArray(context, value, level) {
  const { length } = value;
  const shown = Math.min(Math.max(0, context.maxArrayLength), length);
  const output = [];
  for (let i = 0; i < shown; i++) {
    // Holes are counted together: the rest of the list goes by its keys.
    if (!hasOwn(value, i)) return formatSparse(context, value, level, shown, output, i);
    output.push(core.formatProperty(context, value, level, i, KIND_ARRAY_ELEMENT));
  }
  if (length > shown) output.push(moreItems(length - shown));
  return output;
}

function formatSparse(context, value, level, shown, output, index) {
  const keys = Object.keys(value);
  let next = index;
  for (let at = index; at < keys.length && output.length < shown; at++) {
    const key = keys[at];
    const number = +key;
    if (!(number >= 0 && number < 4294967295 && `${number >>> 0}` === key)) break;
    if (next !== number) {
      const holes = number - next;
      output.push(context.stylize(`<${holes} empty item${holes > 1 ? 's' : ''}>`, 'undefined'));
      next = number;
      if (output.length === shown) break;
    }
    output.push(core.formatProperty(context, value, level, key, KIND_ARRAY_ELEMENT));
    next++;
  }
  const rest = value.length - next;
  if (output.length !== shown) {
    if (rest > 0) output.push(context.stylize(`<${rest} empty item${rest > 1 ? 's' : ''}>`, 'undefined'));
  } else if (rest > 0) {
    output.push(moreItems(rest));
  }
  return output;
}

function formatTypedArray(context, original, value, length, level) {
  const shown = Math.min(Math.max(0, context.maxArrayLength), length);
  const output = new Array(shown);
  const isBig = !(value.length > 0 && typeof value[0] === 'number');
  for (let i = 0; i < shown; i++) {
    output[i] = isBig ? context.stylize(bigintText(value[i], context.numericSeparator), 'bigint') :
      context.stylize(numberText(value[i], context.numericSeparator), 'number');
  }
  if (value.length > shown) output.push(moreItems(value.length - shown));
  if (context.showHidden) {
    context.indentationLvl += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      const text = core.formatValue(context, original[key], level, true);
      output.push(`${context.stylize(`[${key}]`, 'string')}: ${text}`);
    }
    context.indentationLvl -= 2;
  }
  return output;
}

function formatBytes(context, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [context.stylize('(detached)', 'special')];
  }
  const shown = Math.min(Math.max(0, context.maxArrayLength), bytes.length);
  let text = '';
  for (let i = 0; i < shown; i++) text += `${i === 0 ? '' : ' '}${bytes[i].toString(16).padStart(2, '0')}`;
  const rest = bytes.length - shown;
  if (rest > 0) text += ` ... ${rest} more byte${rest > 1 ? 's' : ''}`;
  return [`${context.stylize('[Uint8Contents]', 'special')}: <${text}>`];
}

function formatSet(context, value, level) {
  // Without its prototype a set or map tells no size, and is shown whole, as in Node.
  const { size } = value;
  const shown = Math.min(Math.max(0, context.maxArrayLength), size);
  const output = [];
  context.indentationLvl += 2;
  for (const item of { [Symbol.iterator]: () => apply(setValues, value, []) }) {
    if (output.length >= shown) break;
    output.push(core.formatValue(context, item, level));
  }
  context.indentationLvl -= 2;
  if (size > shown) output.push(moreItems(size - shown));
  return output;
}

function formatMap(context, value, level) {
  const { size } = value;
  const shown = Math.min(Math.max(0, context.maxArrayLength), size);
  const output = [];
  context.indentationLvl += 2;
  for (const { 0: key, 1: item } of { [Symbol.iterator]: () => apply(mapEntries, value, []) }) {
    if (output.length >= shown) break;
    output.push(`${core.formatValue(context, key, level)} => ${core.formatValue(context, item, level)}`);
  }
  context.indentationLvl -= 2;
  if (size > shown) output.push(moreItems(size - shown));
  return output;
}

// A list of values that came out of an iterator or a weak collection.
function formatItems(context, items, level, isSorted) {
  const shown = Math.min(Math.max(0, context.maxArrayLength), items.length);
  const output = [];
  context.indentationLvl += 2;
  for (let i = 0; i < shown; i++) output.push(core.formatValue(context, items[i], level));
  context.indentationLvl -= 2;
  if (isSorted) output.sort();
  if (items.length > shown) output.push(moreItems(items.length - shown));
  return output;
}

function formatPairs(context, items, level, isEntryList) {
  const count = items.length / 2;
  const shown = Math.min(Math.max(0, context.maxArrayLength), count);
  const output = [];
  context.indentationLvl += 2;
  for (let i = 0; i < shown; i++) {
    const pair = [core.formatValue(context, items[i * 2], level), core.formatValue(context, items[i * 2 + 1], level)];
    output.push(isEntryList ? layOut(context, pair, '', ['[', ']'], KIND_ARRAY_EXTRAS, level) :
      `${pair[0]} => ${pair[1]}`);
  }
  context.indentationLvl -= 2;
  if (!isEntryList) output.sort();
  if (count > shown) output.push(moreItems(count - shown));
  return output;
}

function formatIterator(context, value, level, braces) {
  const { 0: items, 1: isKeyValue } = previewEntries(value, true);
  if (!isKeyValue) return formatItems(context, items, level, false);
  braces[0] = braces[0].replace(/ Iterator\] \{$/, ' Entries] {');
  return formatPairs(context, items, level, true);
}

function formatWeakSet(context, value, level) {
  return formatItems(context, previewEntries(value), level, true);
}

function formatWeakMap(context, value, level) {
  return formatPairs(context, previewEntries(value), level, false);
}

function formatUnknownItems(context) {
  return [context.stylize('<items unknown>', 'special')];
}

function formatPromise(context, value, level) {
  const { 0: state, 1: result } = getPromiseDetails(value);
  if (state === native.kPending) return [context.stylize('<pending>', 'special')];
  context.indentationLvl += 2;
  const text = core.formatValue(context, result, level);
  context.indentationLvl -= 2;
  return [state === native.kRejected ? `${context.stylize('<rejected>', 'special')} ${text}` : text];
}

function formatExport(context, namespace, level, key) {
  try {
    return core.formatProperty(context, namespace, level, key, KIND_OBJECT);
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
  }
  // A binding that its module has not reached yet.
  const text = core.formatProperty(context, { [key]: '' }, level, key, KIND_OBJECT);
  return text.slice(0, text.lastIndexOf(' ') + 1) + context.stylize('<uninitialized>', 'special');
}

module.exports = { BUILT_IN, planFor, prefixOf, shortName, unbox };
