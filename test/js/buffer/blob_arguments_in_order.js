'use strict';

// Blob and File convert their arguments from left to right: the parts, then each option once.

const assert = require('assert');

const order = [];
const text = (name, value) => ({ toString() { order.push(name); return value; } });
const options = {
  get endings() { order.push('endings'); return text('endings text', 'native'); },
  get type() { order.push('type'); return text('type text', 'x'); },
};
new Blob([text('part', 'a')], options);
assert.deepStrictEqual(order, ['part', 'endings', 'type', 'endings text', 'type text']);
assert.throws(() => new Blob(5, 5), /cannot be converted to sequence/);
assert.throws(() => new File([Symbol()], 'name', 5), /Value\[0\] is a Symbol/);
