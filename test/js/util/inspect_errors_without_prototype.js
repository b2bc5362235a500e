'use strict';
// What an error without a prototype is called: by its stack, else Error; its name is added unless that says it.
const assert = require('assert');
const { inspect } = require('util');

function bare(stack, own) {
  const error = Object.setPrototypeOf(new Error('message'), null);
  Object.defineProperty(error, 'stack', { value: stack });
  return inspect(Object.assign(error, own));
}
for (const [stack, text] of [
  ['Error: m', '[[Error: null prototype]: m]'],
  ['FooError', '[[FooError: null prototype]]'],
  ['Foo Bar: x', '[[Foo Bar: null prototype] [Error]: x]'],
  ['Foo\n    at x', '[Foo: null prototype] [Error]\n    at x'],
  ['foo: y', '[[Error: null prototype]: foo: y]'],
  ['Foo.Bar: x', '[[Error: null prototype]: Foo.Bar: x]'],
]) assert.strictEqual(bare(stack), text);
assert.strictEqual(bare('BarError: x', { name: 'Bar' }), '[[BarError: null prototype]: x]');
