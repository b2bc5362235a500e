'use strict';
// The public module 'zlib' (https://nodejs.org/docs/latest-v24.x/api/zlib.html). Streams: internal/zlib/stream; the
// functions over whole buffers: internal/zlib/one_shot.

const native = binding('zlib');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateUint32 } = require('internal/validators');
const constants = require('internal/zlib/constants');
const classes = require('internal/zlib/stream');
const { makeAsync, makeSync } = require('internal/zlib/one_shot');

/**
 * @param {string|ArrayBufferView} data @param {number} [value] the CRC of what came before
 * @returns {number} CRC-32 (ISO 3309)
 */
function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  validateUint32(value, 'value');
  return native.crc32(data, value >>> 0);  // -0 is a value, too
}

const codes = {};
for (const name of ['Z_OK', 'Z_STREAM_END', 'Z_NEED_DICT', 'Z_ERRNO', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR',
                    'Z_BUF_ERROR', 'Z_VERSION_ERROR']) {
  codes[name] = constants[name];
}
for (const name of Object.keys(codes)) codes[codes[name]] = name;

module.exports = {
  crc32,
  Deflate: classes.Deflate,
  Inflate: classes.Inflate,
  Gzip: classes.Gzip,
  Gunzip: classes.Gunzip,
  DeflateRaw: classes.DeflateRaw,
  InflateRaw: classes.InflateRaw,
  Unzip: classes.Unzip,
  BrotliCompress: classes.BrotliCompress,
  BrotliDecompress: classes.BrotliDecompress,
  ZstdCompress: classes.ZstdCompress,
  ZstdDecompress: classes.ZstdDecompress,
};

const functions = {
  deflate: ['Deflate', constants.DEFLATE],
  gzip: ['Gzip', constants.GZIP],
  deflateRaw: ['DeflateRaw', constants.DEFLATERAW],
  unzip: ['Unzip', constants.UNZIP],
  inflate: ['Inflate', constants.INFLATE],
  gunzip: ['Gunzip', constants.GUNZIP],
  inflateRaw: ['InflateRaw', constants.INFLATERAW],
  brotliCompress: ['BrotliCompress', constants.BROTLI_ENCODE],
  brotliDecompress: ['BrotliDecompress', constants.BROTLI_DECODE],
  zstdCompress: ['ZstdCompress', constants.ZSTD_COMPRESS],
  zstdDecompress: ['ZstdDecompress', constants.ZSTD_DECOMPRESS],
};
for (const [name, [className, mode]] of Object.entries(functions)) {
  module.exports[name] = makeAsync(classes[className], mode);
  module.exports[`${name}Sync`] = makeSync(classes[className], mode);
}

function defineFixed(name, value, enumerable) {
  Object.defineProperty(module.exports, name, { __proto__: null, value, enumerable, writable: false, configurable: false });
}

for (const name of ['Deflate', 'Inflate', 'DeflateRaw', 'InflateRaw', 'Gzip', 'Gunzip', 'Unzip', 'BrotliCompress',
                    'BrotliDecompress', 'ZstdCompress', 'ZstdDecompress']) {
  const Class = classes[name];
  const create = { [`create${name}`]: function(options) { return new Class(options); } }[`create${name}`];
  Object.defineProperty(module.exports, `create${name}`, {
    __proto__: null, value: create, enumerable: true, writable: false, configurable: true,
  });
}
defineFixed('constants', constants, true);
defineFixed('codes', Object.freeze(codes), true);

// Node's older way to the constants: the module's own properties.
for (const [name, value] of Object.entries(constants)) {
  if (!name.startsWith('BROTLI')) defineFixed(name, value, false);
}
