'use strict';
// util.inspect: options, the walk over values, properties. Callers: console, util, assert, errors.
// The kinds of objects stand in internal/util/inspect_kinds, errors in inspect_error, layout in inspect_layout, text in
// inspect_text, format strings in internal/util/format.
// Rules: a value is never trusted: getters run only on request, proxies are looked through without their traps,
// prototypes may be missing, and a stack overflow ends the walk instead of the program.

const { codes, isStackOverflowError } = require('internal/errors');
const { bigintText, escapeName, getStringWidth, MIN_SPLIT_WIDTH, numberText, quote } =
  require('internal/util/inspect_text');
const { KIND_ARRAY_ELEMENT, KIND_OBJECT, KIND_ARRAY_EXTRAS, layOut } = require('internal/util/inspect_layout');
const native = binding('util');

const customInspectSymbol = Symbol.for('nodejs.util.inspect.custom');
const { kindOf, getProxyDetails } = native;
const { hasOwn } = Object;
const { apply } = Reflect;
const isEnumerable = Object.prototype.propertyIsEnumerable;
const symbolToString = Symbol.prototype.toString;

const defaultOptions = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};

// One program cannot use more text than this for one value: past it only names are printed.
const MAX_TEXT = 2 ** 27;

/** The state of one inspection. Field names are seen by user code through the options of custom inspect functions. */
class Context {
  constructor() {
    this.budget = undefined;
    this.indentationLvl = 0;
    this.seen = [];
    this.currentDepth = 0;
    this.circular = undefined;
    this.stylize = stylizeNoColor;
    this.showHidden = defaultOptions.showHidden;
    this.depth = defaultOptions.depth;
    this.colors = defaultOptions.colors;
    this.customInspect = defaultOptions.customInspect;
    this.showProxy = defaultOptions.showProxy;
    this.maxArrayLength = defaultOptions.maxArrayLength;
    this.maxStringLength = defaultOptions.maxStringLength;
    this.breakLength = defaultOptions.breakLength;
    this.compact = defaultOptions.compact;
    this.sorted = defaultOptions.sorted;
    this.getters = defaultOptions.getters;
    this.numericSeparator = defaultOptions.numericSeparator;
    this.userOptions = undefined;
  }
}

/**
 * @param {unknown} value
 * @param {object|boolean} [options] or showHidden, with the old parameters (value, showHidden, depth, colors)
 * @returns {string}
 */
function inspect(value, options /* legacy: showHidden, depth, colors */) {
  const context = new Context();
  if (arguments.length > 1) {
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) context.depth = arguments[2];
      if (arguments.length > 3 && arguments[3] !== undefined) context.colors = arguments[3];
    }
    if (typeof options === 'boolean') context.showHidden = options;
    else if (options) readOptions(context, options);
  }
  finishOptions(context);
  return formatValue(context, value, 0, false);
}

function readOptions(context, options) {
  const keys = Object.keys(options);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (hasOwn(defaultOptions, key) || key === 'stylize') context[key] = options[key];
    else if (context.userOptions === undefined) context.userOptions = options;
  }
}

function finishOptions(context) {
  if (context.colors) context.stylize = stylizeWithColor;
  if (context.maxArrayLength === null) context.maxArrayLength = Infinity;
  if (context.maxStringLength === null) context.maxStringLength = Infinity;
}

inspect.custom = customInspectSymbol;

Object.defineProperty(inspect, 'defaultOptions', {
  __proto__: null,
  get() { return defaultOptions; },
  set(options) {
    require('internal/validators').validateObject(options, 'options');
    return Object.assign(defaultOptions, options);
  },
});

// SGR codes of ECMA-48: [on, off].
const colors = { __proto__: null };
const DEFAULT_FOREGROUND = 39;
const DEFAULT_BACKGROUND = 49;
inspect.colors = Object.assign(colors, {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24],
});
const HUES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
HUES.forEach((hue, i) => { colors[hue] = [30 + i, DEFAULT_FOREGROUND]; });
HUES.forEach((hue, i) => { colors[`bg${hue[0].toUpperCase()}${hue.slice(1)}`] = [40 + i, DEFAULT_BACKGROUND]; });
colors.framed = [51, 54];
colors.overlined = [53, 55];
colors.gray = [90, DEFAULT_FOREGROUND];
HUES.forEach((hue, i) => { if (i > 0) colors[`${hue}Bright`] = [90 + i, DEFAULT_FOREGROUND]; });
colors.bgGray = [100, DEFAULT_BACKGROUND];
HUES.forEach((hue, i) => {
  if (i > 0) colors[`bg${hue[0].toUpperCase()}${hue.slice(1)}Bright`] = [100 + i, DEFAULT_BACKGROUND];
});

