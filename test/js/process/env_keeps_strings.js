'use strict';
// Values of process.env are strings; symbols are refused; what is deleted is gone.
const assert = require('assert');

process.env.PHASOR_TEST = 5;
assert.strictEqual(process.env.PHASOR_TEST, '5');
assert.ok(Object.keys(process.env).includes('PHASOR_TEST'));
assert.deepStrictEqual(Object.getOwnPropertyDescriptor(process.env, 'PHASOR_TEST'),
                       { value: '5', writable: true, enumerable: true, configurable: true });
assert.ok(delete process.env.PHASOR_TEST);
assert.strictEqual(process.env.PHASOR_TEST, undefined);
assert.ok(!('PHASOR_TEST' in process.env));
assert.throws(() => { process.env.X = Symbol('x'); }, TypeError);
assert.throws(() => { process.env[Symbol('x')] = 'y'; }, TypeError);
assert.throws(() => Object.defineProperty(process.env, 'X', { get() {} }),
              { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
