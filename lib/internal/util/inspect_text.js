'use strict';
// Text pieces of util.inspect: quoted strings, numbers, keys, widths on a terminal.
// Callers: the other internal/util/inspect* files, console.table, readline. No state.

const MIN_SPLIT_WIDTH = 16;

// Characters that cannot stand as they are between single quotes: controls, quote, backslash, lone surrogates.
const NEEDS_ESCAPE = /[\0-\x1f'\\\x7f-\x9f]|\p{Surrogate}/u;
const EACH_ESCAPE = new RegExp(NEEDS_ESCAPE, 'gu');
// The same without the single quote, for the other two quotes.
const EACH_ESCAPE_NO_QUOTE = /[\0-\x1f\\\x7f-\x9f]|\p{Surrogate}/gu;

const SHORT_ESCAPES = {
  '__proto__': null, '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', "'": "\\'", '\\': '\\\\',
};

function escapeCharacter(character) {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const unit = character.charCodeAt(0);
  return unit < 256 ? `\\x${unit.toString(16).toUpperCase().padStart(2, '0')}` : `\\u${unit.toString(16)}`;
}

/**
 * A string as a JavaScript literal. Prefers single quotes, then double quotes, then backticks.
 * @param {string} text
 * @returns {string}
 */
function quote(text) {
  if (!NEEDS_ESCAPE.test(text)) return `'${text}'`;
  if (text.includes("'")) {
    const mark = !text.includes('"') ? '"' : !text.includes('`') && !text.includes('${') ? '`' : undefined;
    if (mark !== undefined) return mark + text.replace(EACH_ESCAPE_NO_QUOTE, escapeCharacter) + mark;
  }
  return `'${text.replace(EACH_ESCAPE, escapeCharacter)}'`;
}

/** The text of a key or symbol with its special characters escaped, without quotes. */
function escapeName(text) {
  return NEEDS_ESCAPE.test(text) ? text.replace(EACH_ESCAPE_NO_QUOTE, escapeCharacter) : text;
}

function groupInteger(digits) {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, '_');
}

function groupFraction(digits) {
  return digits.replace(/(\d{3})(?=\d)/g, '$1_');
}

/** @param {number} value @param {boolean} separators 1_000 instead of 1000 */
function numberText(value, separators) {
  if (!separators) return Object.is(value, -0) ? '-0' : `${value}`;
  const integer = Math.trunc(value);
  const text = String(integer);
  if (integer === value) {
    return !Number.isFinite(value) || text.includes('e') ? numberText(value, false) :
      Object.is(value, -0) ? '-0' : groupInteger(text);
  }
  if (Number.isNaN(value)) return text;
  const decimal = String(value);
  if (decimal.includes('e')) return decimal;
  const point = decimal.indexOf('.');
  return `${groupInteger(decimal.slice(0, point))}.${groupFraction(decimal.slice(point + 1))}`;
}

/** @param {bigint} value @param {boolean} separators */
function bigintText(value, separators) {
  return `${separators ? groupInteger(String(value)) : value}n`;
}

// Terminal control sequences (ECMA-48), with 7-bit and 8-bit introducers: an OSC with its payload up to its terminator,
// or a CSI-like sequence with its parameters and final character.
const CONTROL_SEQUENCE = new RegExp(
  '(?:\\u001B\\]|\\u009D)[^\\u0007\\u001B\\u009C]*(?:\\u0007|\\u001B\\\\|\\u009C)' +
  '|[\\u001B\\u009B][[\\]()#;?]*(?:\\d{1,4}(?:[;:]\\d{0,4})*)?[\\dA-PR-TZcf-nq-uy=><~]', 'g');

/** @param {string} text */
function stripControlSequences(text) {
  return /[\u001b\u009b\u009d]/.test(text) ? text.replace(CONTROL_SEQUENCE, '') : text;
}

const COLOR = /\u001b\[\d\d?m/g;
/** Removes only what inspect's own colors add. */
function removeColors(text) {
  return text.replace(COLOR, '');
}

// Ranges of East Asian wide characters and emoji (Unicode UAX 11, emoji presentation).
function isWide(point) {
  return point >= 0x1100 && (
    point <= 0x115f || point === 0x2329 || point === 0x232a ||
    (point >= 0x2e80 && point <= 0x3247 && point !== 0x303f) ||
    (point >= 0x3250 && point <= 0x4dbf) || (point >= 0x4e00 && point <= 0xa4c6) ||
    (point >= 0xa960 && point <= 0xa97c) || (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) || (point >= 0xfe10 && point <= 0xfe19) ||
    (point >= 0xfe30 && point <= 0xfe6b) || (point >= 0xff01 && point <= 0xff60) ||
    (point >= 0xffe0 && point <= 0xffe6) || (point >= 0x1b000 && point <= 0x1b001) ||
    (point >= 0x1f200 && point <= 0x1f251) || (point >= 0x1f300 && point <= 0x1f64f) ||
    (point >= 0x1f900 && point <= 0x1f9ff) || (point >= 0x20000 && point <= 0x3fffd));
}

function isZeroWidth(point) {
  return point <= 0x1f || (point >= 0x7f && point <= 0x9f) || (point >= 0x300 && point <= 0x36f) ||
    (point >= 0x200b && point <= 0x200f) || (point >= 0x20d0 && point <= 0x20ff) ||
    (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xfe20 && point <= 0xfe2f) ||
    (point >= 0xe0100 && point <= 0xe01ef);
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/**
 * Columns that a text takes on a terminal.
 * @param {string} text
 * @param {boolean} [stripControls]
 */
function getStringWidth(text, stripControls = true) {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  if (stripControls) text = stripControlSequences(text);
  let width = 0;
  for (const character of text.normalize('NFC')) {
    const point = character.codePointAt(0);
    if (isWide(point)) width += 2;
    else if (!isZeroWidth(point)) width++;
  }
  return width;
}

module.exports = {
  bigintText, escapeName, getStringWidth, MIN_SPLIT_WIDTH, numberText, quote, removeColors, stripControlSequences,
};
