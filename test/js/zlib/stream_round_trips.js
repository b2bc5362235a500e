'use strict';
// Every pair of classes as streams, with small chunks and a slow reader.
const assert = require('assert');
const zlib = require('zlib');
const { pipeline, Readable, Writable } = require('stream');

const sample = Buffer.alloc(300000, 'Phasor compresses this text. ');
for (let i = 0; i < sample.length; i += 7) sample[i] = (i * i) & 255;
const pairs = [['Gzip', 'Gunzip'], ['Deflate', 'Inflate'], ['DeflateRaw', 'InflateRaw'], ['Gzip', 'Unzip'],
               ['BrotliCompress', 'BrotliDecompress'], ['ZstdCompress', 'ZstdDecompress']];
let done = 0;
for (const [compress, expand] of pairs) {
  const parts = [];
  const slow = new Writable({
    highWaterMark: 1024,
    write(chunk, encoding, callback) {
      parts.push(chunk);
      setImmediate(callback);
    },
  });
  const source = Readable.from((function* () {
    for (let i = 0; i < sample.length; i += 10000) yield sample.subarray(i, i + 10000);
  })());
  pipeline(source, zlib[`create${compress}`]({ chunkSize: 1000 }), zlib[`create${expand}`](), slow, (error) => {
    assert.ifError(error);
    assert.ok(Buffer.concat(parts).equals(sample), `${compress} ${expand}`);
    done++;
  });
}
process.on('exit', () => assert.strictEqual(done, pairs.length));
