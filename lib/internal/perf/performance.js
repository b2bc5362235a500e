'use strict';
// The `performance` object (W3C High Resolution Time, User Timing, Performance Timeline, and Node's additions).
// Callers: perf_hooks, the global `performance`.

const {
  codes: {
    ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS, ERR_MISSING_ARGS,
    ERR_PERFORMANCE_INVALID_TIMESTAMP, ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS,
  },
} = require('internal/errors');
const { Event, EventTarget, kTrustEvent } = require('internal/event_target');
const { defineEventHandler } = require('internal/events/event_handler');
const { customInspectSymbol } = require('internal/util');
const { inspectAs, kKey, MILESTONES, PerformanceEntry, PerformanceMark, PerformanceMeasure } = require('internal/perf/entries');
const { byStart, enqueue, timeline } = require('internal/perf/observer');
const { eventLoopUtilization } = require('internal/perf/utilization');
const { timerify } = require('internal/perf/timerify');
const { validateString } = require('internal/validators');
const native = binding('performance');

// The order of runtime::Milestone.
const MILESTONE_INDEX = {
  __proto__: null, nodeStart: 1, v8Start: 2, environment: 3, bootstrapComplete: 4, loopStart: 5, loopExit: 6,
};

class PerformanceNodeTiming extends PerformanceEntry {
  constructor() {
    super(kKey, 'node', 'node', 0, 0);
    // Own properties, as in Node: programs copy the object by its keys.
    const value = (constant) => ({ __proto__: null, value: constant, enumerable: true, configurable: true });
    const getter = (read) => ({ __proto__: null, get() { return read(); }, enumerable: true, configurable: true });
    Object.defineProperties(this, {
      name: value('node'),
      entryType: value('node'),
      startTime: value(0),
      duration: getter(() => native.now()),
    });
    for (const name of ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete']) {
      Object.defineProperty(this, name, getter(() => native.milestone(MILESTONE_INDEX[name])));
    }
    Object.defineProperties(this, { idleTime: getter(() => native.idleTime()), uvMetricsInfo: getter(loopMetrics) });
  }
  toJSON() {
    const json = { name: 'node', entryType: 'node', startTime: 0, duration: this.duration };
    for (const name of ['nodeStart', 'v8Start', 'bootstrapComplete', 'environment', 'loopStart', 'loopExit']) {
      json[name] = this[name];
    }
    json.idleTime = this.idleTime;
    return json;
  }
}

function loopMetrics() {
  const { 0: loopCount, 1: events, 2: eventsWaiting } = native.loopMetrics();
  return { loopCount, events, eventsWaiting };
}
const nodeTiming = new PerformanceNodeTiming();

// ---- user timing ----

