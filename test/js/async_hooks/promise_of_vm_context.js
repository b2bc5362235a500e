'use strict';
// Promises of a node:vm context are resources, too.
const assert = require('assert');
const { createHook } = require('async_hooks');
const vm = require('vm');

const before = vm.createContext();
let count = 0;
const hook = createHook({ init(id, type) { if (type === 'PROMISE') count++; } }).enable();
vm.runInContext('Promise.resolve(1)', before);
assert.strictEqual(count, 1);
vm.runInNewContext('Promise.resolve(1)');
assert.strictEqual(count, 2);
hook.disable();
vm.runInContext('Promise.resolve(1)', before);
assert.strictEqual(count, 2);
