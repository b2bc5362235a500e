'use strict';
// Statistics of histograms: shape, shares, intervals, and tests of one against another.
const assert = require('assert');
const { createHistogram } = require('perf_hooks');

const of = (values) => {
  const histogram = createHistogram();
  for (const value of values) histogram.record(value);
  return histogram;
};
const near = (actual, expected) => {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${actual}, not ${expected}`);
};
const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);
const ten = of(upTo(10));
const other = of([3, 4, 5, 6, 7, 8, 9, 10, 11, 5000]);

// Shape and shares
assert.strictEqual(ten.skewness, 0);
near(ten.kurtosis, -1.2242424242424244);
near(other.skewness, 2.666653306673021);
assert.deepStrictEqual([0, 1, 2.5, 10, -1, NaN].map((value) => ten.cdf(value)), [0, 0.1, 0.2, 1, 0, 0]);
assert.deepStrictEqual([ten.ccdf(5), other.countAt(5001), other.countAt(5004)], [0.5, 1, 0]);
assert.throws(() => ten.cdf(5n), { code: 'ERR_INVALID_ARG_TYPE' });

// Intervals of percentiles
const thousand = of(upTo(1000));
for (const [percentile, lower, upper] of [[1, 4, 18], [50, 469, 532], [99, 983, 997], [99.9, 997, 1000]]) {
  assert.deepStrictEqual({ ...thousand.percentileCI(percentile) }, { value: percentile * 10, lower, upper });
}
assert.deepStrictEqual({ ...ten.percentileCI(50, { confidence: 0.5 }) }, { value: 5, lower: 4, upper: 7 });
assert.throws(() => ten.percentileCI(50, { confidence: 1 }), { code: 'ERR_OUT_OF_RANGE' });

// Other buckets
assert.deepStrictEqual([...ten.linearBuckets(3)], [[3, 3], [6, 3], [9, 3], [12, 1]]);
assert.deepStrictEqual([...ten.logBuckets(1, 2)], [[1, 1], [2, 1], [4, 2], [8, 4], [16, 2]]);
assert.deepStrictEqual([...ten.percentilesAt([99, 50, 50])], [[50, 5], [99, 10]]);

// Comparisons
near(ten.ksTest(other), 0.2);
near(ten.cohensD(other), -0.4485551560027092);
assert.strictEqual(ten.cliffsD(other), -0.36);
const welch = ten.welchTest(other);
near(welch.tStatistic, -1.0029998204800805);
near(welch.degreesOfFreedom, 9.000066132021557);
near(welch.pValue, 0.34206356867545484);
near(welch.confidenceInterval.lower, -1630.9498225024777);
near(welch.confidenceInterval.upper, 628.9498225024777);
const { uStatistic, zScore, pValue } = ten.mannWhitneyTest(other);
assert.strictEqual(uStatistic, 32);
near(zScore, -1.3647829040507164);
near(pValue, 0.17232129362429346);
assert.strictEqual(createHistogram().welchTest(ten).pValue, 1);
assert.throws(() => ten.ksTest({}), { code: 'ERR_INVALID_ARG_TYPE' });
