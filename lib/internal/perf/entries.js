'use strict';
// The entries of the performance timeline (W3C Performance Timeline, User Timing). Callers: internal/perf.
// Rule: programs make PerformanceMark only; the other classes need the key.

const {
  codes: {
    ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS, ERR_MISSING_ARGS, ERR_PERFORMANCE_INVALID_TIMESTAMP,
  },
} = require('internal/errors');
const { validateNumber, validateObject } = require('internal/validators');
const { customInspectSymbol } = require('internal/util');
const native = binding('performance');

const kKey = Symbol('make an entry');

// Names of performance.nodeTiming, which marks may not take.
const MILESTONES = ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete'];

/** Text for util.inspect(): a class's name and what its object holds. */
function inspectAs(name, state, depth, options) {
  if (depth < 0) return options.stylize(`[${name}]`, 'special');
  const { inspect } = require('internal/util/inspect');
  return `${name} ${inspect(state, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
}

class PerformanceEntry {
  #name;
  #entryType;
  #startTime;
  #duration;

  constructor(key = undefined, name, type, startTime, duration) {
    if (key !== kKey) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#name = name;
    this.#entryType = type;
    this.#startTime = startTime;
    this.#duration = duration;
  }

  static #check(self) {
    if (self === null || typeof self !== 'object' || !(#name in self)) throw new ERR_INVALID_THIS('PerformanceEntry');
  }

  get name() {
    PerformanceEntry.#check(this);
    return this.#name;
  }
  get entryType() {
    PerformanceEntry.#check(this);
    return this.#entryType;
  }
  get startTime() {
    PerformanceEntry.#check(this);
    return this.#startTime;
  }
  get duration() {
    PerformanceEntry.#check(this);
    return this.#duration;
  }

  toJSON() {
    PerformanceEntry.#check(this);
    return { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
  }

  [customInspectSymbol](depth, options) {
    return inspectAs(this.constructor.name, this.toJSON(), depth, options);
  }
}
for (const name of ['name', 'entryType', 'startTime', 'duration', 'toJSON']) {
  Object.defineProperty(PerformanceEntry.prototype, name, { __proto__: null, enumerable: true });
}

function cloneDetail(detail) {
  return detail != null ? require('internal/structured_clone').structuredClone(detail) : null;
}

class PerformanceMark extends PerformanceEntry {
  #detail;

  /** @param {string} name @param {{startTime?: number, detail?: unknown}} [options] */
  constructor(name, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (MILESTONES.includes(name)) throw new ERR_INVALID_ARG_VALUE('name', name);
    if (options != null) validateObject(options, 'options');
    const startTime = options?.startTime ?? native.now();
    validateNumber(startTime, 'startTime');
    if (startTime < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(startTime);
    super(kKey, name, 'mark', startTime, 0);
    this.#detail = cloneDetail(options?.detail);
  }

  get detail() {
    if (this === null || typeof this !== 'object' || !(#detail in this)) throw new ERR_INVALID_THIS('PerformanceMark');
    return this.#detail;
  }
  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
Object.defineProperty(PerformanceMark.prototype, 'detail', { __proto__: null, enumerable: true });

class PerformanceMeasure extends PerformanceEntry {
  #detail;

  constructor(key = undefined, name, startTime, duration, detail) {
    super(key, name, 'measure', startTime, duration);
    this.#detail = cloneDetail(detail);
  }

  get detail() {
    if (this === null || typeof this !== 'object' || !(#detail in this)) throw new ERR_INVALID_THIS('PerformanceMeasure');
    return this.#detail;
  }
  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
Object.defineProperty(PerformanceMeasure.prototype, 'detail', { __proto__: null, enumerable: true });

/** Entries of Node's own kinds: function, gc, http, net, dns. */
class PerformanceNodeEntry extends PerformanceEntry {
  #detail;

  constructor(key, name, type, startTime, duration, detail) {
    super(key, name, type, startTime, duration);
    this.#detail = detail;
  }

  get detail() { return this.#detail; }
  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
Object.defineProperty(PerformanceNodeEntry, 'name', { __proto__: null, value: 'PerformanceNodeEntry' });

for (const Class of [PerformanceMark, PerformanceMeasure]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, value: Class.name, configurable: true });
}

module.exports = {
  inspectAs,
  kKey,
  MILESTONES,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceNodeEntry,
};
