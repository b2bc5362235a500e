'use strict';
// Each mark of a format string converts in its own way; what is left over is appended.
const assert = require('assert');
const { format } = require('util');

const cases = [
  [['%s', -0], '-0'], [['%s', 5n], '5n'], [['%s', Symbol('a')], 'Symbol(a)'], [['%s', { a: { b: 1 } }], '{ a: [Object] }'],
  [['%s', new (class Q { toString() { return 'q'; } })()], 'q'], [['%s', Object.create(null)], '[Object: null prototype] {}'],
  [['%d', '0x10'], '16'], [['%d', {}], 'NaN'], [['%i', 5.9], '5'], [['%f', '1.5x'], '1.5'], [['%j', { a: 1 }], '{"a":1}'],
  [['%c|', 'css'], '|'], [['%%', 1], '% 1'], [['%x', 1], '%x 1'], [['a%'], 'a%'], [['%s %s', 'a'], 'a %s'],
  [['a', { b: 1 }, 'c'], 'a { b: 1 } c'], [[1, 2, '3'], '1 2 3'], [[], ''],
];
for (const [args, expected] of cases) assert.strictEqual(format(...args), expected);
const loop = {};
loop.loop = loop;
assert.strictEqual(format('%j', loop), '[Circular]');
