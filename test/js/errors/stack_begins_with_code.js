'use strict';
// The stack's first line has the code; the stack begins at the public function; a user's prepareStackTrace wins.
const assert = require('assert');
const path = require('path');

function caught() {
  try {
    path.join(1);
  } catch (error) {
    return error;
  }
}
const { stack } = caught();
assert.ok(stack.startsWith('TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument'), stack);
assert.match(stack.split('\n')[1], /join/);
assert.strictEqual(caught().toString(), stack.split('\n')[0]);

const original = Error.prepareStackTrace;
assert.strictEqual(typeof original, 'function');
Error.prepareStackTrace = (error, sites) => sites.length;
assert.strictEqual(typeof new Error('x').stack, 'number');
Error.prepareStackTrace = original;
assert.match(new Error('y').stack, /^Error: y\n {4}at /);
