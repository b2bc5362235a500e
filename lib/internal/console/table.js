'use strict';
// console.table: rows and columns with box characters. Callers: internal/console/methods.

const { inspect } = require('internal/util/inspect');
const { getStringWidth } = require('internal/util/inspect_text');
const types = require('internal/util/types');
const { previewEntries } = binding('util');

const INDEX = '(index)';
const ITERATION_INDEX = '(iteration index)';
const KEY = 'Key';
const VALUES = 'Values';

/** Draws a table. @param {string[]} head @param {string[][]} columns @returns {string} */
function draw(head, columns) {
  const widths = head.map((title) => getStringWidth(title) + 2);
  let height = 0;
  columns.forEach((column, i) => {
    if (column.length > height) height = column.length;
    for (const cell of column) widths[i] = Math.max(widths[i], getStringWidth(cell ?? '') + 2);
  });
  const line = (left, middle, right) => left + widths.map((width) => '\u2500'.repeat(width)).join(middle) + right;
  const row = (cells) => {
    const padded = widths.map((width, i) => {
      const cell = cells[i] ?? '';
      return ` ${cell}${' '.repeat(width - getStringWidth(cell) - 1)}`;
    });
    return `\u2502${padded.join('\u2502')}\u2502`;
  };
  const rows = [line('\u250c', '\u252c', '\u2510'), row(head), line('\u251c', '\u253c', '\u2524')];
  for (let i = 0; i < height; i++) rows.push(row(columns.map((column) => column[i])));
  rows.push(line('\u2514', '\u2534', '\u2518'));
  return rows.join('\n');
}

function counted(length, show) {
  return Array.from({ length }, (_, i) => show(i));
}

/**
 * @param {unknown} data
 * @param {string[]} [properties] columns to show
 * @param {() => object} getOptions inspect's options of the stream
 * @returns {string|undefined} undefined: data is no table
 */
function tableText(data, properties, getOptions) {
  if (properties !== undefined) require('internal/validators').validateArray(properties, 'properties');
  if (data === null || typeof data !== 'object') return undefined;
  const show = (value) => {
    const isBig = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2;
    return inspect(value, { maxArrayLength: 3, breakLength: Infinity, ...getOptions(), depth: isBig ? -1 : 0 });
  };
  return collectionTable(data, show) ?? objectTable(data, properties, show);
}

function collectionTable(data, show) {
  const isMapIterator = types.isMapIterator(data);
  let isKeyValue = false;
  let values;
  if (isMapIterator) {
    const preview = previewEntries(data, true);
    values = preview[0];
    isKeyValue = preview[1];
  }
  if (isKeyValue || types.isMap(data)) return pairTable(isKeyValue ? values : undefined, data, show);
  const isSetIterator = types.isSetIterator(data);
  if (isSetIterator) values = previewEntries(data);
  if (isMapIterator || isSetIterator || types.isSet(data)) {
    const cells = Array.from(values ?? data, show);
    return draw([ITERATION_INDEX, VALUES], [counted(cells.length, show), cells]);
  }
  return undefined;
}

function pairTable(flat, map, show) {
  const keys = [];
  const values = [];
  if (flat !== undefined) {
    for (let i = 0; i < flat.length; i += 2) {
      keys.push(show(flat[i]));
      values.push(show(flat[i + 1]));
    }
  } else {
    for (const { 0: key, 1: value } of map) {
      keys.push(show(key));
      values.push(show(value));
    }
  }
  return draw([ITERATION_INDEX, KEY, VALUES], [counted(keys.length, show), keys, values]);
}

function objectTable(data, properties, show) {
  const cells = { __proto__: null };
  const values = [];
  let hasValues = false;
  const index = Object.keys(data);
  index.forEach((rowKey, i) => {
    const item = data[rowKey];
    const isPrimitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
    if (isPrimitive && properties === undefined) {
      hasValues = true;
      values[i] = show(item);
    }
    const keys = properties ?? (isPrimitive ? [] : Object.keys(item));
    for (const key of keys) {
      cells[key] ??= [];
      cells[key][i] = isPrimitive || !Object.hasOwn(item, key) ? '' : show(item[key]);
    }
  });
  const keys = Object.keys(cells);
  const head = [INDEX, ...keys];
  const columns = [index, ...keys.map((key) => cells[key])];
  if (hasValues) {
    head.push(VALUES);
    columns.push(values);
  }
  return draw(head, columns);
}

module.exports = { tableText };
