'use strict';
// The convenience functions (zlib.gzip, zlib.gzipSync ...): one native call for the whole input, on a pool thread or at once.
// Callers: lib/zlib.js. Rule: `info: true` alone takes a stream, which it has to give to the caller as `engine`.

const native = binding('zlib');
const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { isByteSource } = require('internal/crypto/util');
const { isTypedArray } = require('internal/util/types');
const { Buffer } = require('buffer');
const { compresses, readSettings } = require('internal/zlib/options');
const { ZSTD_COMPRESS } = require('internal/zlib/constants');

const { ERR_INVALID_ARG_TYPE } = codes;

const kLargestGuess = 64 << 20;

// The output's first guess: a compressor's output is hardly ever longer than its input (zlib.h, deflateBound).
function firstSize(settings, inputSize) {
  if (compresses(settings.mode)) return inputSize + (inputSize >>> 8) + 128;
  return Math.min(Math.max(inputSize * 4, 1024), kLargestGuess);
}

const trueSize = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'byteLength').get;

// An own property may give a typed array another size than it has.
function sizeOf(input) {
  if (typeof input === 'string') return input.length;
  const size = input.byteLength;
  if (isTypedArray(input) && size > Reflect.apply(trueSize, input, [])) {
    throw Object.assign(new RangeError('input buffer is out of bounds'), { code: 'ERR_OUT_OF_RANGE' });
  }
  return size;
}

function run(settings, input, callback) {
  const size = sizeOf(input);
  // zstd's frame tells the input's size when it was all there at the end; Node's callbacks stand for a stream, which is not so.
  const inputFlush = callback !== undefined && settings.mode === ZSTD_COMPRESS ? settings.flush : -1;
  return native.oneShot(settings.mode, settings.values, settings.dictionary, settings.pledged, input, inputFlush,
                        settings.finishFlush, firstSize(settings, size), settings.maxOutputLength,
                        settings.rejectGarbage, callback);
}

/**
 * @param {Function} Class of the stream with the same effect @param {number} mode
 * @returns {Function} (buffer, options) => Buffer
 */
function makeSync(Class, mode) {
  return function(buffer, options) {
    if (typeof buffer !== 'string' && !isByteSource(buffer)) {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], buffer);
    }
    const settings = readSettings(mode, options);
    if (settings.info) {
      const engine = new Class(options);
      return { buffer: engine._processChunk(bytesOf(buffer), settings.finishFlush), engine };
    }
    return Buffer.from(run(settings, buffer, undefined));
  };
}

function bytesOf(buffer) {
  if (typeof buffer === 'string') return Buffer.from(buffer);
  return ArrayBuffer.isView(buffer) ? buffer : Buffer.from(buffer);
}

/**
 * @param {Function} Class of the stream with the same effect @param {number} mode
 * @returns {Function} (buffer, options, callback)
 */
function makeAsync(Class, mode) {
  return function(buffer, options, callback) {
    if (typeof options === 'function') {
      callback = options;
      options = undefined;
    }
    validateFunction(callback, 'callback');
    const settings = readSettings(mode, options);
    if (typeof buffer === 'string') {
      buffer = Buffer.from(buffer);
    } else if (buffer == null) {
      buffer = Buffer.alloc(0);
    } else if (!isByteSource(buffer)) {
      throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
    }
    // The stream that `info` promises is made, used for nothing else and closed with the answer.
    const engine = settings.info ? new Class(options) : undefined;
    // An engine that refuses its parameters is the caller's mistake: thrown, not handed to the callback.
    if (options?.params && engine === undefined) new Class(options).close();
    run(settings, buffer, (error, output) => {
      if (error) return callback(error);
      const result = Buffer.from(output);
      if (engine === undefined) return callback(null, result);
      engine.bytesWritten = buffer.byteLength;
      engine.close();
      callback(null, { buffer: result, engine });
    });
  };
}

module.exports = { makeAsync, makeSync };
