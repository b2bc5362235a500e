'use strict';
const assert = require('assert');

const base64 = (text) => Buffer.from(text, 'base64').toString('latin1');
assert.strictEqual(base64('YW Jj\n'), 'abc');
assert.strictEqual(base64('*Y*W*J*j*'), 'abc');
assert.strictEqual(base64('YWJjZ'), 'abc');
assert.strictEqual(base64('YQ==YQ=='), 'a');
assert.strictEqual(base64('=bad=bad'), '');
assert.strictEqual(base64('-_-_'), base64('+/+/'));
assert.strictEqual(Buffer.from('YQ', 'base64url').toString('base64url'), 'YQ');
assert.strictEqual(Buffer.alloc(2).write('YWJj', 'base64'), 2);
assert.deepStrictEqual([...Buffer.from('00fFzz11', 'hex')], [0, 255]);
assert.strictEqual(Buffer.from('abc', 'hex').length, 1);
for (let size = 0; size < 300; size++) {
  const bytes = Buffer.from(Array.from({ length: size }, (_, i) => (i * 37 + size) & 255));
  for (const encoding of ['base64', 'base64url', 'hex', 'latin1', 'ucs2']) {
    if (encoding === 'ucs2' && size % 2) continue;
    assert(Buffer.from(bytes.toString(encoding), encoding).equals(bytes), `${encoding} ${size}`);
  }
}
