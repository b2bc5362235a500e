'use strict';
// Comparing and printing large byte arrays does not go element by element through JavaScript.
const assert = require('assert');
const util = require('util');

const size = 1 << 27;
const left = Buffer.alloc(size);
const right = new Uint8Array(size);
assert.deepStrictEqual(new Uint8Array(left.buffer, left.byteOffset, size), right);
right[size - 1] = 1;
assert.strictEqual(util.isDeepStrictEqual(new Uint8Array(left.buffer, left.byteOffset, size), right), false);
assert.match(util.inspect(left), /^<Buffer 00 .* \d+ more bytes>$/);

// Strictly, fractions are equal by bytes; loosely, by value.
assert.notDeepStrictEqual(new Float64Array([NaN, 1]), new Float64Array(new BigUint64Array([0xfff8000000000001n, 0x3ff0000000000000n]).buffer));
assert.notDeepStrictEqual(new Float32Array([0]), new Float32Array([-0]));
assert.deepEqual(new Float32Array([0]), new Float32Array([-0]));
assert.notDeepEqual(new Float32Array([NaN]), new Float32Array([NaN]));
assert.deepStrictEqual(new BigInt64Array([1n, -1n]), new BigInt64Array([1n, -1n]));
