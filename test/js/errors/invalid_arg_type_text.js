'use strict';
// ERR_INVALID_ARG_TYPE says what is accepted and what came, by kind.
const assert = require('assert');
const path = require('path');

function received(value) {
  try {
    path.join(value);
  } catch (error) {
    assert.strictEqual(error.code, 'ERR_INVALID_ARG_TYPE');
    assert.strictEqual(error.name, 'TypeError');
    assert.strictEqual(error.constructor, TypeError);
    return error.message.replace('The "path" argument must be of type string. Received ', '');
  }
}
assert.strictEqual(received(1), 'type number (1)');
assert.strictEqual(received(-0), 'type number (-0)');
assert.strictEqual(received(null), 'null');
assert.strictEqual(received(undefined), 'undefined');
assert.strictEqual(received({}), 'an instance of Object');
assert.strictEqual(received(Object.create(null)), '[Object: null prototype] {}');
assert.strictEqual(received(new Map()), 'an instance of Map');
assert.strictEqual(received(function foo() {}), 'function foo');
assert.strictEqual(received(10n), 'type bigint (10n)');
assert.strictEqual(received(Symbol('x')), 'type symbol (Symbol(x))');
assert.throws(() => Buffer.alloc('a'.repeat(40)), { message: /Received type string \('a{25}\.\.\.'\)$/ });
