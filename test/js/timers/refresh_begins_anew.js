'use strict';
// A timer that has fired and is refreshed is a new one: another async id, the store of who refreshes it. One that has fired
// keeps no store.
const assert = require('assert');
const { AsyncLocalStorage, createHook } = require('async_hooks');

const storage = new AsyncLocalStorage();
const begun = [];
createHook({ init(id, type, trigger, resource) { if (resource === timer || timer === undefined) begun.push(type); } }).enable();

const seen = [];
let timer;
storage.run('first', () => {
  timer = setTimeout(() => {
    seen.push(storage.getStore());
    if (seen.length === 1) setTimeout(() => storage.run('second', () => timer.refresh()), 1);
  }, 1);
});

process.on('exit', () => {
  assert.deepStrictEqual(seen, ['first', 'second']);
  assert.deepStrictEqual(begun, ['Timeout', 'Timeout']);
  const stores = Object.getOwnPropertySymbols(timer).map((symbol) => timer[symbol]).filter((value) => value instanceof Map);
  assert.deepStrictEqual(stores, []);
});
