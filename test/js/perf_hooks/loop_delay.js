'use strict';
// monitorEventLoopDelay(): an idle loop shows the resolution, a blocked one the block, each turn its own callbacks.
const assert = require('assert');
const { monitorEventLoopDelay } = require('perf_hooks');

const kBlock = 100;  // ms
const kMillisecond = 1e6;

function block() {
  for (const until = performance.now() + kBlock; performance.now() < until;);
}

const sampled = monitorEventLoopDelay({ resolution: 5 });
const turns = monitorEventLoopDelay({ samplePerIteration: true });
assert.deepStrictEqual([sampled.enable(), sampled.enable(), turns.enable()], [true, false, true]);

setTimeout(() => {
  assert.ok(sampled.count >= 5, `${sampled.count} samples`);
  assert.ok(sampled.min >= 5 * kMillisecond, `${sampled.min}`);
  block();
  setTimeout(() => {
    assert.ok(sampled.max >= kBlock * kMillisecond, `${sampled.max}`);
    assert.ok(turns.max >= kBlock * kMillisecond, `${turns.max}`);
    sampled.reset();
    assert.strictEqual(sampled.count, 0);
    turns.disable();
    const { count } = turns;
    setImmediate(() => setImmediate(() => {
      assert.strictEqual(turns.count, count);
      assert.deepStrictEqual([turns.disable(), sampled.disable()], [false, true]);
    }));
  }, 20);
}, 60);
