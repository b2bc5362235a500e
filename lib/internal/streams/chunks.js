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

module.exports = { isUint8Array, toBuffer };
