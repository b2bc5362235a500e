'use strict';
// structuredClone() and postMessage() take process.env for a plain object.
const assert = require('assert');
process.env.CLONED = 'yes';
const copy = structuredClone({ env: process.env }).env;
assert.strictEqual(Object.getPrototypeOf(copy), Object.prototype);
assert.deepEqual(copy, process.env);
process.env.CLONED = 'no';
assert.strictEqual(copy.CLONED, 'yes');
