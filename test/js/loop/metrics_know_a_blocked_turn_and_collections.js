'use strict';
// phasor:loop's metrics: the delay of a turn that blocks, and garbage collections by kind.
const assert = require('assert');
const v8 = require('v8');
const { metrics } = require('phasor:loop');

v8.setFlagsFromString('--expose-gc');
const gc = require('vm').runInNewContext('gc');

setImmediate(() => {
  const end = Date.now() + 60;
  while (Date.now() < end);
  gc();
});

process.on('exit', () => {
  const { delay, phases, gc: collections } = metrics();
  assert(delay.max >= 55 && delay.max < 5000, `${delay.max}`);
  assert(phases.check.max >= 55);
  assert(collections['mark-sweep-compact'].count >= 1 && collections['mark-sweep-compact'].total > 0);
});
