'use strict';
// A DOMException survives structuredClone with name, message, code and stack; own properties are not copied.
const assert = require('assert');

const original = new DOMException('text', 'NotFoundError');
original.own = 1;
const copy = structuredClone({ error: original }).error;
assert.ok(copy instanceof DOMException);
assert.strictEqual(copy.name, 'NotFoundError');
assert.strictEqual(copy.message, 'text');
assert.strictEqual(copy.code, 8);
assert.strictEqual(copy.stack, original.stack);
assert.strictEqual(copy.own, undefined);
assert.deepStrictEqual(structuredClone(Object.create(DOMException.prototype)), {});
