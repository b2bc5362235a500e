'use strict';
// A stream of zstd does not know its input's size when it begins, nor do the callbacks that stand for one; end(chunk) behind
// another chunk ends two frames. Bytes as Node writes them.
const assert = require('assert');
const zlib = require('zlib');

const hello = Buffer.from('hello');

assert.strictEqual(zlib.zstdCompressSync(hello).toString('hex'), '28b52ffd200529000068656c6c6f');
zlib.zstdCompress(hello, (error, result) => {
  assert.ifError(error);
  assert.strictEqual(result.toString('hex'), '28b52ffd005829000068656c6c6f');
  assert.deepStrictEqual(zlib.zstdDecompressSync(result), hello);
});
zlib.zstdCompress('', (error, result) => {
  assert.ifError(error);
  assert.strictEqual(result.toString('hex'), '28b52ffd0058010000');
});

const stream = zlib.createZstdCompress();
const parts = [];
stream.on('data', (part) => parts.push(part)).on('end', () => {
  const bytes = Buffer.concat(parts);
  assert.strictEqual(bytes.toString('hex'), '28b52ffd0058110000616228b52ffd2000010000');
  assert.strictEqual(zlib.zstdDecompressSync(bytes).toString(), 'ab');
});
stream.write('a');
stream.end('b');
