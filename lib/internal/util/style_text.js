'use strict';
// util.styleText: text with the escape codes of one or more styles. Callers: lib/util.js.

const { codes } = require('internal/errors');
const { validateBoolean, validateObject, validateOneOf, validateString } = require('internal/validators');
const { inspect } = require('internal/util/inspect');

const BOLD_OFF = 22;
const HEX_COLOR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
const escapeCode = (code) => `\u001b[${code}m`;

// '#fa0' or '#ffaa00' as a 24-bit foreground color.
function hexCodes(format) {
  if (!HEX_COLOR.test(format)) {
    throw new codes.ERR_INVALID_ARG_VALUE('format', format, 'must be a valid hex color (#RGB or #RRGGBB)');
  }
  const digits = format.length === 4 ? format.slice(1).replace(/./g, '$&$&') : format.slice(1);
  const value = Number.parseInt(digits, 16);
  return [`38;2;${value >> 16};${(value >> 8) & 255};${value & 255}`, 39];
}

function codesOf(format) {
  const known = typeof format === 'string' ? inspect.colors[format] : undefined;
  if (known !== undefined) return known;
  if (typeof format === 'string' && format[0] === '#') return hexCodes(format);
  return validateOneOf(format, 'format', Object.getOwnPropertyNames(inspect.colors));
}

// A code inside the text that ends this style starts it again: the rest of the text keeps it.
function reopen(text, open, close) {
  const end = escapeCode(close);
  const start = escapeCode(open);
  // Bold and dim share their end, so that the end itself must stay.
  const again = close === BOLD_OFF ? end + start : start;
  let result = '';
  let from = 0;
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, from)) {
    const after = at + end.length;
    result += text.slice(from, at) + (after === text.length || close === 0 ? end : again);
    from = after;
  }
  return result + text.slice(from);
}

function checkStream(stream) {
  const { isNodeStream, isReadableStream, isWritableStream } = require('internal/streams/utils');
  if (!isReadableStream(stream) && !isWritableStream(stream) && !isNodeStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
}

/**
 * @param {string|string[]} format names of inspect.colors, hex colors, 'none'
 * @param {string} text
 * @param {{validateStream?: boolean, stream?: object}} [options]
 * @returns {string}
 */
function styleText(format, text, options) {
  validateString(text, 'text');
  if (options !== undefined) validateObject(options, 'options');
  const validateStream = options?.validateStream ?? true;
  let plain = false;
  if (validateStream) {
    validateBoolean(validateStream, 'options.validateStream');
    const stream = options?.stream ?? process.stdout;
    checkStream(stream);
    plain = !require('internal/util/colors').shouldColorize(stream);
  }
  let before = '';
  let after = '';
  let body = text;
  for (const one of Array.isArray(format) ? format : [format]) {
    if (one === 'none') continue;
    const { 0: open, 1: close } = codesOf(one);
    before += escapeCode(open);
    after = escapeCode(close) + after;
    body = reopen(body, open, close);
  }
  return plain ? text : before + body + after;
}

module.exports = { styleText };
