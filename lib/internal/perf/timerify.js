'use strict';
// performance.timerify(): a function whose calls become 'function' entries. Callers: perf_hooks, performance.

const { validateFunction, validateObject } = require('internal/validators');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { enqueue } = require('internal/perf/observer');
const { kKey, PerformanceNodeEntry } = require('internal/perf/entries');
const native = binding('performance');

function report(name, start, args, histogram) {
  const duration = native.now() - start;
  // Histograms count nanoseconds, at least one.
  if (histogram !== undefined) histogram.record(Math.max(1, Math.ceil(duration * 1e6)));
  const entry = new PerformanceNodeEntry(kKey, name, 'function', start, duration, args);
  for (let i = 0; i < args.length; i++) entry[i] = args[i];
  enqueue(entry);
}

/** @param {Function} fn @param {{histogram?: object}} [options] @returns {Function} */
function timerify(fn, options = {}) {
  validateFunction(fn, 'fn');
  validateObject(options, 'options');
  const { histogram } = options;
  if (histogram !== undefined && typeof histogram?.record !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.histogram', 'RecordableHistogram', histogram);
  }
  function timerified(...args) {
    const start = native.now();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    if (!new.target && typeof result?.finally === 'function') {
      return result.finally(() => report(fn.name, start, args, histogram));
    }
    report(fn.name, start, args, histogram);
    return result;
  }
  Object.defineProperties(timerified, {
    length: { __proto__: null, configurable: false, enumerable: true, value: fn.length },
    name: { __proto__: null, configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
  return timerified;
}

module.exports = { timerify };
