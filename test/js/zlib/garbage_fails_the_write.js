'use strict';
// With rejectGarbageAfterEnd the callbacks of the write and of what waits behind it get the error, before 'error'.
const assert = require('assert');
const zlib = require('zlib');

const garbage = Buffer.from('garbage');
for (const [create, compressed] of [
  [zlib.createGunzip, zlib.gzipSync('hello')],
  [zlib.createInflate, zlib.deflateSync('hello')],
  [zlib.createBrotliDecompress, zlib.brotliCompressSync('hello')],
  [zlib.createZstdDecompress, zlib.zstdCompressSync('hello')],
]) {
  const log = [];
  const note = (name) => (error) => log.push(`${name} ${error.code}`);
  const stream = create({ rejectGarbageAfterEnd: true });
  stream.on('error', note('error')).resume();
  stream.write(Buffer.concat([compressed, garbage]), note('write'));
  stream.end(note('end'));
  stream.on('close', () => {
    const code = 'ERR_TRAILING_JUNK_AFTER_STREAM_END';
    assert.deepStrictEqual(log, [`write ${code}`, `end ${code}`, `error ${code}`]);
  });
}
