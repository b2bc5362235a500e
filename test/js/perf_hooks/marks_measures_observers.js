'use strict';
// Marks and measures reach the timeline and, in an immediate, the observers.
const assert = require('assert');
const { createHistogram, performance, PerformanceObserver } = require('perf_hooks');

let observed;
const observer = new PerformanceObserver((list) => {
  observed = list.getEntries().map(({ name, entryType }) => `${entryType} ${name}`);
  observer.disconnect();
});
observer.observe({ entryTypes: ['mark', 'measure'] });
performance.mark('a', { startTime: 1 });
performance.mark('b', { startTime: 5, detail: { x: 1 } });
const measure = performance.measure('m', 'a', 'b');
assert.deepStrictEqual([measure.startTime, measure.duration], [1, 4]);
assert.deepStrictEqual(performance.getEntriesByName('b')[0].detail, { x: 1 });
assert.throws(() => performance.measure('m', 'nope'), { name: 'SyntaxError' });
process.on('exit', () => assert.deepStrictEqual(observed, ['mark a', 'measure m', 'mark b']));

const histogram = createHistogram();
histogram.record(5);
histogram.record(10n);
assert.deepStrictEqual([histogram.count, histogram.min, histogram.max, histogram.mean], [2, 5, 10, 7.5]);
