'use strict';
// Arrays of up to 64 bytes live inside V8's heap, larger ones outside, and optimised code takes another way in than
// unoptimised: the bytes must arrive in all of them.
const assert = require('assert');

function check(size, text) {
  const buffer = Buffer.alloc(size);
  const written = buffer.write(text, 1);
  assert.strictEqual(buffer.toString('utf8', 1, 1 + written), text.slice(0, written));
  const latin = Buffer.alloc(size);
  assert.strictEqual(latin.write(text, 0, 'latin1'), Math.min(size, text.length));
  assert.strictEqual(latin[0], text.charCodeAt(0));
  const target = Buffer.alloc(size);
  assert.strictEqual(buffer.copy(target), size);
  assert(target.equals(buffer));
}
for (let round = 0; round < 20000; round++) {
  check(8, 'abc');
  check(64, 'hello');
  check(65, 'hello');
  check(300, 'x'.repeat(100));
}