// A mark's name, a milestone's name or a number of milliseconds.
function timeOf(mark) {
  if (mark === undefined) return undefined;
  if (typeof mark === 'number') {
    if (mark < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(mark);
    return mark;
  }
  const name = `${mark}`;
  if (MILESTONES.includes(name)) return nodeTiming[name];
  const found = timeline.mark.findLast((entry) => entry.name === name);
  if (found !== undefined) return found.startTime;
  const { DOMException } = require('internal/domexception');
  throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
}

function measureBounds(options, endMark) {
  // Of what is no object only a mark's name counts.
  const given = options !== null && typeof options === 'object' ? options : undefined;
  if (given !== undefined && Object.keys(given).length > 0) {
    if (endMark !== undefined) throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
    if (given.start !== undefined && given.end !== undefined && given.duration !== undefined) {
      throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(
        'Must not have options.start, options.end, and options.duration specified');
    }
  }
  let end = timeOf(endMark);
  if (end === undefined) {
    if (given?.end !== undefined) end = timeOf(given.end);
    else if (given?.start !== undefined && given.duration !== undefined) end = timeOf(given.start) + timeOf(given.duration);
    else end = native.now();
  }
  let start = 0;
  if (given === undefined) {
    if (typeof options === 'string') start = timeOf(options);
  } else if (given.start !== undefined) {
    start = timeOf(given.start);
  } else if (given.duration !== undefined && given.end !== undefined) {
    start = end - timeOf(given.duration);
  }
  return { start, end };
}

function clear(type, name) {
  if (name === undefined) {
    timeline[type] = [];
    return;
  }
  name = `${name}`;
  timeline[type] = timeline[type].filter((entry) => entry.name !== name);
}

/** What a fetch tells when its body has ended (`global` and `bodyInfo` are the Fetch standard's, and of no use here). */
function markResourceTiming(info, url, initiatorType, global, cacheMode, bodyInfo, status, deliveryType = '') {
  const { markResource } = require('internal/perf/resource_timing');
  return markResource({ info, url, initiatorType, cacheMode, status, deliveryType }, () => {
    performance.dispatchEvent(new Event('resourcetimingbufferfull', { [kTrustEvent]: true }));
  });
}

class Performance extends EventTarget {
  #made = true;

  constructor(key = undefined) {
    if (key !== kKey) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  static #check(self) {
    if (self === null || typeof self !== 'object' || !(#made in self)) throw new ERR_INVALID_THIS('Performance');
  }

  clearMarks(name = undefined) {
    Performance.#check(this);
    clear('mark', name);
  }
  clearMeasures(name = undefined) {
    Performance.#check(this);
    clear('measure', name);
  }
  clearResourceTimings(name = undefined) {
    Performance.#check(this);
    clear('resource', name);
  }
  getEntries() {
    Performance.#check(this);
    return [...timeline.mark, ...timeline.measure, ...timeline.resource].sort(byStart);
  }
  getEntriesByName(name, type = undefined) {
    Performance.#check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (type !== undefined) type = `${type}`;
    return this.getEntries().filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
  }
  getEntriesByType(type) {
    Performance.#check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    type = `${type}`;
    return (timeline[type] ?? []).slice().sort(byStart);
  }
  mark(name, options = {}) {
    Performance.#check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    const entry = new PerformanceMark(name, options);
    timeline.mark.push(entry);
    enqueue(entry);
    return entry;
  }
  measure(name, startOrOptions = {}, endMark = undefined) {
    Performance.#check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    validateString(name, 'name');
    const { start, end } = measureBounds(startOrOptions, endMark);
    const detail = startOrOptions !== null && typeof startOrOptions === 'object' ? startOrOptions.detail : undefined;
    const entry = new PerformanceMeasure(kKey, name, start, end - start, detail);
    timeline.measure.push(entry);
    enqueue(entry);
    return entry;
  }
  now() {
    Performance.#check(this);
    return native.now();
  }
  setResourceTimingBufferSize(maxSize) {
    Performance.#check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('maxSize');
    if (typeof maxSize === 'bigint' || typeof maxSize === 'symbol') {
      const error = new TypeError(`maxSize is a ${typeof maxSize === 'bigint' ? 'BigInt' : 'Symbol'} and cannot be ` +
        'converted to a number.');
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    require('internal/perf/resource_timing').setBufferSize(Number.isInteger(maxSize) && maxSize > 0 ? maxSize : 0);
  }
  get timeOrigin() {
    Performance.#check(this);
    return native.timeOrigin();
  }
  toJSON() {
    Performance.#check(this);
    return { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: this.eventLoopUtilization() };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    return inspectAs('Performance', { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin }, depth, options);
  }
}
for (const name of ['clearMarks', 'clearMeasures', 'clearResourceTimings', 'getEntries', 'getEntriesByName',
                    'getEntriesByType', 'mark', 'measure', 'now', 'setResourceTimingBufferSize', 'timeOrigin', 'toJSON']) {
  Object.defineProperty(Performance.prototype, name, { __proto__: null, enumerable: true });
}
const hidden = { __proto__: null, configurable: true, enumerable: false, writable: true };
Object.defineProperties(Performance.prototype, {
  eventLoopUtilization: { ...hidden, value: eventLoopUtilization },
  nodeTiming: { ...hidden, value: nodeTiming },
  timerify: { ...hidden, value: timerify },
  markResourceTiming: {
    ...hidden,
    value: markResourceTiming,
  },
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'Performance' },
});
defineEventHandler(Performance.prototype, 'resourcetimingbufferfull');

const performance = new Performance(kKey);

module.exports = { Performance, performance };
