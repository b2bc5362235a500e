'use strict';
// The options of compression streams and one-shot functions, checked and put into the form that the natives take.
// Callers: stream.js, one_shot.js and transforms.js.

const { codes } = require('internal/errors');
const {
  checkRangesOrGetDefault, kValidateObjectAllowArray, validateBoolean, validateFiniteNumber, validateObject,
} = require('internal/validators');
const { isByteSource } = require('internal/crypto/util');
const { kMaxLength } = require('buffer');
const constants = require('internal/zlib/constants');

const { ERR_BROTLI_INVALID_PARAM, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_ZSTD_INVALID_PARAM } = codes;

const {
  BROTLI_DECODE, BROTLI_ENCODE, DEFLATE, DEFLATERAW, GUNZIP, GZIP, INFLATE, UNZIP,
  ZSTD_COMPRESS, ZSTD_DECOMPRESS,
} = constants;

// What differs between the families: range and defaults of `flush`, and the flush that writes everything out.
const ZLIB_FAMILY = { lastFlush: 5, flush: 0, finish: 4, fullFlush: 3 };
const BROTLI_FAMILY = { lastFlush: 3, flush: 0, finish: 2, fullFlush: 1 };
const ZSTD_FAMILY = { lastFlush: 2, flush: 0, finish: 2, fullFlush: 1 };

/** @param {number} mode @returns {typeof ZLIB_FAMILY} */
function familyOf(mode) {
  if (mode === BROTLI_DECODE || mode === BROTLI_ENCODE) return BROTLI_FAMILY;
  if (mode === ZSTD_COMPRESS || mode === ZSTD_DECOMPRESS) return ZSTD_FAMILY;
  return ZLIB_FAMILY;
}

const compresses = (mode) => {
  return mode === DEFLATE || mode === GZIP || mode === DEFLATERAW || mode === BROTLI_ENCODE || mode === ZSTD_COMPRESS;
};

// Parameters of an engine set to their defaults.
const DEFAULT_DEFLATE = new Int32Array([15, -1, 8, 0]);
const STREAM_DEFLATE = { level: -1, memory: 8 };
const NO_PARAMETERS = new Int32Array(0);

/**
 * @typedef {object} Settings
 * @property {number} mode
 * @property {Int32Array} values parameters of the engine
 * @property {Uint8Array|undefined} dictionary
 * @property {number} pledged zstd: bytes to come, or -1
 * @property {number} chunkSize
 * @property {number} flush
 * @property {number} finishFlush
 * @property {number} fullFlush
 * @property {number} maxOutputLength
 * @property {boolean} rejectGarbage
 * @property {unknown} info
 */

const defaults = new Map();
function defaultSettings(mode) {
  let settings = defaults.get(mode);
  if (settings === undefined) {
    const family = familyOf(mode);
    settings = {
      mode, values: family === ZLIB_FAMILY ? DEFAULT_DEFLATE : NO_PARAMETERS, dictionary: undefined, pledged: -1,
      chunkSize: constants.Z_DEFAULT_CHUNK, lastFlush: family.lastFlush, flush: family.flush, finishFlush: family.finish, fullFlush: family.fullFlush,
      maxOutputLength: kMaxLength, rejectGarbage: false, info: undefined,
    };
    defaults.set(mode, settings);
  }
  return settings;
}

function chunkSizeOf({ chunkSize: size }, byDefault) {
  if (!validateFiniteNumber(size, 'options.chunkSize')) return byDefault;
  if (size < constants.Z_MIN_CHUNK) {
    throw new ERR_OUT_OF_RANGE('options.chunkSize', `>= ${constants.Z_MIN_CHUNK}`, size);
  }
  return size;
}

/**
 * @param {number} mode @param {object|undefined} options as users pass them
 * @returns {Settings}
 */
function readSettings(mode, options) {
  if (!options) return defaultSettings(mode);
  const family = familyOf(mode);
  const settings = { ...defaultSettings(mode) };
  // The engine's own options come first: of several wrong ones Node names those.
  readEngineOptions(settings, family, options);
  settings.chunkSize = chunkSizeOf(options, constants.Z_DEFAULT_CHUNK);
  settings.flush = flushOf(options, 'flush', family, family.flush);
  settings.finishFlush = flushOf(options, 'finishFlush', family, family.finish);
  settings.maxOutputLength =
    checkRangesOrGetDefault(options.maxOutputLength, 'options.maxOutputLength', 1, kMaxLength, kMaxLength);
  if (options.rejectGarbageAfterEnd !== undefined) {
    validateBoolean(options.rejectGarbageAfterEnd, 'options.rejectGarbageAfterEnd');
    settings.rejectGarbage = options.rejectGarbageAfterEnd;
  }
  settings.info = options.info;
  return settings;
}

// Any number within the range is taken; the engine knows whole ones.
function flushOf(options, name, family, whenMissing) {
  return Math.trunc(checkRangesOrGetDefault(options[name], `options.${name}`, 0, family.lastFlush, whenMissing));
}