function defineColorAlias(target, alias) {
  Object.defineProperty(colors, alias, {
    __proto__: null,
    get() { return this[target]; },
    set(value) { this[target] = value; },
    configurable: true,
    enumerable: false,
  });
}
const ALIASES = {
  gray: ['grey', 'blackBright'], bgGray: ['bgGrey', 'bgBlackBright'], dim: ['faint'],
  strikethrough: ['crossedout', 'strikeThrough', 'crossedOut'], hidden: ['conceal'],
  inverse: ['swapColors', 'swapcolors'], doubleunderline: ['doubleUnderline'],
};
for (const target of Object.keys(ALIASES)) {
  for (const alias of ALIASES[target]) defineColorAlias(target, alias);
}

// Which color a kind of text has.
inspect.styles = {
  __proto__: null,
  special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold',
  string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
};

function stylizeWithColor(text, styleType) {
  const style = inspect.styles[styleType];
  if (style !== undefined) {
    const color = inspect.colors[style];
    if (color !== undefined) return `\u001b[${color[0]}m${text}\u001b[${color[1]}m`;
  }
  return text;
}

function stylizeNoColor(text) {
  return text;
}

// What a custom inspect function gets as its options.
function userOptionsOf(context, isForeign) {
  const options = {
    stylize: context.stylize,
    showHidden: context.showHidden,
    depth: context.depth,
    colors: context.colors,
    customInspect: context.customInspect,
    showProxy: context.showProxy,
    maxArrayLength: context.maxArrayLength,
    maxStringLength: context.maxStringLength,
    breakLength: context.breakLength,
    compact: context.compact,
    sorted: context.sorted,
    getters: context.getters,
    numericSeparator: context.numericSeparator,
    ...context.userOptions,
  };
  if (isForeign) hideOwnRealm(context, options);
  return options;
}

// An object of another realm must not get hold of this realm's objects and functions.
function hideOwnRealm(context, options) {
  Object.setPrototypeOf(options, null);
  for (const key of Object.keys(options)) {
    const value = options[key];
    if ((typeof value === 'object' || typeof value === 'function') && value !== null) delete options[key];
  }
  options.stylize = Object.setPrototypeOf((value, flavour) => {
    let text;
    try {
      text = `${context.stylize(value, flavour)}`;
    } catch {
      // What user code throws must not be seen by other user code.
    }
    return typeof text === 'string' ? text : value;
  }, null);
}

function formatString(context, value) {
  let trailer = '';
  if (value.length > context.maxStringLength) {
    const rest = value.length - context.maxStringLength;
    value = value.slice(0, context.maxStringLength);
    trailer = `... ${rest} more character${rest > 1 ? 's' : ''}`;
  }
  // A long text with line breaks reads best with a literal a line.
  if (context.compact !== true && value.length > MIN_SPLIT_WIDTH &&
      value.length > context.breakLength - context.indentationLvl - 4 && value.includes('\n')) {
    const joint = ` +\n${' '.repeat(context.indentationLvl + 2)}`;
    return value.split(/(?<=\n)/).map((line) => context.stylize(quote(line), 'string')).join(joint) + trailer;
  }
  return context.stylize(quote(value), 'string') + trailer;
}

/** A value that is not an object. */
function formatPrimitive(context, value) {
  switch (typeof value) {
    case 'string': return formatString(context, value);
    case 'number': return context.stylize(numberText(value, context.numericSeparator), 'number');
    case 'bigint': return context.stylize(bigintText(value, context.numericSeparator), 'bigint');
    case 'boolean': return context.stylize(`${value}`, 'boolean');
    case 'undefined': return context.stylize('undefined', 'undefined');
    default: return context.stylize(apply(symbolToString, value, []), 'symbol');
  }
}

function symbolText(symbol) {
  return escapeName(apply(symbolToString, symbol, []));
}

/**
 * @param {Context} context
 * @param {unknown} value
 * @param {number} level how deep
 * @param {boolean} [ofTypedArray] the value is a typed array's buffer
 * @returns {string}
 */
