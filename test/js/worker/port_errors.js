'use strict';
// Ports: closed ones cannot be transferred, a port that posts its own other end loses both, bad transfer lists.
const assert = require('assert');
const { MessageChannel } = require('worker_threads');

const { port1, port2 } = new MessageChannel();
for (const list of [0, false, 'x', Symbol('x')]) {
  assert.throws(() => port1.postMessage(1, list), {
    name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE', message: 'Optional transferList argument must be an iterable',
  });
}
for (const transfer of [null, 0, {}, { [Symbol.iterator]() { return {}; } }]) {
  assert.throws(() => port1.postMessage(1, { transfer }), {
    code: 'ERR_INVALID_ARG_TYPE', message: 'Optional options.transfer argument must be an iterable',
  });
}
assert.throws(() => port1.postMessage(port2), {
  name: 'DataCloneError', message: 'Object that needs transfer was found in message but not listed in transferList',
});
assert.throws(() => MessageChannel(), { code: 'ERR_CONSTRUCT_CALL_REQUIRED' });
const bytes = new ArrayBuffer(1);
port1.close();
const other = new MessageChannel();
assert.throws(() => other.port1.postMessage(null, [bytes, port1]), {
  message: 'MessagePort in transfer list is already detached',
});
assert.strictEqual(bytes.byteLength, 1);
process.once('warning', (warning) => assert.match(warning.message, /posted to itself/));
other.port2.onmessage = assert.fail;
other.port2.postMessage(null, [other.port1, bytes]);
assert.strictEqual(bytes.byteLength, 0);
