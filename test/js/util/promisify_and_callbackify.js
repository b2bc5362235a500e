'use strict';
// promisify and callbackify keep `this`, names and custom forms; a falsy rejection still reads as an error.
const assert = require('assert');
const { callbackify, promisify } = require('util');

let pending = 4;
function done() { pending--; }
process.on('exit', () => assert.strictEqual(pending, 0));

const object = { value: 5, get(callback) { callback(null, this.value); } };
promisify(object.get).call(object).then((value) => assert.strictEqual(value, 5)).then(done);
promisify((callback) => callback(new Error('no')))().catch((error) => assert.strictEqual(error.message, 'no')).then(done);
const custom = () => {};
custom[promisify.custom] = () => 'custom';
assert.strictEqual(promisify(custom)(), 'custom');

callbackify(async function() { return this.value; }).call(object, (error, value) => {
  assert.strictEqual(error, null);
  assert.strictEqual(value, 5);
  done();
});
callbackify(() => Promise.reject(null))((error) => {
  assert.strictEqual(error.code, 'ERR_FALSY_VALUE_REJECTION');
  assert.strictEqual(error.reason, null);
  done();
});
