'use strict';
// What util.inspect prints inside the braces that is no property: elements, entries, bytes, results of promises. Each function
// takes the context, the value and the level, and returns finished texts. Caller: internal/util/inspect_kinds.

const native = binding('util');
const { numberText, bigintText } = require('internal/util/inspect_text');
const { KIND_ARRAY_EXTRAS, KIND_ARRAY_ELEMENT, KIND_OBJECT, layOut } = require('internal/util/inspect_layout');
const core = require('internal/util/inspect');

const { getPromiseDetails, previewEntries } = native;
const { hasOwn } = Object;
const { apply } = Reflect;
const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;

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

function holes(context, count) {
  return context.stylize(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined');
}

const isIndex = (key) => `${key >>> 0}` === key && key !== '4294967295';

// From `first`, the first hole, on: among the keys of a list its indexes come first, in order.
function formatSparse(context, value, level, shown, output, first) {
  let next = first;
  for (const key of Object.keys(value).slice(first)) {
    if (output.length === shown || !isIndex(key)) break;
    const missing = key - next;
    if (missing > 0) {
      output.push(holes(context, missing));
      next += missing;
      if (output.length === shown) break;
    }
    output.push(core.formatProperty(context, value, level, key, KIND_ARRAY_ELEMENT));
    next++;
  }
  const rest = value.length - next;
  if (rest > 0) output.push(output.length < shown ? holes(context, rest) : moreItems(rest));
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

/** One export of a module. */
function formatExport(context, namespace, level, key) {
  try {
    return core.formatProperty(context, namespace, level, key, KIND_OBJECT);
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
  }
  // A binding that its module has not reached yet.
  return `${core.formatKey(context, key, false)}: ${context.stylize('<uninitialized>', 'special')}`;
}

module.exports = {
  formatArray, formatBytes, formatExport, formatIterator, formatMap, formatPromise, formatSet, formatTypedArray, formatUnknownItems,
  formatWeakMap, formatWeakSet,
};
