'use strict';
// node:zlib/iter, behind --experimental-stream-iter: compression as transforms of stream/iter. How they work:
// internal/zlib/transforms.

const constants = require('internal/zlib/constants');
const { makeTransform, makeTransformSync } = require('internal/zlib/transforms');

process.emitWarning('zlib/iter is an experimental feature and might change at any time', 'ExperimentalWarning');

const compressors = {
  compressGzip: constants.GZIP,
  compressDeflate: constants.DEFLATE,
  compressBrotli: constants.BROTLI_ENCODE,
  compressZstd: constants.ZSTD_COMPRESS,
};
const decompressors = {
  decompressGzip: constants.GUNZIP,
  decompressDeflate: constants.INFLATE,
  decompressBrotli: constants.BROTLI_DECODE,
  decompressZstd: constants.ZSTD_DECOMPRESS,
};

for (const group of [compressors, decompressors]) {
  for (const [name, mode] of Object.entries(group)) module.exports[name] = makeTransform(name, mode);
  for (const [name, mode] of Object.entries(group)) module.exports[`${name}Sync`] = makeTransformSync(`${name}Sync`, mode);
}
