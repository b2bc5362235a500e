'use strict';
// Statistics of what histograms have counted (Node's documentation, class Histogram). Caller: internal/perf/histogram.
// Rule: a bucket's values count as its median, as in its mean; buckets come in ascending order, without empty ones.

const { binomialQuantile, normalTails, studentQuantile, studentTails } = require('internal/perf/distributions');

/**
 * @typedef {{low: number, median: number, high: number, count: number}} Bucket low and high: the values that count as the same
 * @typedef {{buckets: Bucket[], count: number, mean: number}} Sample
 */

const kBucketFields = 4;

/** @param {object} native a NativeHistogram @returns {Sample} */
function sampleOf(native) {
  const flat = native.buckets();
  const buckets = [];
  for (let i = 0; i < flat.length; i += kBucketFields) {
    buckets.push({ low: flat[i], median: flat[i + 1], high: flat[i + 2], count: flat[i + 3] });
  }
  return { buckets, count: Number(native.count()), mean: native.mean() };
}

// ---- of one sample ----

/** The mean of the n-th powers of the distances from the mean. */
function moment({ buckets, count, mean }, n) {
  let sum = 0;
  for (const bucket of buckets) sum += (bucket.median - mean) ** n * bucket.count;
  return sum / count;
}

function skewness(sample) {
  const variance = sample.count > 0 ? moment(sample, 2) : 0;
  return variance > 0 ? moment(sample, 3) / variance ** 1.5 : 0;
}

/** Excess kurtosis: 0 for a normal distribution. */
function kurtosis(sample) {
  const variance = sample.count > 0 ? moment(sample, 2) : 0;
  return variance > 0 ? moment(sample, 4) / variance ** 2 - 3 : 0;
}

/** Which share of the values is at most `value`. */
function shareUpTo({ buckets, count }, value) {
  let below = 0;
  for (const bucket of buckets) {
    if (bucket.low > value) break;
    below += bucket.count;
  }
  return count > 0 ? below / count : 0;
}

function countAt({ buckets }, value) {
  return buckets.find(({ low, high }) => low <= value && value <= high)?.count ?? 0;
}

/** The bucket of the value that comes at `rank` (from 1) in order. */
function bucketAt({ buckets }, rank) {
  let left = rank;
  for (const bucket of buckets) {
    left -= bucket.count;
    if (left <= 0) return bucket;
  }
  return buckets.at(-1);
}

/** Between which values a percentile lies with the given confidence: order statistics whose ranks are binomial. */
function percentileInterval(sample, percentile, confidence) {
  const { count } = sample;
  const tail = (1 - confidence) / 2;
  const lower = binomialQuantile(tail, count, percentile / 100);
  const upper = binomialQuantile(1 - tail, count, percentile / 100) + 1;
  return { lower: bucketAt(sample, Math.max(1, lower)).low, upper: bucketAt(sample, Math.min(count, upper)).high };
}

/**
 * Counts between boundaries: boundary -> how many values are at most it and above the one before, until all are counted.
 * @param {Sample} sample @param {Iterable<number>} boundaries ascending
 */
function rebucket({ buckets }, boundaries) {
  const counts = new Map();
  let next = 0;
  for (const boundary of boundaries) {
    if (next === buckets.length) break;
    let count = 0;
    while (next < buckets.length && buckets[next].low <= boundary) count += buckets[next++].count;
    counts.set(boundary, count);
  }
  return counts;
}

// ---- of two samples ----

/** The values of both in order: [count in the first, count in the second] for each. */
function* merged(first, second) {
  let i = 0;
  let k = 0;
  while (i < first.buckets.length || k < second.buckets.length) {
    const a = first.buckets[i];
    const b = second.buckets[k];
    const order = a === undefined ? 1 : b === undefined ? -1 : a.median - b.median;
    yield [order <= 0 ? a.count : 0, order >= 0 ? b.count : 0];
    if (order <= 0) i++;
    if (order >= 0) k++;
  }
}

/** Kolmogorov and Smirnov: the greatest distance between the distribution functions. */
function ksDistance(first, second) {
  if (first.count === 0 || second.count === 0) return 0;
  let greatest = 0;
  let below = 0;
  let belowSecond = 0;
  for (const { 0: a, 1: b } of merged(first, second)) {
    below += a;
    belowSecond += b;
    greatest = Math.max(greatest, Math.abs(below / first.count - belowSecond / second.count));
  }
  return greatest;
}

/** Over all pairs of a value of each: how many have the greater one in the first, how many in the second, how many are equal. */
function comparePairs(first, second) {
  let greater = 0;
  let less = 0;
  let equal = 0;
  let belowSecond = 0;
  for (const { 0: a, 1: b } of merged(first, second)) {
    greater += a * belowSecond;
    less += a * (second.count - belowSecond - b);
    equal += a * b;
    belowSecond += b;
  }
  return { greater, less, equal };
}

function cliffsDelta(first, second) {
  const pairs = first.count * second.count;
  if (pairs === 0) return 0;
  const { greater, less } = comparePairs(first, second);
  return (greater - less) / pairs;
}

/** By the normal approximation, corrected for ties. */
function mannWhitney(first, second) {
  const pairs = first.count * second.count;
  if (pairs === 0) return { uStatistic: 0, zScore: 0, pValue: 1 };
  const { greater, equal } = comparePairs(first, second);
  const uStatistic = greater + equal / 2;
  const all = first.count + second.count;
  let ties = 0;
  for (const { 0: a, 1: b } of merged(first, second)) ties += (a + b) ** 3 - (a + b);
  const variance = pairs / 12 * (all + 1 - ties / (all * (all - 1)));
  if (!(variance > 0)) return { uStatistic, zScore: 0, pValue: 1 };
  const zScore = (uStatistic - pairs / 2) / Math.sqrt(variance);
  return { uStatistic, zScore, pValue: normalTails(zScore) };
}

/** The variance of what the sample was taken from. */
const sampleVariance = (sample) => moment(sample, 2) * sample.count / (sample.count - 1);

function cohensD(first, second) {
  if (first.count < 2 || second.count < 2) return 0;
  const pooled = (sampleVariance(first) * (first.count - 1) + sampleVariance(second) * (second.count - 1)) /
    (first.count + second.count - 2);
  return pooled > 0 ? (first.mean - second.mean) / Math.sqrt(pooled) : 0;
}

/** Welch's t-test of the difference of the means. */
function welch(first, second, confidence) {
  const none = { tStatistic: 0, degreesOfFreedom: 0, pValue: 1, lower: 0, upper: 0 };
  if (first.count < 2 || second.count < 2) return none;
  const a = sampleVariance(first) / first.count;
  const b = sampleVariance(second) / second.count;
  if (!(a + b > 0)) return none;
  const difference = first.mean - second.mean;
  const error = Math.sqrt(a + b);
  const tStatistic = difference / error;
  const degreesOfFreedom = (a + b) ** 2 / (a ** 2 / (first.count - 1) + b ** 2 / (second.count - 1));
  const margin = studentQuantile(1 - confidence, degreesOfFreedom) * error;
  return {
    tStatistic, degreesOfFreedom, pValue: studentTails(tStatistic, degreesOfFreedom),
    lower: difference - margin, upper: difference + margin,
  };
}

module.exports = {
  cliffsDelta, cohensD, countAt, ksDistance, kurtosis, mannWhitney, percentileInterval, rebucket, sampleOf, shareUpTo, skewness,
  welch,
};
