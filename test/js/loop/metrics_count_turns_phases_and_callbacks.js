'use strict';
// phasor:loop's metrics: turns, phases, callbacks by kind, poll wait, drains.
const assert = require('assert');
const fs = require('fs');
const { metrics, now } = require('phasor:loop');

const before = metrics();
assert.deepStrictEqual(now(), { turn: 0, phase: 'outside', stage: 'callback', kind: 'main script', asyncId: 1, triggerAsyncId: 0 });

const ran = (kind) => (metrics().callbacks[kind] ?? 0) - (before.callbacks[kind] ?? 0);
const seen = [];

setTimeout(() => {
  seen.push(`timeout ${now().phase} ${now().turn > 0}`);
  setTimeout(late, 10);
}, 1);

function late() {
  process.nextTick(() => seen.push(`tick ${now().stage}`));
  queueMicrotask(() => {});
  seen.push(`late ${now().phase}`);
  fs.stat(__filename, () => {
    seen.push(`fs ${now().phase} ${now().kind}`);
    setImmediate(() => seen.push(`immediate ${now().phase}`));
  });
}

process.on('exit', () => {
  assert.deepStrictEqual(seen, ['timeout timers true', 'late timers', 'tick nextTick', 'fs poll fs', 'immediate check']);
  const after = metrics();
  assert(after.turns >= 2);
  assert.strictEqual(ran('timer'), 2);
  assert.strictEqual(ran('immediate'), 1);
  assert(ran('nextTick') >= 1 && ran('microtask') === 1 && ran('fs') === 1);
  assert(after.phases.timers.count >= 2 && after.phases.check.count >= 1);
  // How much of 10 ms is waiting is the scheduler's choice.
  assert(after.pollWait.count > 0 && after.pollWait.max <= after.pollWait.total);
  assert(after.drains > before.drains && after.tickDrains > before.tickDrains && after.drain.count > 0);
  assert(after.turn.p50 <= after.turn.p99 && after.turn.p99 <= after.turn.max);
});
