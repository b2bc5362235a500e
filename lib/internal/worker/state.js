'use strict';
// What a thread knows of itself: filled in by bootstrap/worker.js, the defaults are the main thread's. Callers:
// worker_threads, internal/worker/worker.js (what new workers inherit).

const LIMIT_NAMES = ['maxYoungGenerationSizeMb', 'maxOldGenerationSizeMb', 'codeRangeSizeMb', 'stackSizeMb'];

/** The object that `resourceLimits` is, of the native's numbers. */
function limitsObject(numbers) {
  const limits = {};
  for (let i = 0; i < numbers.length; i++) limits[LIMIT_NAMES[i]] = numbers[i];
  return limits;
}

const state = {
  parentPort: null,
  workerData: null,
  threadName: '',
  isHooksThread: false,
  environmentData: new Map(),
};

module.exports = { LIMIT_NAMES, limitsObject, state };
