'use strict';
// run() restores its own store only; withScope() restores at the end of its block; disable() reaches queued work.
const assert = require('assert');
const { AsyncLocalStorage } = require('async_hooks');

const one = new AsyncLocalStorage();
const two = new AsyncLocalStorage();
one.run('a', () => two.enterWith('b'));
assert.strictEqual(one.getStore(), undefined);
assert.strictEqual(two.getStore(), 'b');
{
  using scope = two.withScope('c');
  assert.strictEqual(two.getStore(), 'c');
  one.enterWith('d');
  void scope;
}
assert.strictEqual(two.getStore(), 'b');
assert.strictEqual(one.getStore(), 'd');
process.nextTick(() => assert.strictEqual(two.getStore(), undefined));
two.disable();
