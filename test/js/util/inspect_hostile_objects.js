'use strict';
// inspect neither runs getters and traps nor trusts prototypes.
const assert = require('assert');
const { inspect } = require('util');

const untouchable = new Proxy({ a: 1 }, new Proxy({}, { get() { throw new Error('trap was looked up'); } }));
assert.strictEqual(inspect(untouchable), '{ a: 1 }');
assert.strictEqual(inspect({ get a() { throw new Error('getter ran'); } }), '{ a: [Getter] }');
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
assert.strictEqual(inspect(proxy), '<Revoked Proxy>');
assert.strictEqual(inspect(Object.setPrototypeOf(new Map([[1, 2]]), null)), '[Map(1): null prototype] { 1 => 2 }');
const error = new Error('x');
error.stack = { not: 'a string' };
assert.match(inspect(error), /^\[Error: x/);
