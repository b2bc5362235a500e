'use strict';
// watchBlocks(): the report arrives on the channel phasor.loop.block when JavaScript runs again; 0 ends the watch.
const assert = require('assert');
const { subscribe } = require('diagnostics_channel');
const { watchBlocks } = require('phasor:loop');

const reports = [];
subscribe('phasor.loop.block', (report) => { reports.push(report); });
watchBlocks(100, { output: 'none' });

function block(ms) {
  for (const end = performance.now() + ms; performance.now() < end;);
}
function onTimer() {
  block(500);
  setImmediate(check);
}
setTimeout(onTimer, 1);

function check() {
  const report = reports.find(({ phase }) => phase === 'timers');
  assert.strictEqual(report.threshold, 100);
  assert.strictEqual(report.stack.find((frame) => frame.function === 'onTimer').file, __filename);
  watchBlocks(0);
  const { length } = reports;
  setTimeout(() => {
    block(200);
    setImmediate(() => assert.strictEqual(reports.length, length));
  }, 1);
}
