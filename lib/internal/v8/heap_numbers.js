'use strict';
// What lib/v8.js and a worker's parent (internal/worker/worker.js) share of heap statistics and snapshots.

const { validateBoolean, validateObject } = require('internal/validators');

// In the order of bindings/heap.cc.
const HEAP_FIELDS = ['total_heap_size', 'total_heap_size_executable', 'total_physical_size', 'total_available_size',
                     'used_heap_size', 'heap_size_limit', 'malloced_memory', 'peak_malloced_memory', 'does_zap_garbage',
                     'number_of_native_contexts', 'number_of_detached_contexts', 'total_global_handles_size',
                     'used_global_handles_size', 'external_memory'];

function toObject(names, values, offset = 0) {
  const object = {};
  for (let i = 0; i < names.length; i++) object[names[i]] = values[offset + i];
  return object;
}

/** v8.getHeapStatistics() of the native's numbers. */
const heapStatistics = (numbers) => toObject(HEAP_FIELDS, numbers);

/** @returns {[boolean, boolean]} exposeInternals, exposeNumericValues */
function snapshotOptions(options = {}) {
  validateObject(options, 'options');
  const { exposeInternals = false, exposeNumericValues = false } = options;
  validateBoolean(exposeInternals, 'options.exposeInternals');
  validateBoolean(exposeNumericValues, 'options.exposeNumericValues');
  return [exposeInternals, exposeNumericValues];
}

module.exports = { heapStatistics, snapshotOptions, toObject };
