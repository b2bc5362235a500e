'use strict';

// What a byte stream accepts as a chunk, and how it becomes a Buffer.
// Callers: Readable.push, Writable.write, the public stream module.

const { Buffer } = require('buffer');

/** @param {ArrayBufferView} view @returns {Buffer} over the same bytes */
function toBuffer(view) {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

function isUint8Array(value) {
  return value instanceof Uint8Array || Object.prototype.toString.call(value) === '[object Uint8Array]';
}

/** Throws ERR_UNKNOWN_ENCODING for what no Buffer method takes. */
function checkEncoding(encoding) {
  if (Buffer.isEncoding(encoding)) return;
  const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
  throw new ERR_UNKNOWN_ENCODING(encoding);
}

module.exports = { checkEncoding, isUint8Array, toBuffer };
