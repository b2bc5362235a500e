'use strict';
// A full stack inside a promise hook is the program's error: it can be caught, and nothing else happens.
const assert = require('assert');
const { createHook } = require('async_hooks');

createHook({ init() {} }).enable();
process.on('uncaughtException', () => assert.fail('reported'));
function recurse() {
  new Promise(() => {});
  return recurse();
}
assert.throws(recurse, RangeError);
