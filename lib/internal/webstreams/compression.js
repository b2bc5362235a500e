'use strict';

// CompressionStream and DecompressionStream (https://compression.spec.whatwg.org/).
// Callers: stream/web, the globals.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { finishClass } = require('internal/webstreams/util');

const formats = {
  '__proto__': null,
  'deflate': ['createDeflate', 'createInflate'],
  'deflate-raw': ['createDeflateRaw', 'createInflateRaw'],
  'gzip': ['createGzip', 'createGunzip'],
  'brotli': ['createBrotliCompress', 'createBrotliDecompress'],
};

/** What may be written: unshared bytes, and text, which Node takes as UTF-8. */
function checkChunk(chunk) {
  if (chunk === null || typeof chunk === 'string') return;  // write() has an error of its own for null
  const buffer = ArrayBuffer.isView(chunk) ? chunk.buffer : chunk;
  if (!(buffer instanceof ArrayBuffer)) {
    throw new ERR_INVALID_ARG_TYPE('chunk', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
}

/** The specification has every failure as a TypeError. */
function mapError(error) {
  if (error instanceof TypeError) return error;
  const mapped = new TypeError(error.message, { cause: error });
  mapped.code = error.code;
  return mapped;
}

/** @param {0 | 1} direction to compress, to decompress */
function makePair(format, direction) {
  const names = formats[format];
  if (names === undefined) {
    throw new ERR_INVALID_ARG_VALUE('format', format, `must be one of: ${Object.keys(formats).map((f) => `'${f}'`).join(', ')}`);
  }
  const { newReadableWritablePairFromDuplex } = require('internal/webstreams/adapters');
  // The specification has bytes after the end of the compressed data as an error.
  const options = direction === 1 ? { rejectGarbageAfterEnd: true } : undefined;
  return newReadableWritablePairFromDuplex(require('zlib')[names[direction]](options), { checkChunk, mapError });
}

class CompressionStream {
  #transform;

  /** @param {'deflate' | 'deflate-raw' | 'gzip' | 'brotli'} format */
  constructor(format) {
    this.#transform = makePair(format, 0);
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}

class DecompressionStream {
  #transform;

  /** @param {'deflate' | 'deflate-raw' | 'gzip' | 'brotli'} format */
  constructor(format) {
    this.#transform = makePair(format, 1);
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}

for (const Class of [CompressionStream, DecompressionStream]) {
  finishClass(Class, ['readable', 'writable'], (self) => ({ readable: self.readable, writable: self.writable }));
}

module.exports = { CompressionStream, DecompressionStream };
