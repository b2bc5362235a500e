'use strict';
// phasor:loop's trace: each callback with its turn, phase, kind and function, and the callback that queued it.
const assert = require('assert');
const fs = require('fs');
const { startTrace, readTrace, stopTrace } = require('phasor:loop');

assert.strictEqual(readTrace(), undefined);
startTrace();
assert.throws(() => startTrace(), { code: 'ERR_INVALID_STATE' });

setTimeout(function first() {
  process.nextTick(function tick() {});
  setImmediate(function immediate() {
    queueMicrotask(function microtask() {});
    fs.stat(__filename, function stat() {
      Promise.resolve().then(() => { setTimeout(function last() {}, 2); });
    });
  });
}, 5);

process.on('exit', () => {
  const { events, lost } = readTrace();
  stopTrace();
  assert.strictEqual(readTrace(), undefined);
  assert.strictEqual(lost, 0);
  const callbacks = events.filter(({ type }) => type === 'callback');
  const named = (name) => callbacks.find(({ label }) => label?.name === name);
  const byId = (id) => callbacks.find((callback) => callback.id === id);
  const queuedBy = (callback) => byId(callback.queued.by);

  const first = named('first');
  assert.deepStrictEqual([first.kind, first.phase, first.queued.by, first.queued.delay], ['timer', 'timers', 1, 5]);
  assert.strictEqual(first.label.script, __filename);
  assert.strictEqual(first.label.line, 11);
  assert(first.start - first.queued.at >= 4);
  const tick = named('tick');
  assert.deepStrictEqual([tick.kind, tick.phase, tick.turn, queuedBy(tick)], ['nextTick', 'timers', first.turn, first]);
  const immediate = named('immediate');
  assert.deepStrictEqual([immediate.kind, immediate.phase, queuedBy(immediate)], ['immediate', 'check', first]);
  assert.deepStrictEqual([named('microtask').kind, queuedBy(named('microtask'))], ['microtask', immediate]);

  const stat = callbacks.find(({ kind }) => kind === 'fs');
  assert.deepStrictEqual([stat.phase, stat.provider, queuedBy(stat)], ['poll', 'FSREQCALLBACK', immediate]);
  assert(stat.turn > immediate.turn);
  const job = events.find(({ type, id }) => type === 'job' && id === stat.id);
  assert(job.kind === 'fs' && job.start <= stat.start);

  const last = named('last');
  const reaction = queuedBy(last);
  assert.deepStrictEqual([reaction.kind, reaction.queued.place.isPlace, reaction.queued.place.script], ['promise', true, __filename]);
  assert.strictEqual(queuedBy(reaction), stat);
  assert(events.some(({ type, turn }) => type === 'turn' && turn === first.turn));
  assert(events.some(({ type, phase }) => type === 'phase' && phase === 'poll'));
});
