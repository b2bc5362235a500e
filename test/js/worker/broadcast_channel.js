'use strict';
// A BroadcastChannel reaches the channels of its name in every thread, and no other; shared memory goes along.
const assert = require('assert');
const { BroadcastChannel, Worker, isMainThread } = require('worker_threads');

const channel = new BroadcastChannel('phasor test');
if (isMainThread) {
  const other = new BroadcastChannel('another').unref();
  other.onmessage = () => assert.fail('another name');
  const seen = new Set();
  for (let i = 0; i < 2; i++) new Worker(__filename);
  const shared = new Int32Array(new SharedArrayBuffer(4));
  channel.onmessage = ({ data, type }) => {
    assert.strictEqual(type, 'message');
    if (data.ready) {
      seen.add(data.ready);
      if (seen.size === 2) channel.postMessage({ shared });
    } else {
      seen.delete(data.done);
      if (seen.size > 0) return;
      assert.strictEqual(shared[0], 2);
      channel.postMessage({ end: true });
      channel.close();
      assert.throws(() => channel.postMessage(1), { name: 'InvalidStateError' });
    }
  };
} else {
  const { threadId } = require('worker_threads');
  channel.onmessage = ({ data }) => {
    if (data.shared) {
      Atomics.add(data.shared, 0, 1);
      channel.postMessage({ done: threadId });
    } else if (data.end) {
      channel.close();
    }
  };
  channel.postMessage({ ready: threadId });
}
