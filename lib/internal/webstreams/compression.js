'use strict';

// CompressionStream and DecompressionStream (https://compression.spec.whatwg.org/).
// Callers: stream/web, the globals.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { isSharedArrayBuffer } = require('internal/util/types');
const { convertEnum } = require('internal/webidl');
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
  const buffer = ArrayBuffer.isView(chunk) ? chunk.buffer : chunk;
  if (isSharedArrayBuffer(buffer)) {  // for everything else write() has an error of its own
    throw new ERR_INVALID_ARG_TYPE('chunk', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
}

/** The specification has every failure as a TypeError. */
function mapError(error) {
  if (error instanceof TypeError) return error;
  const mapped = new TypeError(undefined, { cause: error });
  mapped.code = error.code;
  return mapped;
}

/** @param {0 | 1} direction to compress, to decompress */
function makePair(format, direction) {
  const name = direction === 0 ? 'CompressionStream' : 'DecompressionStream';
  const names = formats[convertEnum(format, name, 'CompressionFormat', Object.keys(formats))];
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
