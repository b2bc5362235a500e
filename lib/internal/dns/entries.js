'use strict';
// Entries of type 'dns' on the performance timeline: one for each look-up or query that succeeds while somebody observes.
// Callers: lookup.js, resolver.js. Source: Node's documentation, perf_hooks, "PerformanceNodeTiming details".

const { enqueue, isObserved } = require('internal/perf/observer');

/**
 * @param {string} name 'lookup', 'lookupService', 'queryA' ...
 * @param {object} detail what is known at the start
 * @returns {((more: object) => void)|undefined} ends the entry; undefined when nobody observes
 */
function startEntry(name, detail) {
  if (!isObserved('dns')) return undefined;
  const { now } = binding('performance');
  const start = now();
  return (more) => {
    const { kKey, PerformanceNodeEntry } = require('internal/perf/entries');
    enqueue(new PerformanceNodeEntry(kKey, name, 'dns', start, now() - start, { ...detail, ...more }));
  };
}

module.exports = { startEntry };
