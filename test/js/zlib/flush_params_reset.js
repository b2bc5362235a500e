'use strict';
// flush() makes the data so far readable, params() changes the level between, reset() starts anew.
const assert = require('assert');
const zlib = require('zlib');

const deflate = zlib.createDeflate({ level: 9 });
const chunks = [];
let order = '';
deflate.on('data', (chunk) => chunks.push(chunk));
deflate.write('first');
deflate.flush(() => {
  order += 'f';
  assert.strictEqual(zlib.inflateSync(Buffer.concat(chunks), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString(), 'first');
  deflate.params(0, zlib.constants.Z_DEFAULT_STRATEGY, (error) => {
    assert.ifError(error);
    order += 'p';
    deflate.end('second', () => { order += 'e'; });
  });
});
deflate.on('end', () => {
  order += 'E';
  assert.strictEqual(deflate.bytesWritten, 11);
  assert.strictEqual(zlib.inflateSync(Buffer.concat(chunks)).toString(), 'firstsecond');
});
const gzip = zlib.createGzip();
gzip.reset();
gzip.close();
assert.throws(() => gzip.reset(), { code: 'ERR_INTERNAL_ASSERTION' });
process.on('exit', () => assert.strictEqual([...order].sort().join(''), 'Eefp'));
