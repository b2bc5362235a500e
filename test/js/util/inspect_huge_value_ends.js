'use strict';
// A value whose full text would be endless is cut, soon.
const assert = require('assert');
const { inspect } = require('util');

let last = {};
const top = last;
for (let i = 0; i < 1000; i++) {
  last.next = { top, last, more: { a: 1, b: 2 } };
  last = last.next;
  top[i] = last;
}
assert.ok(inspect(top, { depth: Infinity }).includes('[Object]'));
