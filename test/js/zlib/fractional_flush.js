'use strict';
// A flush that is no whole number is taken as its whole part, in options and in _processChunk().
const assert = require('assert');
const zlib = require('zlib');

const text = Buffer.from('text'.repeat(20));
const packed = zlib.deflateSync(text, { flush: 0.5, finishFlush: 4.9 });
assert.deepStrictEqual(zlib.inflateSync(packed, { flush: 2.5 }), text);

const stream = zlib.createInflate({ flush: 2.5 });
let read = 0;
stream.on('data', (chunk) => { read += chunk.length; }).on('end', () => assert.strictEqual(read, text.length));
stream.end(packed);

assert.deepStrictEqual(zlib.createInflate()._processChunk(packed, 2.5), text);
