'use strict';
// One-shot functions: errors have Node's errno and code, sync and async.
const assert = require('assert');
const zlib = require('zlib');

const cases = [
  [() => zlib.gunzipSync(zlib.gzipSync('hello').subarray(0, 10)), { errno: -5, code: 'Z_BUF_ERROR', message: 'unexpected end of file' }],
  [() => zlib.gunzipSync(Buffer.from('no gzip')), { errno: -3, code: 'Z_DATA_ERROR', message: 'incorrect header check' }],
  [() => zlib.brotliDecompressSync(Buffer.from('hello world')), { errno: -6, code: 'ERR__ERROR_FORMAT_CL_SPACE' }],
  [() => zlib.zstdDecompressSync(Buffer.from('hello world')), { errno: 10, code: 'ZSTD_error_prefix_unknown' }],
  [() => zlib.gunzipSync(zlib.gzipSync(Buffer.alloc(1000)), { maxOutputLength: 10 }), { code: 'ERR_BUFFER_TOO_LARGE' }],
  [() => zlib.inflateSync(zlib.deflateSync('a', { dictionary: Buffer.from('abcd') })), { code: 'Z_NEED_DICT', message: 'Missing dictionary' }],
  [() => zlib.createGzip({ chunkSize: 1 }), { code: 'ERR_OUT_OF_RANGE' }],
  [() => zlib.createBrotliCompress({ params: { 999: 1 } }), { code: 'ERR_BROTLI_INVALID_PARAM' }],
  [() => zlib.createZstdCompress({ params: { [zlib.constants.ZSTD_c_windowLog]: 99 } }), { code: 'ERR_ZLIB_INITIALIZATION_FAILED' }],
  [() => zlib.gzipSync(1), { code: 'ERR_INVALID_ARG_TYPE' }],
];
for (const [run, expected] of cases) assert.throws(run, expected);

let called = 0;
zlib.gunzip(Buffer.from('no gzip'), (error, result) => {
  assert.strictEqual(error.code, 'Z_DATA_ERROR');
  assert.strictEqual(result, undefined);
  called++;
});
process.on('exit', () => assert.strictEqual(called, 1));
