'use strict';
// The encodings of Buffer as objects: what each does natively, under every name it goes by. Callers: lib/internal/buffer,
// and modules that turn strings into bytes. The natives are methods: `this` is the bytes.

const native = binding('buffer');
const {
  asciiSlice, base64Slice, base64Write, base64urlSlice, base64urlWrite, byteLengthUtf8, hexSlice, hexWrite,
  latin1Slice, latin1Write, ucs2Slice, ucs2Write, utf8Slice, utf8Write, writeLatin1, writeUtf8,
} = native;

/**
 * Writes text; the range is inside of `bytes`, and below 2^32. Both calls do the same: the first is quick for most
 * strings but cannot reach the memory of some small arrays, and says so with -1.
 */
function putUtf8(bytes, text, offset, length) {
  const written = writeUtf8(bytes, text, offset, length);
  return written >= 0 ? written : utf8Write.call(bytes, text, offset, length);
}

function putLatin1(bytes, text, offset, length) {
  const written = writeLatin1(bytes, text, offset, length);
  return written >= 0 ? written : latin1Write.call(bytes, text, offset, length);
}

/** How both latin1 and ascii are written: the low byte of every unit. */
function writeUnits(bytes, text, offset, length) {
  return latin1Write.call(bytes, text, offset, length);
}

/**
 * @typedef {object} EncodingOps
 * @property {string} name
 * @property {number} index as the natives count (src/base/text_encoding.h)
 * @property {(text: string) => number} byteLength may be more than what is written, for base64 and hex
 * @property {(bytes: Uint8Array, text: string, offset: number, length: number) => number} write
 * @property {(bytes: Uint8Array, start: number, end: number) => string} slice
 */

/** Bytes that base64 text decodes to, going by its length and padding alone. */
function base64ByteLength(text) {
  const size = text.length;
  let padding = 0;
  if (size > 1 && text.charCodeAt(size - 1) === 61) padding = text.charCodeAt(size - 2) === 61 ? 2 : 1;
  return Math.floor((size - padding) * 3 / 4);
}

/** @type {EncodingOps[]} */
const all = [
  {
    name: 'utf8',
    index: 0,
    byteLength: byteLengthUtf8,
    write: (bytes, text, offset, length) => utf8Write.call(bytes, text, offset, length),
    slice: (bytes, start, end) => utf8Slice.call(bytes, start, end),
  },
  {
    name: 'utf16le',
    index: 1,
    byteLength: (text) => text.length * 2,
    write: (bytes, text, offset, length) => ucs2Write.call(bytes, text, offset, length),
    slice: (bytes, start, end) => ucs2Slice.call(bytes, start, end),
  },
  {
    name: 'latin1',
    index: 2,
    byteLength: (text) => text.length,
    write: writeUnits,
    slice: (bytes, start, end) => latin1Slice.call(bytes, start, end),
  },
  {
    name: 'ascii',
    index: 3,
    byteLength: (text) => text.length,
    write: writeUnits,
    slice: (bytes, start, end) => asciiSlice.call(bytes, start, end),
  },
  {
    name: 'base64',
    index: 4,
    byteLength: base64ByteLength,
    write: (bytes, text, offset, length) => base64Write.call(bytes, text, offset, length),
    slice: (bytes, start, end) => base64Slice.call(bytes, start, end),
  },
  {
    name: 'base64url',
    index: 5,
    byteLength: base64ByteLength,
    write: (bytes, text, offset, length) => base64urlWrite.call(bytes, text, offset, length),
    slice: (bytes, start, end) => base64urlSlice.call(bytes, start, end),
  },
  {
    name: 'hex',
    index: 6,
    byteLength: (text) => text.length >>> 1,
    write: (bytes, text, offset, length) => hexWrite.call(bytes, text, offset, length),
    slice: (bytes, start, end) => hexSlice.call(bytes, start, end),
  },
];
const [utf8, utf16le, latin1] = all;

/** @param {EncodingOps} ops @returns {boolean} whether a unit of text is written as its low byte: latin1, ascii */
function writesUnits(ops) {
  return ops.write === writeUnits;
}

const byName = { __proto__: null };
for (const ops of all) byName[ops.name] = ops;
byName['utf-8'] = utf8;
byName['utf-16le'] = byName['ucs2'] = byName['ucs-2'] = utf16le;
byName['binary'] = latin1;

/**
 * @param {any} encoding a name in any case
 * @returns {EncodingOps | undefined} undefined for an unknown one
 */
function encodingOps(encoding) {
  return byName[encoding] ?? byName[`${encoding}`.toLowerCase()];
}

module.exports = { encodingOps, latin1, putLatin1, putUtf8, utf8, writesUnits };
