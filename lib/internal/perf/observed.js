'use strict';
// How many PerformanceObservers want entries of the kinds that other modules make: those look here first, and load
// internal/perf only when somebody does. internal/perf/observer counts.

const observed = { __proto__: null, dns: 0, gc: 0, http: 0, http2: 0, net: 0 };

module.exports = { observed };
