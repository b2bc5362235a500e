'use strict';

// Of several wrong options the engine's own is named; parameters that an engine refuses are thrown by the callback form
// too; zstd takes whatever stands for a dictionary.

const assert = require('assert');
const zlib = require('zlib');

assert.throws(() => zlib.createDeflate({ chunkSize: 1, level: 99 }), /options\.level/);
assert.throws(() => zlib.createInflate({ flush: 99, dictionary: 5 }), /options\.dictionary/);
assert.throws(() => zlib.createBrotliCompress({ flush: 99, params: { 201: 1 } }), { code: 'ERR_BROTLI_INVALID_PARAM' });
assert.throws(() => zlib.createZstdCompress({ chunkSize: 1, pledgedSrcSize: -1 }), /pledgedSrcSize/);

const refused = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 3, 1: 99 } };
assert.throws(() => zlib.zstdCompress('abc', refused, () => assert.fail('called')), { code: 'ERR_ZLIB_INITIALIZATION_FAILED' });

const compressed = zlib.zstdCompressSync('abc', { dictionary: 'text' });
assert.strictEqual(zlib.zstdDecompressSync(compressed, { dictionary: null }).toString(), 'abc');
