'use strict';
// Symbol.toStringTag is shown behind the class's name unless that has it as one of its words.
const assert = require('assert');
const { inspect } = require('util');

const shown = (name, tag) => inspect(new ({ [name]: class { get [Symbol.toStringTag]() { return tag; } } })[name]());
for (const [name, tag] of [['Foo', 'Foo'], ['FooBar', 'Foo'], ['FooBar', 'Bar'], ['FOOBar', 'FOO'], ['myFoo', 'Foo'], ['Foo1Bar', 'Bar'], ['FooFooed', 'Foo']]) {
  assert.strictEqual(shown(name, tag), `${name} {}`);
}
for (const [name, tag] of [['Foobar', 'Foo'], ['Foo2', 'Foo'], ['Foo_Bar', 'Foo'], ['FooedFoo', 'Foo'], ['Foo', 'foo'], ['Foo', 'Other']]) {
  assert.strictEqual(shown(name, tag), `${name} [${tag}] {}`);
}
class Mapped extends Map {}
assert.strictEqual(inspect(new Mapped()), 'Mapped(0) [Map] {}');
