'use strict';
// An object whose prototype was taken away is named after the class that made it; what a set without one holds is shown whole.
const assert = require('assert');
const { inspect } = require('util');

const bare = (value) => Object.setPrototypeOf(value, null);
class Foo {
  a = 1;
}

assert.strictEqual(inspect(bare(new Foo())), '[Foo: null prototype] { a: 1 }');
assert.strictEqual(inspect({ v: bare(new Foo()) }, { depth: 0 }), '{ v: [Foo: null prototype] }');
assert.strictEqual(inspect({ v: bare(new Map([[1, 2]]).entries()) }, { depth: 0 }), '{ v: [MapIterator: null prototype] }');
assert.strictEqual(inspect(bare(new URL('http://a/'))), '[URL: null prototype] {}');
assert.strictEqual(inspect(bare(new Set([1, 2])), { maxArrayLength: 1 }), '[Set(2): null prototype] { 1, 2 }');

// No getter is asked for the constructor.
const getter = { get constructor() { throw new Error('asked'); }, [inspect.custom]: () => 'custom' };
assert.strictEqual(inspect(getter), 'custom');
assert.strictEqual(inspect(Object.create(getter)), 'custom');

const buffer = Buffer.from('ab');
buffer.constructor = null;
assert.strictEqual(inspect(buffer), '<Buffer 61 62, constructor: null>');

assert.strictEqual(inspect({ v: new ReadableStream() }, { depth: 0 }), '{ v: undefined }');
assert.strictEqual(Intl.v8BreakIterator, undefined);

const tagged = (enumerable) => Object.defineProperty(Object.create(null), Symbol.toStringTag, { value: 'Tag', enumerable });
assert.strictEqual(inspect(tagged(true)), "[Tag: null prototype] { Symbol(Symbol.toStringTag): 'Tag' }");
assert.strictEqual(inspect(tagged(false)), '[Object: null prototype] [Tag] {}');
