'use strict';
// v8.queryObjects() counts what inherits from a class, subclasses' prototypes included.
const assert = require('assert');
const v8 = require('v8');

class Base {}
class Derived extends Base {}
const kept = [new Base(), new Derived()];
assert.strictEqual(v8.queryObjects(Derived), 1);
assert.strictEqual(v8.queryObjects(Base), 3);
assert.deepStrictEqual(v8.queryObjects(Derived, { format: 'summary' }), ['Derived {}']);
assert.throws(() => v8.queryObjects({}), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => v8.queryObjects(Base, { format: 'x' }), { code: 'ERR_INVALID_ARG_VALUE' });
assert.strictEqual(kept.length, 2);
