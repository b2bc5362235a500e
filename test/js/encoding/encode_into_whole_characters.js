'use strict';
const assert = require('assert');

const encoder = new TextEncoder();
const text = 'a\u00e9\u20ac\u{1f600}\ud800';
const whole = encoder.encode(text);
assert.strictEqual(Buffer.from(whole).toString('hex'), '61c3a9e282acf09f9880efbfbd');
for (let room = 0; room <= whole.length; room++) {
  const target = new Uint8Array(room);
  const { read, written } = encoder.encodeInto(text, target);
  assert(written <= room && room - written < 4);
  assert.deepStrictEqual([...target.subarray(0, written)], [...whole.subarray(0, written)]);
  assert.strictEqual(encoder.encode(text.slice(0, read)).length, written);
}
assert.strictEqual(encoder.encode('x') instanceof Buffer, false);
