'use strict';
// assert.ok names the expression that failed, as far as it stands on the line.
const assert = require('assert');

function messageOf(fn) {
  try {
    fn();
  } catch (error) {
    return error.message;
  }
}
assert.strictEqual(messageOf(() => assert.ok(typeof 123 === 'string')),
                   "The expression evaluated to a falsy value:\n\n  assert.ok(typeof 123 === 'string')\n");
assert.strictEqual(messageOf(() => assert['ok']["apply"](null, [0])),
                   'The expression evaluated to a falsy value:\n\n  assert[\'ok\']["apply"](null, [0])\n');
assert.strictEqual(messageOf(() => assert(0, 'own')), 'own');
assert.strictEqual(messageOf(() => assert()), 'No value argument passed to `assert.ok()`');
