'use strict';
// Circular references are numbered and marked where they begin.
const assert = require('assert');
const { inspect } = require('util');

const object = { a: 1 };
object.self = object;
object.map = new Map([[object, object]]);
assert.strictEqual(inspect(object), `<ref *1> {
  a: 1,
  self: [Circular *1],
  map: Map(1) { [Circular *1] => [Circular *1] }
}`);
