'use strict';
// perf_hooks.monitorEventLoopDelay() has no timer: while the program waits the loop does not turn, and the samples are there
// all the same.
const assert = require('assert');
const { monitorEventLoopDelay } = require('perf_hooks');
const { metrics } = require('phasor:loop');

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
setTimeout(() => {
  const { turns } = metrics();
  assert.ok(delay.count >= 50, `${delay.count} samples`);
  assert.ok(turns < 20, `${turns} turns`);
}, 100);
