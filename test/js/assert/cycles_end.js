'use strict';
// Cyclic values are compared without end only in appearance.
const assert = require('assert');

const a = { x: 1 };
a.self = a;
const b = { x: 1 };
b.self = b;
assert.deepStrictEqual(a, b);
const c = { x: 1, self: { x: 1, self: a } };
assert.notDeepStrictEqual(a, c);
const set = new Set();
set.add(set);
const other = new Set();
other.add(other);
assert.deepStrictEqual(set, other);
