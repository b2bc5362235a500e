'use strict';
// Histograms over HdrHistogram. Callers: perf_hooks, internal/perf/delay_monitor.
// Rule: clones, also those in other threads, share what is recorded.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS, ERR_OUT_OF_RANGE } } =
  require('internal/errors');
const { validateArray, validateInteger, validateNumber, validateObject } = require('internal/validators');
const { kClone, registerCloneable } = require('internal/clone');
const { customInspectSymbol } = require('internal/util');
const statistics = require('internal/perf/statistics');
const { sampleOf } = statistics;
const native = binding('performance');

const kKey = Symbol('make a histogram');
const kInt64Max = 2n ** 63n - 1n;
// What a Map holds.
const kMostBuckets = 2 ** 24;

function checkPercentile(percentile, name = 'percentile') {
  validateNumber(percentile, name);
  if (!(percentile > 0 && percentile <= 100)) throw new ERR_OUT_OF_RANGE(name, '> 0 && <= 100', percentile);
}

// Between 0 and 1, without either.
function checkShare(value, name) {
  validateNumber(value, name);
  if (!(value > 0 && value < 1)) throw new ERR_OUT_OF_RANGE(name, '> 0 && < 1', value);
}

function confidenceOf(options) {
  validateObject(options, 'options');
  const { confidence = 0.95 } = options;
  checkShare(confidence, 'options.confidence');
  return confidence;
}

function checkBigInt(value, name) {
  if (value >= 1n && value <= kInt64Max) return;
  const error = new ERR_OUT_OF_RANGE(name, '', value);
  error.message = `${name} is out of range`;
  throw error;
}

/** What natives take for an int64_t: a fraction is cut off, and what is no number at all counts as 0. */
function toWhole(value) {
  validateNumber(value, 'value');
  return Number.isFinite(value) ? Math.trunc(value) : 0;
}

let handleOf;

class Histogram {
  #handle;

