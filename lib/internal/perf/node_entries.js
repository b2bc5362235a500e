'use strict';
// Entries that Node adds to the performance timeline: dns, net. Callers look at internal/perf/observed first.

const { kKey, PerformanceNodeEntry } = require('internal/perf/entries');
const { enqueue } = require('internal/perf/observer');
const { now } = binding('performance');

/**
 * An operation begins.
 * @param {string} name @param {'dns'|'net'} type
 * @param {object} detail what is known at the start
 * @returns {(more?: object) => void} to be called when it has come to a good end
 */
function startEntry(name, type, detail) {
  const startTime = now();
  return (more) => {
    enqueue(new PerformanceNodeEntry(kKey, name, type, startTime, now() - startTime, { ...detail, ...more }));
  };
}

module.exports = { startEntry };
