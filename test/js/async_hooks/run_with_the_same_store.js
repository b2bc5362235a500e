'use strict';
// run() and exit() with the store that is current already, also an absent or the default one, are plain calls: what is entered
// inside stays.
const assert = require('assert');
const { AsyncLocalStorage } = require('async_hooks');

const storage = new AsyncLocalStorage();
storage.exit(() => storage.enterWith('kept'));
assert.strictEqual(storage.getStore(), 'kept');
storage.run('kept', () => storage.enterWith('next'));
assert.strictEqual(storage.getStore(), 'next');
storage.exit(() => storage.enterWith('lost'));
assert.strictEqual(storage.getStore(), 'next');

const withDefault = new AsyncLocalStorage({ defaultValue: 1 });
withDefault.run(1, () => withDefault.enterWith(2));
assert.strictEqual(withDefault.getStore(), 2);
