'use strict';
// phasor order: which primitive fits better than the one that a script uses, and what that one costs.

const assert = require('assert');
const path = require('path');
const { spawnSync } = require('child_process');

function adviceOn(name) {
  const file = path.join(__dirname, '..', '..', 'phase', name);
  const { stdout } = spawnSync(process.execPath, ['order', '--json', file], { encoding: 'utf8', maxBuffer: Infinity });
  const { callbacks, advice } = JSON.parse(stdout);
  const kinds = advice.map(({ code, callbacks: indexes }) => `${code}: ${indexes.map((index) => callbacks[index - 1].kind).join(' to ')}`);
  return { kinds, texts: advice.map(({ text }) => text) };
}

// Ticks that queue ticks keep the poll phase from its I/O; setImmediate does not.
const ticks = adviceOn('recursion-ticks-depth.js');
assert.deepStrictEqual(ticks.kinds, ['ticks-starve: nextTick to nextTick']);
assert.match(ticks.texts[0], /\d{3} process.nextTick callbacks queue one another .* no timer, no I\/O .* setImmediate in place of process.nextTick/);
const jobs = adviceOn('microtasks-nested-starve.js');
assert.deepStrictEqual(jobs.kinds, ['jobs-starve: microtask to microtask', 'timer-to-defer: timer']);
assert.match(jobs.texts[1], /waits for at least 1 ms .* setImmediate has no such floor/);
assert.deepStrictEqual(adviceOn('recursion-setimmediate-depth.js').kinds, []);

// A timer of 0 ms in an I/O callback: setImmediate runs in the same turn.
const inIo = adviceOn('io-immediate-before-timeout.js');
assert.deepStrictEqual(inIo.kinds, ['timer-in-io: timer']);
assert.match(inIo.texts[0], /setImmediate runs at once after the poll phase/);

// A tick queued by a promise job runs after jobs that were queued later.
assert.deepStrictEqual(adviceOn('tick-in-microtask.js').kinds, ['tick-in-job: nextTick']);

// Timers that are to wait, and intervals, are used for what they are.
assert.deepStrictEqual(adviceOn('timer-order-by-expiry.js').kinds, ['timer-to-defer: timer']);
assert.deepStrictEqual(adviceOn('timer-order-same-duration.js').kinds, []);
assert.deepStrictEqual(adviceOn('interval-with-ticks.js').kinds, []);
assert.deepStrictEqual(adviceOn('main-several-ticks.js').kinds, []);
