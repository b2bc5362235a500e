'use strict';
// Closing or destroying a stream while a write is under way is safe; a closed stream gives no more data.
const assert = require('assert');
const zlib = require('zlib');

let closed = 0;
for (const end of ['close', 'destroy']) {
  for (const name of ['Gzip', 'BrotliCompress', 'ZstdCompress']) {
    const stream = zlib[`create${name}`]();
    stream.on('data', () => assert.fail('data after the end'));
    stream.on('error', () => assert.fail('error'));
    stream.on('close', () => closed++);
    stream.write(Buffer.alloc(1 << 20));
    stream[end]();
    assert.strictEqual(stream._handle, null);
  }
}
const later = zlib.createGzip();
later.on('close', () => closed++);
later.on('data', () => later.destroy());
later.end(Buffer.alloc(1 << 20, 'abc'));
process.on('exit', () => assert.strictEqual(closed, 7));
