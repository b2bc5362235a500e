'use strict';
// The public module 'buffer' (Node's documentation, page "Buffer").

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS },
  genericNodeError, lazyDOMException,
} = require('internal/errors');
const { defineLazyProperties, deprecate } = require('internal/util');
const { Buffer, FastBuffer, SlowBuffer, kMaxLength } = require('internal/buffer');
const { inspectLimit } = require('internal/buffer/methods');
const { encodingOps } = require('internal/buffer/encodings');
const { isTypedArray, isUint8Array } = require('internal/buffer/checks');
const native = binding('buffer');

const { kStringMaxLength } = native;

// UTF-8 where none is named; -1 for what is no encoding.
function encodingNumber(encoding) {
  return encodingOps(encoding === undefined || encoding === null || encoding === '' ? 'utf8' : encoding)?.index ?? -1;
}

/**
 * Re-encodes bytes.
 * @param {Uint8Array} source
 * @param {string} fromEncoding utf8, utf16le, latin1 or ascii
 * @param {string} toEncoding the same; characters that it does not have become '?'
 * @returns {Buffer}
 */
function transcode(source, fromEncoding, toEncoding) {
  if (!isUint8Array(source)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  if (source.length === 0) return Buffer.alloc(0);
  const memory = native.transcode(source, encodingNumber(fromEncoding), encodingNumber(toEncoding));
  if (typeof memory !== 'number') return new FastBuffer(memory);
  const code = memory === 10 ? 'U_INVALID_CHAR_FOUND' : 'U_ILLEGAL_ARGUMENT_ERROR';
  throw genericNodeError(`Unable to transcode Buffer [${code}]`, { code, errno: memory });
}

/** The bytes of what isUtf8 and isAscii take. */
function requireInput(input) {
  if (isTypedArray(input) || native.isAnyArrayBuffer(input)) return input;
  throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
}

/** @param {ArrayBuffer | TypedArray} input @returns {boolean} */
function isUtf8(input) {
  return native.isUtf8(requireInput(input));
}

/** @param {ArrayBuffer | TypedArray} input @returns {boolean} */
function isAscii(input) {
  return native.isAscii(requireInput(input));
}

/**
 * HTML, section "Base64 utility methods".
 * @param {any} input every character below U+0100
 * @returns {string}
 */
function btoa(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  const text = native.btoa(`${input}`);
  if (text === undefined) throw lazyDOMException('Invalid character', 'InvalidCharacterError');
  return text;
}

/**
 * HTML, section "Base64 utility methods".
 * @param {any} input
 * @returns {string} one character for each byte
 */
function atob(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  const text = native.atob(`${input}`);
  if (typeof text === 'string') return text;
  const message = text === 1 ? 'The string to be decoded is not correctly encoded.' : 'Invalid character';
  throw lazyDOMException(message, 'InvalidCharacterError');
}

/**
 * @param {string} id from URL.createObjectURL
 * @returns {Blob | undefined}
 */
function resolveObjectURL(id) {
  return require('internal/blob').resolveObjectURL(id);
}

module.exports = {
  Buffer,
  SlowBuffer: deprecate(
    SlowBuffer, 'SlowBuffer() is deprecated. Please use Buffer.allocUnsafeSlow()', 'DEP0030'),
  transcode,
  isUtf8,
  isAscii,
  kMaxLength,
  kStringMaxLength,
  btoa,
  atob,
};

Object.defineProperties(module.exports, {
  constants: {
    __proto__: null,
    value: Object.defineProperties({}, {
      MAX_LENGTH: { __proto__: null, value: kMaxLength, enumerable: true },
      MAX_STRING_LENGTH: { __proto__: null, value: kStringMaxLength, enumerable: true },
    }),
    enumerable: true,
  },
  INSPECT_MAX_BYTES: { __proto__: null, ...inspectLimit, enumerable: true, configurable: true },
});
defineLazyProperties(module.exports, 'internal/blob', ['Blob']);
module.exports.resolveObjectURL = resolveObjectURL;
defineLazyProperties(module.exports, 'internal/file', ['File']);
