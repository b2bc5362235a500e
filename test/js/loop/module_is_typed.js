'use strict';
// lib/phasor/loop.d.ts declares what phasor:loop gives: its functions, and the fields of what they return.
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const loop = require('phasor:loop');

const text = fs.readFileSync(path.join(__dirname, '../../../lib/phasor/loop.d.ts'), 'utf8').replace(/\/\*\*.*?\*\//gs, '');
const sorted = (names) => [...names].sort();
const fieldsOf = (name) => {
  const [, body] = new RegExp(`interface ${name} \\{(.*?)\\n  \\}`, 's').exec(text);
  return sorted(body.matchAll(/^ {4}(\w+)\??:/gm).map(([, field]) => field));
};
const check = (object, name) => assert.deepStrictEqual(sorted(Object.keys(object)), fieldsOf(name), name);

assert.deepStrictEqual(sorted(Object.keys(loop)), sorted(text.matchAll(/export function (\w+)/g).map(([, name]) => name)));

loop.startTrace({ stacks: true });
const timer = setTimeout(() => {}, 1e6);
fs.readFile(__filename, () => {
  const metrics = loop.metrics();
  check(metrics, 'LoopMetrics');
  check(metrics.turn, 'Times');
  check(metrics.jobs.fs, 'Jobs');
  check(metrics.pools.fs, 'Pool');
  check(metrics.requests.FSREQCALLBACK, 'Active');
  check(loop.now(), 'LoopNow');
  const [reason] = loop.whyAlive();
  check(reason, 'Reason');
  check({ ...reason.stack[0], isPlace: true }, 'Place');
  clearTimeout(timer);
  const { events } = loop.readTrace();
  check(events[0], 'LoopEvent');
  loop.stopTrace();

  require('diagnostics_channel').subscribe('phasor.loop.block', (report) => {
    check(report, 'BlockReport');
    check(report.stack[0], 'BlockFrame');
    loop.watchBlocks(0);
  });
  loop.watchBlocks(20, { output: 'none' });
  setImmediate(() => {
    for (const until = performance.now() + 200; performance.now() < until;);
  });
});