function formatValue(context, value, level, ofTypedArray) {
  if (typeof value !== 'object' && typeof value !== 'function') return formatPrimitive(context, value);
  if (value === null) return context.stylize('null', 'null');

  const original = value;
  let kind = kindOf(value);
  if (kind === native.kProxy) {
    if (context.showProxy) return formatProxy(context, value, level);
    value = proxyTarget(value);
    if (value === null) return context.stylize('<Revoked Proxy>', 'special');
    kind = kindOf(value);
  }
  if (context.customInspect) {
    const custom = value[customInspectSymbol];
    if (typeof custom === 'function' && custom !== inspect) {
      // A constructor's prototype has the method but is no instance. No getter is asked.
      if (Object.getOwnPropertyDescriptor(value, 'constructor')?.value?.prototype !== value) {
        const depth = context.depth === null ? null : context.depth - level;
        const isForeign = original !== value || !(original instanceof Object);
        const result = apply(custom, original, [depth, userOptionsOf(context, isForeign), inspect]);
        if (result !== original) {
          if (typeof result !== 'string') return formatValue(context, result, level);
          return result.replaceAll('\n', `\n${' '.repeat(context.indentationLvl)}`);
        }
      }
    }
  }
  if (context.seen.includes(value)) return formatCircular(context, value);
  return formatObject(context, value, kind, level, ofTypedArray);
}

/** What stands behind a proxy: its last target, null when revoked; the value itself when it is none. */
function proxyTarget(value) {
  while (value !== null && kindOf(value) === native.kProxy) value = getProxyDetails(value, false);
  return value;
}

function formatCircular(context, value) {
  context.circular ??= new Map();
  let index = context.circular.get(value);
  if (index === undefined) {
    index = context.circular.size + 1;
    context.circular.set(value, index);
  }
  return context.stylize(`[Circular *${index}]`, 'special');
}

function formatProxy(context, proxy, level) {
  const details = getProxyDetails(proxy, true);
  if (details[0] === null) return context.stylize('<Revoked Proxy>', 'special');
  if (context.depth !== null && level > context.depth) return context.stylize('Proxy [Array]', 'special');
  level++;
  context.indentationLvl += 2;
  const output = [formatValue(context, details[0], level), formatValue(context, details[1], level)];
  context.indentationLvl -= 2;
  return layOut(context, output, '', ['Proxy [', ']'], KIND_ARRAY_EXTRAS, level);
}

/**
 * Own keys in the order they print.
 * @param {object} value
 * @param {boolean} showHidden
 * @returns {(string|symbol)[]}
 */
function getKeys(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  let keys;
  if (showHidden) {
    keys = Object.getOwnPropertyNames(value);
    if (symbols.length !== 0) keys.push(...symbols);
    return keys;
  }
  try {
    keys = Object.keys(value);
  } catch {
    // A module whose bindings are not yet initialized.
    keys = Object.getOwnPropertyNames(value);
  }
  for (let i = 0; i < symbols.length; i++) {
    if (apply(isEnumerable, value, [symbols[i]])) keys.push(symbols[i]);
  }
  return keys;
}

const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

function formatKey(context, key, isHidden) {
  if (typeof key === 'symbol') {
    const text = context.stylize(symbolText(key), 'symbol');
    return isHidden ? `[${text}]` : text;
  }
  const isIdentifier = IDENTIFIER.test(key);
  if (key === '__proto__') return isHidden ? "[['__proto__']]" : "['__proto__']";
  if (isHidden) return isIdentifier ? `[${key}]` : `[${context.stylize(quote(key), 'string')}]`;
  return isIdentifier ? context.stylize(key, 'name') : context.stylize(quote(key), 'string');
}

