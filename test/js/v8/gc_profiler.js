'use strict';
// GCProfiler and 'gc' entries tell of a collection that v8.setFlagsFromString('--expose-gc') allows to ask for.
const assert = require('assert');
const { PerformanceObserver } = require('perf_hooks');
const v8 = require('v8');
const vm = require('vm');

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');
const profiler = new v8.GCProfiler();
assert.strictEqual(profiler.stop(), undefined);
profiler.start();
gc();
const { version, statistics, startTime, endTime } = profiler.stop();
assert.strictEqual(version, 1);
assert.ok(endTime >= startTime);
const major = statistics.find(({ gcType }) => gcType === 'MarkSweepCompact');
assert.ok(major.cost > 0);
assert.ok(major.afterGC.heapStatistics.usedHeapSize > 0);
assert.ok(major.beforeGC.heapSpaceStatistics.some(({ spaceName }) => spaceName === 'old_space'));
let seen;
const observer = new PerformanceObserver((list) => {
  [seen] = list.getEntries();
  observer.disconnect();
});
observer.observe({ type: 'gc' });
gc();
setImmediate(() => setImmediate(() => setImmediate(() => {
  assert.strictEqual(seen.name, 'gc');
  assert.ok(seen.detail.kind > 0);
})));
