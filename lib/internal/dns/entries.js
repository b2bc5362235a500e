'use strict';
// Entries of type 'dns' on the performance timeline: one for each look-up or query that succeeds while somebody observes.
// Callers: lookup.js, resolver.js. Source: Node's documentation, perf_hooks, "PerformanceNodeTiming details".

const { observed } = require('internal/perf/observed');

/**
 * @param {string} name 'lookup', 'lookupService', 'queryA' ...
 * @param {object} detail what is known at the start
 * @returns {((more: object) => void)|undefined} ends the entry; undefined when nobody observes
 */
function startEntry(name, detail) {
  if (observed.dns === 0) return undefined;
  return require('internal/perf/node_entries').startEntry(name, 'dns', detail);
}

module.exports = { startEntry };