function formatGetterResult(context, descriptor, original, label, level) {
  const { stylize } = context;
  try {
    const result = apply(descriptor.get, original, []);
    context.indentationLvl += 2;
    let text;
    if (result !== null && (typeof result === 'object' || typeof result === 'function')) {
      text = `${stylize(`[${label}]`, 'special')} ${formatValue(context, result, level)}`;
    } else {
      const primitive = result === null ? stylize('null', 'null') : formatValue(context, result, level);
      text = `${stylize(`[${label}:`, 'special')} ${primitive}${stylize(']', 'special')}`;
    }
    context.indentationLvl -= 2;
    return text;
  } catch (error) {
    const message = `<Inspection threw (${describeThrown(context, error, level)})>`;
    return `${stylize(`[${label}:`, 'special')} ${message}${stylize(']', 'special')}`;
  }
}

function describeThrown(context, error, level) {
  context.indentationLvl += 2;
  const text = formatValue(context, error, level);
  context.indentationLvl -= 2;
  return text;
}

function formatAccessor(context, descriptor, original, level) {
  if (descriptor.get === undefined) {
    return context.stylize(descriptor.set !== undefined ? '[Setter]' : 'undefined',
                           descriptor.set !== undefined ? 'special' : 'undefined');
  }
  const hasSetter = descriptor.set !== undefined;
  const label = hasSetter ? 'Getter/Setter' : 'Getter';
  const { getters } = context;
  if (getters && (getters === true || (getters === 'get' && !hasSetter) || (getters === 'set' && hasSetter))) {
    return formatGetterResult(context, descriptor, original, label, level);
  }
  return context.stylize(`[${label}]`, 'special');
}

/**
 * One property: `key: value`; only the value for elements of arrays.
 * @param {number} kind KIND_*
 * @param {PropertyDescriptor} [descriptor] when the caller has it
 * @param {object} [original] what getters get as `this`
 */
function formatProperty(context, value, level, key, kind, descriptor, original = value) {
  descriptor ??= Object.getOwnPropertyDescriptor(value, key) ??
    { value: value[key], configurable: true, enumerable: true };
  let gap = ' ';
  let text;
  if (descriptor.value !== undefined) {
    const indent = context.compact !== true || kind !== KIND_OBJECT ? 2 : 3;
    context.indentationLvl += indent;
    text = formatValue(context, descriptor.value, level);
    if (indent === 3 && context.breakLength < getStringWidth(text, context.colors)) {
      gap = `\n${' '.repeat(context.indentationLvl)}`;
    }
    context.indentationLvl -= indent;
  } else {
    text = formatAccessor(context, descriptor, original, level);
  }
  if (kind === KIND_ARRAY_ELEMENT) return text;
  return `${formatKey(context, key, descriptor.enumerable === false)}:${gap}${text}`;
}

// The formatter of kinds is loaded with the first object that is not a plain one, array or function call result.
let kinds;
function loadKinds() {
  return kinds ??= require('internal/util/inspect_kinds');
}

function formatObject(context, value, kind, level, ofTypedArray) {
  const plan = loadKinds().planFor(context, value, kind, level, ofTypedArray);
  if (typeof plan === 'string') return plan;
  if (context.depth !== null && level > context.depth) {
    return context.stylize(kinds.shortName(plan), 'special');
  }
  level++;
  context.seen.push(value);
  context.currentDepth = level;
  const { keys } = plan;
  let output;
  const { indentationLvl } = context;
  try {
    output = plan.format === undefined ? [] : plan.format(context, value, level);
    for (let i = 0; i < keys.length; i++) {
      output.push(formatProperty(context, value, level, keys[i], plan.kind));
    }
    if (plan.inherited !== undefined) output.push(...plan.inherited);
  } catch (error) {
    return stopAtOverflow(context, plan, error, indentationLvl);
  }
  return finishObject(context, value, plan, output, level);
}

function finishObject(context, value, plan, output, level) {
  const { braces } = plan;
  let { base } = plan;
  if (context.circular !== undefined) {
    const index = context.circular.get(value);
    if (index !== undefined) {
      const mark = context.stylize(`<ref *${index}>`, 'special');
      if (context.compact !== true) base = base === '' ? mark : `${mark} ${base}`;
      else braces[0] = `${mark} ${braces[0]}`;
    }
  }
  context.seen.pop();
  if (context.sorted) sortEntries(context, plan, output);
  const text = layOut(context, output, base, braces, plan.kind, level, value);

  // Objects that are printed again and again at one indentation must not eat all memory.
  context.budget ??= {};
  const used = (context.budget[context.indentationLvl] || 0) + text.length;
  context.budget[context.indentationLvl] = used;
  if (used > MAX_TEXT) context.depth = -1;
  return text;
}

function sortEntries(context, plan, output) {
  const comparator = context.sorted === true ? undefined : context.sorted;
  const count = plan.keys.length;
  if (plan.kind === KIND_OBJECT) {
    output.sort(comparator);
  } else if (count > 1) {
    const sorted = output.slice(output.length - count).sort(comparator);
    output.splice(output.length - count, count, ...sorted);
  }
}

function stopAtOverflow(context, plan, error, indentationLvl) {
  if (!isStackOverflowError(error)) throw error;
  context.seen.pop();
  context.indentationLvl = indentationLvl;
  const name = kinds.shortName(plan).slice(1, -1);
  return context.stylize(
    `[${name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`, 'special');
}

module.exports = {
  codes,
  Context,
  customInspectSymbol,
  finishOptions,
  formatKey,
  formatPrimitive,
  formatProperty,
  formatValue,
  getKeys,
  getStringWidth,
  inspect,
  proxyTarget,
  readOptions,
  stylizeNoColor,
  stylizeWithColor,
  get format() { return require('internal/util/format').format; },
  get formatWithOptions() { return require('internal/util/format').formatWithOptions; },
  get stripVTControlCharacters() { return require('internal/util/format').stripVTControlCharacters; },
};
