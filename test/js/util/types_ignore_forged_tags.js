'use strict';
// util.types looks at what a value is, not at what it says it is.
const assert = require('assert');
const { types } = require('util');

assert.ok(!types.isMap({ [Symbol.toStringTag]: 'Map', __proto__: Map.prototype }));
assert.ok(types.isMap(Object.setPrototypeOf(new Map(), null)));
assert.ok(!types.isUint8Array(Object.create(Uint8Array.prototype)));
assert.ok(types.isUint8Array(Buffer.alloc(1)));
assert.ok(types.isProxy(new Proxy({}, {})));
assert.ok(types.isAsyncFunction(async () => {}));
assert.ok(types.isBoxedPrimitive(Object(1n)));
