'use strict';
// util.format and util.formatWithOptions: printf-like texts. Callers: console, util, errors.
// Rule: one string argument comes back as it is, without any other work: console.log lives on it.

const core = require('internal/util/inspect');
const { bigintText, numberText, stripControlSequences } = require('internal/util/inspect_text');
const { codes } = require('internal/errors');

const PERCENT = 37;

/** @param {...unknown} args @returns {string} */
function format(...args) {
  return formatArguments(undefined, args);
}

/** @param {object} inspectOptions @param {...unknown} args @returns {string} */
function formatWithOptions(inspectOptions, ...args) {
  if (typeof inspectOptions !== 'object' || inspectOptions === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('inspectOptions', 'object', inspectOptions);
  }
  return formatArguments(inspectOptions, args);
}

function show(value, options) {
  const context = new core.Context();
  if (options !== undefined) core.readOptions(context, options);
  core.finishOptions(context);
  return core.formatValue(context, value, 0, false);
}

/**
 * @param {object|undefined} options inspect's
 * @param {unknown[]} args
 * @returns {string}
 */
function formatArguments(options, args) {
  const first = args[0];
  let text = '';
  let next = 0;
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    text = first.includes('%') ? undefined : first;
    next = 1;
    if (text === undefined) {
      const filled = fillIn(first, args, options);
      text = filled.text;
      next = filled.next;
    }
  }
  for (let i = next; i < args.length; i++) {
    if (i > 0) text += ' ';
    const value = args[i];
    text += typeof value === 'string' ? value : show(value, options);
  }
  return text;
}

// Replaces the marks of a format string as long as there are arguments.
function fillIn(pattern, args, options) {
  let text = '';
  let done = 0;
  let next = 1;
  for (let i = 0; i < pattern.length - 1; i++) {
    if (pattern.charCodeAt(i) !== PERCENT) continue;
    const mark = pattern[++i];
    if (mark === '%') {
      text += pattern.slice(done, i);
      done = i + 1;
      continue;
    }
    if (next === args.length) continue;
    const replacement = replace(mark, args[next], options);
    if (replacement === undefined) continue;
    text += pattern.slice(done, i - 1) + replacement;
    done = i + 1;
    next++;
  }
  return { text: text + pattern.slice(done), next };
}

function replace(mark, value, options) {
  switch (mark) {
    case 's': return asString(value, options);
    case 'd': return asNumber(value, options, Number);
    case 'i': return asNumber(value, options, parseInt);
    case 'f': return typeof value === 'symbol' ? numberOf(NaN, options) : numberOf(parseFloat(value), options);
    case 'j': return asJson(value);
    case 'o': return show(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'O': return show(value, options);
    case 'c': return '';
  }
}

function numberOf(value, options) {
  const context = new core.Context();
  if (options !== undefined) core.readOptions(context, options);
  return numberText(value, context.numericSeparator);
}

function asNumber(value, options, convert) {
  if (typeof value === 'bigint') return bigintText(value, options?.numericSeparator ?? false);
  if (typeof value === 'symbol') return numberOf(NaN, options);
  return numberOf(typeof value === 'object' && convert === parseInt ? parseInt(value) : convert(value), options);
}

function asString(value, options) {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return numberOf(value, options);
    case 'bigint': return bigintText(value, options?.numericSeparator ?? false);
    case 'object':
      if (value !== null && !hasOwnToString(value)) break;
      return String(value);
    default:
      return String(value);
  }
  return show(value, { ...options, depth: 0, colors: false, compact: 3 });
}

const { hasOwn } = Object;

// Whether user code says how the object reads as text.
function hasOwnToString(value) {
  const target = core.proxyTarget(value);
  if (target === null) return false;
  if (target !== value) value = target;
  if (typeof value.toString !== 'function' && typeof value[Symbol.toPrimitive] !== 'function') return false;
  let object = value;
  while (!hasOwn(object, 'toString') && !hasOwn(object, Symbol.toPrimitive)) {
    object = Object.getPrototypeOf(object);
    if (object === null) return false;
  }
  if (object === value) return true;
  // What a user's prototype adds above the built-in ones counts.
  const constructor = require('internal/util').ownConstructor(object);
  if (constructor === undefined) return true;
  // %TypedArray% is no global, hence none of those.
  const { name } = constructor;
  return name === 'TypedArray' || !require('internal/util/inspect_names').BUILT_IN.has(name);
}

let circularMessage;
function asJson(value) {
  try {
    return `${JSON.stringify(value)}`;
  } catch (error) {
    if (circularMessage === undefined) {
      try {
        const loop = {};
        loop.loop = loop;
        JSON.stringify(loop);
      } catch (circular) {
        circularMessage = circular.message.split('\n', 1)[0];
      }
    }
    if (error?.name === 'TypeError' && String(error.message).split('\n', 1)[0] === circularMessage) return '[Circular]';
    throw error;
  }
}

/** @param {string} str @returns {string} without terminal control sequences */
function stripVTControlCharacters(str) {
  require('internal/validators').validateString(str, 'str');
  return stripControlSequences(str);
}

module.exports = { format, formatArguments, formatWithOptions, stripVTControlCharacters };
