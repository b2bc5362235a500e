'use strict';
// What deepEqual, deepStrictEqual and partialDeepStrictEqual hold for equal.
const assert = require('assert');

class Foo {}
const cases = [
  // actual, expected: loose, strict, partial
  [[1], ['1'], 1, 0, 0],
  [{ a: undefined }, {}, 0, 0, 1],
  [-0, 0, 1, 0, 0],
  [NaN, NaN, 1, 1, 1],
  [new Foo(), {}, 1, 0, 1],
  [new Set(['1', 1]), new Set([1, '1']), 1, 1, 1],
  [new Set([{ a: 1 }]), new Set([{ a: '1' }]), 1, 0, 0],
  [new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2]]), 1, 1, 1],
  [new Error('a'), new TypeError('a'), 0, 0, 0],
  [new Uint8Array([1]), new Uint16Array([1]), 0, 0, 0],
  [[1, , 3], [1, undefined, 3], 0, 0, 0],
  [[1, 2, 3], [1, 3], 0, 0, 1],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, 0, 0, 1],
  [new Date(0), {}, 0, 0, 0],
  [/a/g, /a/i, 0, 0, 0],
  [Object(1), Object('1'), 0, 0, 0],
  [Promise.resolve(1), Promise.resolve(1), 0, 0, 0],
];
const methods = ['deepEqual', 'deepStrictEqual', 'partialDeepStrictEqual'];
for (const [actual, expected, ...wanted] of cases) {
  methods.forEach((method, i) => {
    let equal = 1;
    try {
      assert[method](actual, expected);
    } catch (error) {
      assert.strictEqual(error.code, 'ERR_ASSERTION');
      equal = 0;
    }
    assert.strictEqual(equal, wanted[i], `${method}, case ${cases.findIndex(([first]) => Object.is(first, actual))}`);
  });
}
