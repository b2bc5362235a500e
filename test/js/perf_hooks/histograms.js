'use strict';
// Histograms: clones share what is recorded, also with another thread; add, subtract, corrected recording, limits.
const assert = require('assert');
const { createHistogram, monitorEventLoopDelay } = require('perf_hooks');
const { Worker } = require('worker_threads');

const of = (values, options) => {
  const histogram = createHistogram(options);
  for (const value of values) histogram.record(value);
  return histogram;
};

// Arithmetic
const sum = of([1, 1, 2, 3]);
sum.subtract(of([1, 2, 2, 9]));
assert.deepStrictEqual([sum.count, sum.min, sum.max], [2, 1, 3]);
sum.add(of([7]));
assert.deepStrictEqual([sum.count, sum.max], [3, 7]);
sum.subtract(sum);
assert.strictEqual(sum.count, 0);

// What is above `highest` exceeds, and takes part in nothing else.
const narrow = of([100, 101, 5000], { highest: 100 });
assert.deepStrictEqual([narrow.count, narrow.exceeds, narrow.max], [1, 2, 100]);

// Coordinated omission, also where that means very many values.
const corrected = createHistogram();
corrected.recordCorrected(10, 3);
assert.deepStrictEqual([...corrected.linearBuckets(1)].filter(([, count]) => count > 0), [[4, 1], [7, 1], [10, 1]]);
assert.throws(() => corrected.recordCorrected(10n, 3), { code: 'ERR_INVALID_ARG_TYPE' });

// The moving average
const moving = of([10, 20, 100], { halfLife: 1, threshold: 50 });
assert.deepStrictEqual([moving.ewmaMean, moving.ewmaErrorRate, moving.burnRate(0.5)], [57.5, 0.5, 1]);
moving.reset();
assert.strictEqual(moving.ewmaMean, 0);

// Foreign receivers
const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Object.getPrototypeOf(sum)), 'count');
assert.throws(() => get.call({}), { code: 'ERR_INVALID_THIS' });

// Clones
const shared = of([5]);
const clone = structuredClone(shared);
clone.record(6);
assert.deepStrictEqual([shared.count, clone.constructor.name], [2, 'RecordableHistogram']);
assert.strictEqual(structuredClone(monitorEventLoopDelay()).enable, undefined);
new Worker('const { workerData, parentPort } = require("worker_threads"); workerData.record(1000); parentPort.postMessage(workerData)',
           { eval: true, workerData: shared }).on('message', (again) => {
  assert.deepStrictEqual([shared.count, shared.max, again.count], [3, 1000, 3]);
});
