'use strict';
// What worker_threads.markAsUncloneable() marked is refused by structuredClone(); the classes of fetch are marked so.
const assert = require('assert');
const { markAsUncloneable } = require('worker_threads');

const refused = { name: 'DataCloneError', message: 'Cannot clone object of unsupported type.' };
const marked = { a: 1 };
markAsUncloneable(marked);
assert.throws(() => structuredClone(marked), refused);
assert.throws(() => structuredClone([{ marked }]), refused);
assert.deepStrictEqual(Reflect.ownKeys(marked), ['a']);
for (const value of [3, null, undefined, 'x']) assert.strictEqual(markAsUncloneable(value), undefined);

const buffer = new ArrayBuffer(3);
markAsUncloneable(buffer);
assert.strictEqual(structuredClone(buffer).byteLength, 3);

for (const value of [new Response(), new Request('http://a/'), new Headers(), new FormData()]) {
  assert.throws(() => structuredClone(value), refused);
}
