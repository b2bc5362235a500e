'use strict';
// Histograms over HdrHistogram, and the monitor of the loop's delay. Callers: perf_hooks.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateInteger, validateNumber, validateObject } = require('internal/validators');
const { customInspectSymbol } = require('internal/util');
const native = binding('performance');

const kKey = Symbol('make a histogram');

function checkPercentile(percentile) {
  validateNumber(percentile, 'percentile');
  if (Number.isNaN(percentile) || percentile <= 0 || percentile > 100) {
    throw new ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percentile);
  }
}

class Histogram {
  constructor(key, handle) {
    if (key !== kKey) throw new ERR_ILLEGAL_CONSTRUCTOR();
    Object.defineProperty(this, '_native', { __proto__: null, value: handle, enumerable: false, writable: false });
  }

  get count() { return Number(this._native.count()); }
  get countBigInt() { return this._native.count(); }
  get min() { return Number(this._native.min()); }
  get minBigInt() { return this._native.min(); }
  get max() { return Number(this._native.max()); }
  get maxBigInt() { return this._native.max(); }
  get mean() { return this._native.mean(); }
  get exceeds() { return Number(this._native.exceeds()); }
  get exceedsBigInt() { return this._native.exceeds(); }
  get stddev() { return this._native.stddev(); }

  /** @param {number} percentile above 0, at most 100 */
  percentile(percentile) {
    checkPercentile(percentile);
    return Number(this._native.percentile(percentile));
  }
  percentileBigInt(percentile) {
    checkPercentile(percentile);
    return this._native.percentile(percentile);
  }
  get percentiles() {
    return new Map([...this.percentilesBigInt].map(([key, value]) => [key, Number(value)]));
  }
  get percentilesBigInt() {
    const flat = this._native.percentiles();
    const map = new Map();
    for (let i = 0; i < flat.length; i += 2) map.set(flat[i], flat[i + 1]);
    return map;
  }
  reset() {
    this._native.reset();
  }
  toJSON() {
    const { count, min, max, mean, exceeds, stddev } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(this.percentiles) };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return `[${this.constructor.name}]`;
    const { inspect } = require('internal/util/inspect');
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Histogram ${inspect({ min, max, mean, exceeds, stddev, count, percentiles }, inner)}`;
  }
}

class RecordableHistogram extends Histogram {
  /** @param {number|bigint} val 1 to 2^53 - 1 */
  record(val) {
    if (typeof val === 'bigint') {
      if (val < 1n || val > 9223372036854775807n) throw new ERR_OUT_OF_RANGE('val', '>= 1 && <= 9223372036854775807', val);
    } else {
      validateInteger(val, 'val', 1);
    }
    this._native.record(val);
  }
  /** Records the nanoseconds since the last call. */
  recordDelta() {
    this._native.recordDelta();
  }
  /** @param {RecordableHistogram} other */
  add(other) {
    if (!(other instanceof RecordableHistogram)) throw new ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    this._native.add(other._native);
  }
}

function checkBound(value, name, min) {
  if (typeof value === 'bigint') return value;
  validateInteger(value, name, min);
  return value;
}

/** @param {{lowest?: number|bigint, highest?: number|bigint, figures?: number}} [options] */
function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  checkBound(lowest, 'options.lowest', 1);
  if (typeof highest === 'bigint') {
    if (highest < 2n * BigInt(lowest)) {
      throw new ERR_OUT_OF_RANGE('options.highest', `>= ${2n * BigInt(lowest)}`, highest);
    }
  } else {
    validateInteger(highest, 'options.highest', 2 * Number(lowest));
  }
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(kKey, new native.Histogram(lowest, highest, figures));
}

class ELDHistogram extends Histogram {
  #monitor;
  #running = false;

  constructor(key, handle, resolution) {
    super(key, handle);
    this.#monitor = new native.LoopDelay(handle, resolution);
  }
  /** @returns {boolean} whether it was off before */
  enable() {
    if (this.#running) return false;
    this.#running = true;
    this.#monitor.start(false);
    return true;
  }
  /** @returns {boolean} whether it was on before */
  disable() {
    if (!this.#running) return false;
    this.#running = false;
    this.#monitor.stop();
    return true;
  }
  [Symbol.dispose]() {
    this.disable();
  }
}

const kHour = 3600 * 1e9;

/** @param {{resolution?: number}} [options] resolution in ms */
function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new ELDHistogram(kKey, new native.Histogram(1, kHour, 3), Math.min(resolution, 0x7FFFFFFF));
}

module.exports = { createHistogram, monitorEventLoopDelay };
