'use strict';
// Messages show a diff; equal stretches of more than five lines are skipped.
const assert = require('assert');

function messageOf(fn) {
  try {
    fn();
  } catch (error) {
    return error.message;
  }
}
assert.strictEqual(messageOf(() => assert.strictEqual(1, 2)), 'Expected values to be strictly equal:\n\n1 !== 2\n');
assert.strictEqual(messageOf(() => assert.deepStrictEqual({ a: 1, b: 2 }, { a: 1, b: 3 })),
                   'Expected values to be strictly deep-equal:\n+ actual - expected\n\n' +
                   '  {\n    a: 1,\n+   b: 2\n-   b: 3\n  }\n');
const list = Array.from({ length: 14 }, (_, i) => i);
assert.strictEqual(messageOf(() => assert.deepStrictEqual(list, list.map((i) => i === 7 ? 'x' : i))),
                   'Expected values to be strictly deep-equal:\n+ actual - expected\n... Skipped lines\n\n' +
                   "  [\n    0,\n    1,\n    2,\n    3,\n...\n    6,\n+   7,\n-   'x',\n    8,\n    9,\n    10,\n    11,\n    12,\n");
assert.strictEqual(messageOf(() => assert.strictEqual([1], [1])),
                   'Values have same structure but are not reference-equal:\n\n[\n  1\n]\n');
