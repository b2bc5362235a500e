'use strict';
// Puts the printed entries of one object on one line or on several. Callers: internal/util/inspect.
// Rules: `output` holds finished texts; an entry with a line break forces several lines.

const { getStringWidth, removeColors } = require('internal/util/inspect_text');

// What the entries belong to: a list's entries may be set in columns.
const KIND_OBJECT = 0;
const KIND_ARRAY_ELEMENT = 1;
const KIND_ARRAY_EXTRAS = 2;

// The shape that columns aim at: a character cell is about 2.5 times as high as wide.
const CELL_RATIO = 2.5;
const CELL_SLACK = 3;
const MAX_MEASURED = 5000;
const MAX_COLUMNS = 15;
const SEPARATOR_WIDTH = 2;

function fitsOnLine(context, output, start, base) {
  let length = output.length + start;
  if (length + output.length > context.breakLength) return false;
  for (let i = 0; i < output.length; i++) {
    length += context.colors ? removeColors(output[i]).length : output[i].length;
    if (length > context.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

// Whether the first `count` elements are numbers: keys after the elements make a list a mixed one.
function isNumberList(value, count) {
  for (let i = 0; i < count; i++) {
    if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') return false;
  }
  return true;
}

// `all`: with the text that stands for more items, which the average width takes in.
function chooseColumns(context, entries, all, total, widest) {
  const cell = widest + SEPARATOR_WIDTH;
  const wide = cell * 3 + context.indentationLvl < context.breakLength;
  if (!wide || (total / cell <= 5 && widest > 6)) return 1;
  // Entries of much different lengths take less room than the widest suggests.
  const bias = Math.sqrt(cell - total / all);
  const biased = Math.max(cell - CELL_SLACK - bias, 1);
  return Math.min(
    Math.round(Math.sqrt(CELL_RATIO * biased * entries) / biased),
    Math.floor((context.breakLength - context.indentationLvl) / cell),
    context.compact * 4,
    MAX_COLUMNS,
  );
}

// Concatenation makes a rope; join() would copy the text of every level again on each level above it.
function concatenate(output, separator) {
  let text = '';
  const last = output.length - 1;
  for (let i = 0; i < last; i++) text += output[i] + separator;
  return last >= 0 ? text + output[last] : text;
}

/**
 * Sets the entries of a list in columns.
 * @param {object} context
 * @param {string[]} output
 * @param {unknown} value the list, or undefined when entries are not its elements
 * @returns {string[]} one text a row
 */
function groupEntries(context, output, value) {
  // The last text may be "... n more items": it stays on its own row.
  const hasMore = context.maxArrayLength < output.length;
  const entries = hasMore ? output.length - 1 : output.length;
  const widths = new Array(entries);
  let total = 0;
  let widest = 0;
  for (let i = 0; i < entries; i++) {
    // Wide texts stand alone anyway; to measure them is dear.
    if (output[i].length > MAX_MEASURED) return output;
    widths[i] = getStringWidth(output[i], context.colors);
    total += widths[i] + SEPARATOR_WIDTH;
    if (widths[i] > widest) widest = widths[i];
  }
  const columns = chooseColumns(context, entries, output.length, total, widest);
  if (columns <= 1) return output;

  const columnWidths = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let i = column; i < entries; i += columns) if (widths[i] > width) width = widths[i];
    columnWidths.push(width + SEPARATOR_WIDTH);
  }
  const alignRight = value !== undefined && isNumberList(value, output.length);
  const rows = [];
  for (let first = 0; first < entries; first += columns) {
    const last = Math.min(first + columns, entries) - 1;
    let row = '';
    for (let i = first; i < last; i++) {
      const padding = ' '.repeat(columnWidths[i - first] - SEPARATOR_WIDTH - widths[i]);
      row += alignRight ? `${padding}${output[i]}, ` : `${output[i]}, ${padding}`;
    }
    if (alignRight) row += ' '.repeat(columnWidths[last - first] - SEPARATOR_WIDTH - widths[last]);
    rows.push(row + output[last]);
  }
  if (hasMore) rows.push(output[entries]);
  return rows;
}

/**
 * @param {object} context
 * @param {string[]} output the entries
 * @param {string} base text before the braces: the function, the error
 * @param {[string, string]} braces
 * @param {number} kind KIND_*
 * @param {number} level
 * @param {unknown} [value] the list that the entries come from
 * @returns {string}
 */
function layOut(context, output, base, braces, kind, level, value) {
  const before = base === '' ? '' : `${base} `;
  if (context.compact === true) {
    const indentation = `\n${' '.repeat(context.indentationLvl)}`;
    // Without a limit to the lines' length the entries' own line breaks decide.
    const isBroken = context.breakLength === Infinity && output.some((entry) => entry.includes('\n'));
    if (!isBroken && fitsOnLine(context, output, 0, base)) {
      return `${braces[0]}${base === '' ? '' : ` ${base}`} ${concatenate(output, ', ')} ${braces[1]}`;
    }
    const start = base === '' && braces[0].length === 1 ? ' ' : `${base === '' ? '' : ` ${base}`}${indentation}  `;
    return `${braces[0]}${start}${concatenate(output, `,${indentation}  `)} ${braces[1]}`;
  }
  if (typeof context.compact === 'number' && context.compact >= 1) {
    const entries = output.length;
    if (kind === KIND_ARRAY_EXTRAS && entries > 6) output = groupEntries(context, output, value);
    // Only the innermost levels go on one line, and not a list that has been set in columns.
    if (context.currentDepth - level < context.compact && entries === output.length) {
      const start = output.length + context.indentationLvl + braces[0].length + base.length + 10;
      if (fitsOnLine(context, output, start, base)) {
        const joined = concatenate(output, ', ');
        if (!joined.includes('\n')) return `${before}${braces[0]} ${joined} ${braces[1]}`;
      }
    }
  }
  const indentation = `\n${' '.repeat(context.indentationLvl)}`;
  return `${before}${braces[0]}${indentation}  ${concatenate(output, `,${indentation}  `)}${indentation}${braces[1]}`;
}

module.exports = { KIND_ARRAY_ELEMENT, KIND_ARRAY_EXTRAS, KIND_OBJECT, layOut };
