'use strict';
// Lists of more than six entries are set in columns; numbers align right.
const assert = require('assert');
const { inspect } = require('util');

assert.strictEqual(inspect([1.5, 2.25, -3, 4, 5, 6, 7, 8, 9]), `[
  1.5, 2.25, -3, 4,
    5,    6,  7, 8,
    9
]`);
const lines = inspect(Array.from({ length: 200 }, (_, i) => i)).split('\n');
assert.strictEqual(lines[1], '   0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11,');
assert.strictEqual(lines.at(-2), '  ... 100 more items');