function readEngineOptions(settings, family, options) {
  const { mode } = settings;
  if (family === ZLIB_FAMILY) {
    settings.values = deflateValues(windowBitsOf(mode, options), options, STREAM_DEFLATE);
    settings.dictionary = dictionaryOf(options);
  } else if (family === BROTLI_FAMILY) {
    settings.values = pairsOf(options.params, BROTLI_KEYS[mode], ERR_BROTLI_INVALID_PARAM);
    settings.dictionary = dictionaryOf(options);
  } else {
    settings.values = pairsOf(options.params, ZSTD_KEYS[mode], ERR_ZSTD_INVALID_PARAM);
    // zstd's takes anything and uses what has bytes.
    if (isByteSource(options.dictionary)) settings.dictionary = options.dictionary;
    settings.pledged = pledgedSizeOf(mode, options);
  }
}

function windowBitsOf(mode, options) {
  const given = options.windowBits;
  // 0 makes a decompressor take the size from the data's header.
  if ((given == null || given === 0) && (mode === INFLATE || mode === GUNZIP || mode === UNZIP)) return 0;
  // zlib has no raw deflate window of 256 bytes; 512 can be read by the same decompressors. (gzip has none either.)
  const least = mode === GZIP ? 9 : 8;
  const bits = checkRangesOrGetDefault(given, 'options.windowBits', least, 15, 15);
  return bits === 8 && mode === DEFLATERAW ? 9 : bits;
}

function deflateValues(bits, options, defaults) {
  const level = checkRangesOrGetDefault(options.level, 'options.level', -1, 9, defaults.level);
  const memory = checkRangesOrGetDefault(options.memLevel, 'options.memLevel', 1, 9, defaults.memory);
  const strategy = checkRangesOrGetDefault(options.strategy, 'options.strategy', 0, 4, 0);
  return Int32Array.of(bits, level, memory, strategy);
}

function dictionaryOf({ dictionary }) {
  if (dictionary === undefined) return undefined;
  if (!isByteSource(dictionary)) {
    throw new ERR_INVALID_ARG_TYPE('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], dictionary);
  }
  return dictionary;
}

function keysOf(prefix) {
  return new Set(Object.keys(constants).filter((key) => key.startsWith(prefix)).map((key) => constants[key]));
}

const BROTLI_KEYS = {
  [BROTLI_ENCODE]: keysOf('BROTLI_PARAM_'), [BROTLI_DECODE]: new Set([...keysOf('BROTLI_PARAM_'), ...keysOf('BROTLI_DECODER_PARAM_')]),
};
// zstd itself refuses the numbers between its parameters.
function keysUpTo(prefix) {
  const last = Math.max(...keysOf(prefix));
  return { has: (key) => Number.isInteger(key) && key >= 0 && key <= last };
}
const ZSTD_KEYS = { [ZSTD_COMPRESS]: keysUpTo('ZSTD_c_'), [ZSTD_DECOMPRESS]: keysUpTo('ZSTD_d_') };

function pairsOf(params, known, InvalidParam) {
  if (!params) return NO_PARAMETERS;
  const pairs = [];
  for (const name of Object.keys(params)) {
    const key = +name;
    // '00' would set a parameter a second time.
    if (!known.has(key) || `${key}` !== name) throw new InvalidParam(name);
    const value = params[name];
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw new ERR_INVALID_ARG_TYPE('options.params[key]', 'number', value);
    }
    pairs.push(key, +value);
  }
  return Int32Array.from(pairs);
}

function pledgedSizeOf(mode, { pledgedSrcSize: size }) {
  if (size === undefined) return -1;
  if (typeof size !== 'number') {
    throw Object.assign(new TypeError('pledgedSrcSize must be a number'), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  if (!Number.isSafeInteger(size)) {
    throw Object.assign(new RangeError('pledgedSrcSize must be a safe integer'), { code: 'ERR_OUT_OF_RANGE' });
  }
  if (size < 0) {
    throw Object.assign(new RangeError('pledgedSrcSize must be non-negative'), { code: 'ERR_OUT_OF_RANGE' });
  }
  return mode === ZSTD_COMPRESS ? size : -1;
}

// zlib/iter's own defaults: chosen for throughput.
const TRANSFORM_CHUNK = 65536;
const TRANSFORM_DEFLATE = { bits: 15, level: 4, memory: 9 };
const TRANSFORM_BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 20 };

/**
 * The options of zlib/iter's transforms. Unlike the streams they take no flush flags, and both ways know their window's size.
 * @param {number} mode @param {object} options @returns {Settings}
 */
function readTransformSettings(mode, options) {
  const settings = { ...defaultSettings(mode), chunkSize: chunkSizeOf(options, TRANSFORM_CHUNK) };
  settings.dictionary = dictionaryOf(options);
  const family = familyOf(mode);
  if (family === ZLIB_FAMILY) {
    const bits = checkRangesOrGetDefault(options.windowBits, 'options.windowBits', 8, 15, TRANSFORM_DEFLATE.bits);
    settings.values = deflateValues(bits, options, TRANSFORM_DEFLATE);
    return settings;
  }
  const { params = {} } = options;
  validateObject(params, 'options.params', kValidateObjectAllowArray);
  if (family === BROTLI_FAMILY) {
    const own = mode === BROTLI_ENCODE ? { ...TRANSFORM_BROTLI, ...params } : params;
    settings.values = pairsOf(own, BROTLI_KEYS[mode], ERR_BROTLI_INVALID_PARAM);
  } else {
    settings.values = pairsOf(params, ZSTD_KEYS[mode], ERR_ZSTD_INVALID_PARAM);
    settings.pledged = pledgedSizeOf(mode, options);
  }
  return settings;
}

module.exports = { compresses, readSettings, readTransformSettings };
