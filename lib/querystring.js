'use strict';
// The public module 'querystring' (Node's documentation, page "Query string"). Independent of url.js, which calls it for
// url.parse(..., true). Most queries need no decoding at all: those are sliced, never decoded.

const { codes: { ERR_INVALID_URI } } = require('internal/errors');

/** The value of one hexadecimal digit's character code, or -1. */
function hexValue(code) {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 0x20;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/**
 * Percent-decodes to bytes; malformed escapes stay as they are. Characters count as one byte each.
 * @param {string|{length: number}} input of something else than a string as many characters of its text are taken as it is long
 * @param {boolean} [decodeSpaces] whether '+' means a space
 * @returns {Buffer}
 */
function unescapeBuffer(input, decodeSpaces) {
  const { Buffer } = require('buffer');
  const out = Buffer.allocUnsafe(input.length);
  const s = `${input}`;
  let size = 0;
  for (let i = 0; i < out.length; i++) {
    let code = s.charCodeAt(i);
    if (code === 37) {
      const high = hexValue(s.charCodeAt(i + 1));
      const low = hexValue(s.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        code = (high << 4) | low;
        i += 2;
      }
    } else if (code === 43 && decodeSpaces) {
      code = 32;
    }
    out[size++] = code;
  }
  return size === out.length ? out : out.slice(0, size);
}

/**
 * @param {string} s
 * @param {boolean} [decodeSpaces]
 * @returns {string}
 */
function qsUnescape(s, decodeSpaces) {
  try {
    return decodeURIComponent(s);
  } catch {
    return QueryString.unescapeBuffer(s, decodeSpaces).toString();
  }
}

/**
 * @param {any} str
 * @returns {string}
 */
function qsEscape(str) {
  if (typeof str !== 'string') str = typeof str === 'object' ? String(str) : `${str}`;
  return percentEncode(str);
}

// What has none of these is not decoded, whatever other % are in it.
const kEscaped = /%[0-9a-fA-F]{2}/;
const kNeedsEscape = /[^A-Za-z0-9\-_.!~*'()]/;

function percentEncode(str) {
  if (!kNeedsEscape.test(str)) return str;
  try {
    return encodeURIComponent(str);
  } catch {
    return encodeURIComponent(pairSurrogates(str));
  }
}

/** Makes a pair of every surrogate and whatever follows it, as Node does; one at the end is an error. */
function pairSurrogates(str) {
  let out = '';
  for (let i = 0; i < str.length; i++) {
    const unit = str.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) {
      out += str[i];
      continue;
    }
    if (++i === str.length) throw new ERR_INVALID_URI();
    out += String.fromCodePoint(0x10000 + (((unit & 0x3ff) << 10) | (str.charCodeAt(i) & 0x3ff)));
  }
  return out;
}

/** What a value of the object prints as; anything that is not a scalar prints as nothing. */
function scalarText(value) {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return Number.isFinite(value) ? `${value}` : '';
    case 'bigint':
    case 'boolean': return `${value}`;
    default: return '';
  }
}

/**
 * @param {object} obj
 * @param {string} [sep]
 * @param {string} [eq]
 * @param {{encodeURIComponent?: (s: string) => string}} [options]
 * @returns {string}
 */
function stringify(obj, sep, eq, options) {
  sep ||= '&';
  eq ||= '=';
  if (obj === null || typeof obj !== 'object') return '';
  let encode = QueryString.escape;
  if (options && typeof options.encodeURIComponent === 'function') encode = options.encodeURIComponent;
  let out = '';
  for (const key of Object.keys(obj)) {
    const value = obj[key];
    const start = `${encode(key)}${eq}`;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) {
        out += `${out === '' ? '' : sep}${start}${encode(scalarText(value[i]))}`;
      }
    } else {
      out += `${out === '' ? '' : sep}${start}${encode(scalarText(value))}`;
    }
  }
  return out;
}

function decodeWith(decode, text) {
  try {
    return decode(text);
  } catch {
    return QueryString.unescape(text, true);
  }
}

/**
 * @param {string} qs
 * @param {string} [sep]
 * @param {string} [eq]
 * @param {{maxKeys?: number, decodeURIComponent?: (s: string) => string}} [options]
 * @returns {Record<string, string | string[]>} without a prototype
 */
function parse(qs, sep, eq, options) {
  const result = { __proto__: null };
  if (typeof qs !== 'string' || qs.length === 0) return result;
  sep = sep ? `${sep}` : '&';
  eq = eq ? `${eq}` : '=';
  let left = 1000;
  if (options && typeof options.maxKeys === 'number') left = options.maxKeys > 0 ? options.maxKeys : -1;
  let decode = QueryString.unescape;
  if (options && typeof options.decodeURIComponent === 'function') decode = options.decodeURIComponent;
  const custom = decode !== qsUnescape;
  const text = (piece) => {
    if (piece === '') return piece;
    if (piece.includes('+')) piece = piece.replaceAll('+', custom ? '%20' : ' ');
    return custom || kEscaped.test(piece) ? decodeWith(decode, piece) : piece;
  };
  const find = sep.length === 1 && eq.length === 1 ? findShort : findLong;
  let end = -1;
  for (let start = 0; end < qs.length && left !== 0; start = end + sep.length) {
    let mark;
    ({ end, mark } = find(qs, start, sep, eq));
    left--;  // Empty pieces count as well: the limit bounds the work, not only the result.
    if (end > start) {
      const key = text(qs.slice(start, mark === -1 ? end : mark));
      addPair(result, key, mark === -1 ? '' : text(qs.slice(mark + eq.length, end)));
    }
  }
  return result;
}

/**
 * Where a piece ends, and where its first `eq` is (-1: it has none).
 * @param {string} qs @param {number} start @param {string} sep @param {string} eq
 */
function findShort(qs, start, sep, eq) {
  let end = qs.indexOf(sep, start);
  if (end === -1) end = qs.length;
  const mark = qs.indexOf(eq, start);
  return { end, mark: mark < end ? mark : -1 };
}

// As findShort(). A character that begins or goes on with the separator is looked at for nothing else, and what
// interrupts a separator or an `eq` does not begin another one, as in Node: it matters only where the two share characters.
function findLong(qs, start, sep, eq) {
  let inSeparator = 0;
  let inEq = 0;
  let mark = eq === '' ? start : -1;
  for (let i = start; i < qs.length; i++) {
    if (qs[i] === sep[inSeparator]) {
      if (++inSeparator === sep.length) return { end: i + 1 - sep.length, mark };
      continue;
    }
    inSeparator = 0;
    if (mark !== -1) continue;
    inEq = qs[i] === eq[inEq] ? inEq + 1 : 0;
    if (inEq === eq.length) mark = i + 1 - eq.length;
  }
  return { end: qs.length, mark };
}

function addPair(result, key, value) {
  const present = result[key];
  if (present === undefined) result[key] = value;
  else if (Array.isArray(present)) present.push(value);
  else result[key] = [present, value];
}

// Users may replace its functions, which then work for one another.
const QueryString = module.exports = {
  unescapeBuffer,
  unescape: qsUnescape,
  escape: qsEscape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};