  static {
    handleOf = (self, Class) => {
      if (typeof self !== 'object' || self === null || !(#handle in self) || !(self instanceof Class)) {
        throw new ERR_INVALID_THIS(Class.name);
      }
      return self.#handle;
    };
  }

  constructor(key = undefined, handle) {
    if (key !== kKey) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#handle = handle;
  }

  static #sampleOfOther(other) {
    if (typeof other !== 'object' || other === null || !(#handle in other)) {
      throw new ERR_INVALID_ARG_TYPE('other', 'Histogram', other);
    }
    return sampleOf(other.#handle);
  }

  get count() { return Number(handleOf(this, Histogram).count()); }
  get countBigInt() { return handleOf(this, Histogram).count(); }
  /** @param {number} value @returns {number} the share of values above it */
  ccdf(value) {
    return 1 - this.cdf(value);
  }
  /** @param {number} value @returns {number} the share of values that are at most it */
  cdf(value) {
    const handle = handleOf(this, Histogram);
    return statistics.shareUpTo(sampleOf(handle), toWhole(value));
  }
  /** @param {number} value */
  countAt(value) {
    const handle = handleOf(this, Histogram);
    return statistics.countAt(sampleOf(handle), toWhole(value));
  }
  get min() { return Number(handleOf(this, Histogram).min()); }
  get minBigInt() { return handleOf(this, Histogram).min(); }
  get max() { return Number(handleOf(this, Histogram).max()); }
  get maxBigInt() { return handleOf(this, Histogram).max(); }
  get mean() { return handleOf(this, Histogram).mean(); }
  get exceeds() { return Number(handleOf(this, Histogram).exceeds()); }
  get exceedsBigInt() { return handleOf(this, Histogram).exceeds(); }
  get ewmaMean() { return handleOf(this, Histogram).ewma()[0]; }
  get ewmaStddev() { return handleOf(this, Histogram).ewma()[1]; }
  get ewmaErrorRate() { return handleOf(this, Histogram).ewma()[2]; }
  /** @param {number} sloTarget above 0, below 1 */
  burnRate(sloTarget) {
    const handle = handleOf(this, Histogram);
    checkShare(sloTarget, 'sloTarget');
    return handle.ewma()[2] / (1 - sloTarget);
  }

  /** @param {Histogram} other */
  ksTest(other) {
    const handle = handleOf(this, Histogram);
    return statistics.ksDistance(sampleOf(handle), Histogram.#sampleOfOther(other));
  }
  /** @param {Histogram} other @param {{confidence?: number}} [options] */
  welchTest(other, options = {}) {
    const handle = handleOf(this, Histogram);
    const second = Histogram.#sampleOfOther(other);
    const confidence = confidenceOf(options);
    // Node compares a histogram with itself as with an empty one.
    const first = other === this ? { ...second, count: 0 } : sampleOf(handle);
    const { tStatistic, degreesOfFreedom, pValue, lower, upper } = statistics.welch(first, second, confidence);
    return { __proto__: null, tStatistic, degreesOfFreedom, pValue, confidenceInterval: { __proto__: null, lower, upper } };
  }
  /** @param {Histogram} other */
  mannWhitneyTest(other) {
    const handle = handleOf(this, Histogram);
    const second = Histogram.#sampleOfOther(other);
    const first = other === this ? { ...second, count: 0 } : sampleOf(handle);
    return { __proto__: null, ...statistics.mannWhitney(first, second) };
  }
  /** @param {Histogram} other */
  cohensD(other) {
    const handle = handleOf(this, Histogram);
    return statistics.cohensD(sampleOf(handle), Histogram.#sampleOfOther(other));
  }
  /** @param {Histogram} other */
  cliffsD(other) {
    const handle = handleOf(this, Histogram);
    return statistics.cliffsDelta(sampleOf(handle), Histogram.#sampleOfOther(other));
  }
  get kurtosis() { return statistics.kurtosis(sampleOf(handleOf(this, Histogram))); }

  /** @param {number} stepSize */
  linearBuckets(stepSize) {
    const handle = handleOf(this, Histogram);
    validateInteger(stepSize, 'stepSize', 1);
    const most = Number(handle.max()) / kMostBuckets;
    if (stepSize < most) throw new ERR_OUT_OF_RANGE('stepSize', `>= ${Math.ceil(most)}`, stepSize);
    function* boundaries() {
      for (let i = 1; ; i++) yield handle.lowestEquivalent(i * stepSize);
    }
    return statistics.rebucket(sampleOf(handle), boundaries());
  }
  /** @param {number} firstBucket @param {number} base above 1; from 2 on it is cut to an integer */
  logBuckets(firstBucket, base) {
    const handle = handleOf(this, Histogram);
    validateInteger(firstBucket, 'firstBucket', 1);
    validateNumber(base, 'base');
    if (!(base > 1)) throw new ERR_OUT_OF_RANGE('base', '> 1', base);
    const factor = base < 2 ? base : Math.floor(base);
    function* boundaries() {
      for (let bound = firstBucket, left = kMostBuckets; ; bound = Math.max(bound + 1, Math.floor(bound * factor))) {
        if (left-- === 0) throw new ERR_OUT_OF_RANGE('base', 'large enough for the range of the values', base);
        yield handle.lowestEquivalent(bound);
      }
    }
    return statistics.rebucket(sampleOf(handle), boundaries());
  }
  get skewness() { return statistics.skewness(sampleOf(handleOf(this, Histogram))); }
  get stddev() { return handleOf(this, Histogram).stddev(); }

  /** @param {number} percentile above 0, at most 100 */
  percentile(percentile) {
    const handle = handleOf(this, Histogram);
    checkPercentile(percentile);
    return Number(handle.percentile(percentile));
  }
  percentileBigInt(percentile) {
    const handle = handleOf(this, Histogram);
    checkPercentile(percentile);
    return handle.percentile(percentile);
  }
  /** @param {number} percentile @param {{confidence?: number}} [options] */
  percentileCI(percentile, options = {}) {
    const handle = handleOf(this, Histogram);
    checkPercentile(percentile);
    const confidence = confidenceOf(options);
    const value = Number(handle.percentile(percentile));
    const sample = sampleOf(handle);
    if (sample.count < 2) return { __proto__: null, value, lower: value, upper: value };
    return { __proto__: null, value, ...statistics.percentileInterval(sample, percentile, confidence) };
  }
  get percentiles() {
    const handle = handleOf(this, Histogram);
    return new Map(pairs(handle.percentiles()).map(([key, value]) => [key, Number(value)]));
  }
  get percentilesBigInt() { return new Map(pairs(handleOf(this, Histogram).percentiles())); }
  /** @param {number[]} percentiles @returns {Map<number, number>} in ascending order */
  percentilesAt(percentiles) {
    const handle = handleOf(this, Histogram);
    validateArray(percentiles, 'percentiles');
    percentiles.forEach((percentile, i) => checkPercentile(percentile, `percentiles[${i}]`));
    // Without any value Node answers 1 here, whatever percentile() says.
    const valueAt = handle.count() === 0n ? () => 1 : (percentile) => Number(handle.percentile(percentile));
    return new Map(percentiles.toSorted((a, b) => a - b).map((percentile) => [percentile, valueAt(percentile)]));
  }
  reset() {
    handleOf(this, Histogram).reset();
  }
  toJSON() {
    const { count, min, max, mean, exceeds, stddev, skewness, kurtosis, ewmaMean, ewmaStddev, ewmaErrorRate, percentiles } = this;
    return {
      count, min, max, mean, exceeds, stddev, skewness, kurtosis, ewmaMean, ewmaStddev, ewmaErrorRate,
      percentiles: Object.fromEntries(percentiles),
    };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return `[${this.constructor.name}]`;
    const { inspect } = require('internal/util/inspect');
    const { min, max, mean, exceeds, stddev, skewness, kurtosis, count, percentiles } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Histogram ${inspect({ min, max, mean, exceeds, stddev, skewness, kurtosis, count, percentiles }, inner)}`;
  }

  [kClone]() {
    return { type: 'Histogram', data: handleOf(this, Histogram) };
  }
}

function pairs(flat) {
  const list = [];
  for (let i = 0; i < flat.length; i += 2) list.push([flat[i], flat[i + 1]]);
  return list;
}

class RecordableHistogram extends Histogram {
  constructor(key = undefined, handle) {
    super(key, handle);
  }

  /** @param {number|bigint} val 1 to 2^53 - 1, a bigint to 2^63 - 1 */
  record(val) {
    const handle = handleOf(this, RecordableHistogram);
    if (typeof val === 'bigint') checkBigInt(val, 'value');
    else validateInteger(val, 'val', 1);
    handle.record(val);
  }
  /** Records the nanoseconds since the last call. */
  recordDelta() {
    handleOf(this, RecordableHistogram).recordDelta();
  }
  /** Records what coordinated omission has left out, too. @param {number|bigint} val @param {number|bigint} expectedInterval */
  recordCorrected(val, expectedInterval) {
    const handle = handleOf(this, RecordableHistogram);
    if (typeof val === 'bigint') {
      if (typeof expectedInterval !== 'bigint') throw new ERR_INVALID_ARG_TYPE('expectedInterval', 'bigint', expectedInterval);
      checkBigInt(val, 'value');
      checkBigInt(expectedInterval, 'expected_interval');
    } else {
      validateInteger(val, 'val', 1);
      validateInteger(expectedInterval, 'expectedInterval', 1);
    }
    handle.recordCorrected(val, expectedInterval);
  }
  /** @param {RecordableHistogram} other */
  subtract(other) {
    const handle = handleOf(this, RecordableHistogram);
    if (!(other instanceof RecordableHistogram)) throw new ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    handle.subtract(handleOf(other, RecordableHistogram));
  }
  /** @param {RecordableHistogram} other */
  add(other) {
    const handle = handleOf(this, RecordableHistogram);
    if (!(other instanceof RecordableHistogram)) throw new ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    handle.add(handleOf(other, RecordableHistogram));
  }

  [kClone]() {
    return { type: 'RecordableHistogram', data: handleOf(this, RecordableHistogram) };
  }
}

registerCloneable('Histogram', (handle) => new Histogram(kKey, handle));
registerCloneable('RecordableHistogram', (handle) => new RecordableHistogram(kKey, handle));

function checkBounds(lowest, highest) {
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1);
  else if (lowest < 1n || lowest > kInt64Max) throw new ERR_OUT_OF_RANGE('options.lowest', `>= 1 && <= ${kInt64Max}`, lowest);
  const least = 2n * BigInt(lowest);
  if (typeof highest !== 'bigint') validateInteger(highest, 'options.highest', Number(least));
  else if (highest < least || highest > kInt64Max) throw new ERR_INVALID_ARG_VALUE.RangeError('options.highest', highest);
}

/**
 * @param {{lowest?: number|bigint, highest?: number|bigint, figures?: number, halfLife?: number, threshold?: number}} [options]
 *   halfLife: of the moving average, in samples; threshold: of what counts as an error in it
 */
function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3, halfLife = 0, threshold = 0 } = options;
  checkBounds(lowest, highest);
  validateInteger(figures, 'options.figures', 1, 5);
  for (const { 0: name, 1: value } of [['halfLife', halfLife], ['threshold', threshold]]) {
    validateNumber(value, `options.${name}`);
    if (value < 0) throw new ERR_OUT_OF_RANGE(`options.${name}`, '>= 0', value);
  }
  return new RecordableHistogram(kKey, new native.Histogram(lowest, highest, figures, halfLife, threshold));
}

module.exports = { createHistogram, handleOf, Histogram, kKey, RecordableHistogram };
