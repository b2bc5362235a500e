'use strict';
// AsyncLocalStorage.snapshot() is a bound function: it has an AsyncResource, and calls without a `this`.
const assert = require('assert');
const { AsyncLocalStorage, createHook } = require('async_hooks');

const seen = [];
const hook = createHook({
  init(id, type) { seen.push(type); },
  before() { seen.push('before'); },
  after() { seen.push('after'); },
}).enable();
const storage = new AsyncLocalStorage();
const run = storage.run('inside', () => AsyncLocalStorage.snapshot());
run(() => seen.push(storage.getStore()));
hook.disable();
assert.deepStrictEqual(seen, ['bound-anonymous-fn', 'before', 'inside', 'after']);

assert.deepStrictEqual([run.name, run.length], ['bound', 1]);
assert.deepStrictEqual(run.call({}, function(...args) { return [this, args]; }, 1, 2), [undefined, [1, 2]]);
assert.throws(() => run(), { name: 'TypeError', message: 'cb is not a function' });
