'use strict';
// Random functions: sizes, offsets, and Node's codes for bad ones; resizable buffers are filled, too.
const assert = require('assert');
const crypto = require('crypto');

assert.strictEqual(crypto.randomBytes(10).length, 10);
for (const size of [-1, NaN, 2 ** 31]) assert.throws(() => crypto.randomBytes(size), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => crypto.randomBytes('1'), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => crypto.randomFillSync(Buffer.alloc(3), 1, 4), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => crypto.randomInt(5, 5), { code: 'ERR_OUT_OF_RANGE' });
assert.match(crypto.randomUUID(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const uuids = new Set(Array.from({ length: 500 }, () => crypto.randomUUID()));
assert.strictEqual(uuids.size, 500);

const resizable = new ArrayBuffer(64, { maxByteLength: 128 });
let calls = 0;
crypto.randomFill(new Uint8Array(resizable), (error, view) => {
  assert.ifError(error);
  assert.strictEqual(view.length, 8);
  calls++;
});
resizable.resize(8);
const detached = new Uint8Array(1 << 20);
crypto.randomFill(detached, (error) => {
  assert.ifError(error);
  calls++;
});
detached.buffer.transfer();
process.on('exit', () => assert.strictEqual(calls, 2));
