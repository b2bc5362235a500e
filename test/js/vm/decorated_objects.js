'use strict';
// With displayErrors the place of the throw is put before any thrown object's stack that is a text.
const assert = require('assert');
const vm = require('vm');

function thrown(code, options) {
  try {
    vm.runInNewContext(code, {}, { filename: 'F', ...options });
  } catch (error) {
    return error.stack;
  }
  return assert.fail();
}
assert.strictEqual(thrown('throw {stack:"zz"}'), 'F:1\nthrow {stack:"zz"}\n^\n\nzz');
assert.strictEqual(thrown('throw {stack:""}'), 'F:1\nthrow {stack:""}\n^\n\n');
assert.strictEqual(thrown('throw Object.assign(()=>1,{stack:"f"})'), 'F:1\nthrow Object.assign(()=>1,{stack:"f"})\n^\n\nf');
assert.strictEqual(thrown('throw {stack:5}'), 5);
assert.strictEqual(thrown('throw {}'), undefined);
assert.strictEqual(thrown('throw {stack:"zz"}', { displayErrors: false }), 'zz');
assert.strictEqual(thrown('throw Object.freeze({stack:"fz"})'), 'fz');
