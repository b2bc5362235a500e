'use strict';

// CompressionStream and DecompressionStream (https://compression.spec.whatwg.org/).
// Callers: stream/web, the globals.

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { checkBrand, finishClass, hiddenState, kState } = require('internal/webstreams/util');

const formats = {
  '__proto__': null,
  'deflate': ['createDeflate', 'createInflate'],
  'deflate-raw': ['createDeflateRaw', 'createInflateRaw'],
  'gzip': ['createGzip', 'createGunzip'],
  'brotli': ['createBrotliCompress', 'createBrotliDecompress'],
};

/** @param {0 | 1} direction to compress, to decompress */
function makePair(format, direction) {
  const names = formats[format];
  if (names === undefined) {
    throw new ERR_INVALID_ARG_VALUE('format', format, `must be one of: ${Object.keys(formats).map((f) => `'${f}'`).join(', ')}`);
  }
  const { newReadableWritablePairFromDuplex } = require('internal/webstreams/adapters');
  // The specification has bytes after the end of the compressed data as an error.
  const options = direction === 1 && format !== 'brotli' ? { rejectGarbageAfterEnd: true } : undefined;
  return newReadableWritablePairFromDuplex(require('zlib')[names[direction]](options));
}

class CompressionStream {
  /** @param {'deflate' | 'deflate-raw' | 'gzip' | 'brotli'} format */
  constructor(format) {
    hiddenState(this, { isOf: CompressionStream, transform: makePair(format, 0) });
  }

  get readable() {
    checkBrand(this, CompressionStream);
    return this[kState].transform.readable;
  }

  get writable() {
    checkBrand(this, CompressionStream);
    return this[kState].transform.writable;
  }
}

class DecompressionStream {
  /** @param {'deflate' | 'deflate-raw' | 'gzip' | 'brotli'} format */
  constructor(format) {
    hiddenState(this, { isOf: DecompressionStream, transform: makePair(format, 1) });
  }

  get readable() {
    checkBrand(this, DecompressionStream);
    return this[kState].transform.readable;
  }

  get writable() {
    checkBrand(this, DecompressionStream);
    return this[kState].transform.writable;
  }
}

for (const Class of [CompressionStream, DecompressionStream]) {
  finishClass(Class, ['readable', 'writable'], (self) => ({ readable: self.readable, writable: self.writable }));
}

module.exports = { CompressionStream, DecompressionStream };
