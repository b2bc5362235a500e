'use strict';
// A hook that is disabled inside a hook still sees what the running event causes.
const assert = require('assert');
const { createHook, AsyncResource } = require('async_hooks');

const types = [];
let nested = false;
const outer = createHook({
  init(id, type) {
    late.disable();
    if (nested) return;
    nested = true;
    new AsyncResource('INNER');
  },
}).enable();
const late = createHook({ init(id, type) { types.push(type); } }).enable();

new AsyncResource('OUTER');
new AsyncResource('AFTER');
outer.disable();
assert.deepStrictEqual(types, ['INNER', 'OUTER']);
