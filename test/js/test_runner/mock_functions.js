'use strict';
// mock.fn and mock.method record calls, take other implementations for a while, and can be put back.
const assert = require('assert');
const { mock } = require('node:test');

const add = mock.fn((a, b) => a + b, { times: 2 });
assert.strictEqual(add(1, 2), 3);
add.mock.mockImplementationOnce(() => 'once');
assert.strictEqual(add(1, 2), 'once');
assert.deepStrictEqual(add.mock.calls[0].arguments, [1, 2]);
assert.strictEqual(add.mock.callCount(), 2);

const object = { double(x) { return 2 * x; }, get value() { return 5; } };
const { double } = object;
mock.method(object, 'double', () => { throw new RangeError('mocked'); });
assert.throws(() => object.double(1), RangeError);
assert.strictEqual(object.double.mock.calls[0].error.message, 'mocked');
mock.getter(object, 'value', () => 6);
assert.strictEqual(object.value, 6);
mock.restoreAll();
assert.strictEqual(object.double, double);
assert.strictEqual(object.value, 5);
