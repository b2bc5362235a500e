'use strict';
// deprecate() with modifyPrototype: false makes a plain wrapper; labels of the encoding that is not to be decoded name it.
const assert = require('assert');
const { TextDecoder, deprecate } = require('util');

function add(a, b) {
  return a + b;
}
assert.strictEqual(deprecate(add, 'm', 'DEP_TEST').length, 2);
const plain = deprecate(add, 'm', 'DEP_TEST', { modifyPrototype: false });
assert.strictEqual(plain.length, 0);
assert.strictEqual(Object.getPrototypeOf(plain), Function.prototype);
process.noDeprecation = true;
assert.strictEqual(plain(1, 2), 3);

assert.throws(() => new TextDecoder('hz-gb-2312'), {
  code: 'ERR_ENCODING_NOT_SUPPORTED', message: 'The "replacement" encoding is not supported',
});
