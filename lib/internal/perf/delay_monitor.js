'use strict';
// monitorEventLoopDelay(): the loop's delay in a histogram. No timer: the loop tells of its turns (src/loop/delay_sampler.h).
// Caller: perf_hooks.

const { newResourceId } = require('internal/async_context');
const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
const { Histogram, kKey } = require('internal/perf/histogram');
const { validateBoolean, validateInteger, validateObject } = require('internal/validators');
const native = binding('performance');

const kHour = 3600 * 1e9;
const kEachTurn = 0;

class ELDHistogram extends Histogram {
  #monitor;
  #running = false;

  constructor(key = undefined, handle, resolution) {
    super(key, handle);
    this.#monitor = new native.LoopDelay(handle, resolution);
    newResourceId('ELDHISTOGRAM', this);
  }

  static #check(self) {
    if (typeof self !== 'object' || self === null || !(#monitor in self)) throw new ERR_INVALID_THIS('ELDHistogram');
  }

  /** @returns {boolean} whether it was off before */
  enable() {
    ELDHistogram.#check(this);
    if (this.#running) return false;
    this.#running = true;
    this.#monitor.start();
    return true;
  }
  /** @returns {boolean} whether it was on before */
  disable() {
    ELDHistogram.#check(this);
    if (!this.#running) return false;
    this.#running = false;
    this.#monitor.stop();
    return true;
  }
  [Symbol.dispose]() {
    this.disable();
  }
}

/** @param {{resolution?: number, samplePerIteration?: boolean}} [options] resolution in ms */
function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10, samplePerIteration = false } = options;
  validateBoolean(samplePerIteration, 'options.samplePerIteration');
  validateInteger(resolution, 'options.resolution', 1);
  const sampled = samplePerIteration ? kEachTurn : Math.min(resolution, 2 ** 31 - 1);
  return new ELDHistogram(kKey, new native.Histogram(1, kHour, 3, 0, 0), sampled);
}

module.exports = { monitorEventLoopDelay };
