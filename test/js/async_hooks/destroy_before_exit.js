'use strict';
// 'destroy' hooks run even when nothing keeps the loop alive, and add no resource of their own.
const assert = require('assert');
const { createHook } = require('async_hooks');

const types = [];
const destroyed = [];
createHook({
  init(id, type) { types.push(type); },
  destroy(id) { destroyed.push(id); },
}).enable();
queueMicrotask(() => {});
process.on('exit', () => {
  assert.deepStrictEqual(types, ['Microtask']);
  assert.strictEqual(destroyed.length, 1);
});
