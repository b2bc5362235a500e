'use strict';
// PerformanceObserver and the timeline that getEntries() reads (W3C Performance Timeline). Callers: internal/perf, and
// whoever makes entries, through enqueue().
// Rule: observers hear of entries in an immediate of their own, in batches.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS, ERR_MISSING_ARGS } } =
  require('internal/errors');
const { customInspectSymbol } = require('internal/util');
const { inspectAs } = require('internal/perf/entries');
const { observed } = require('internal/perf/observed');
const { validateFunction, validateObject } = require('internal/validators');

const SUPPORTED = Object.freeze(['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'quic', 'resource']);
const kKey = Symbol('make a list');

const timeline = { __proto__: null, mark: [], measure: [], resource: [] };
const observers = new Set();
const pending = new Set();
let scheduled = false;

function byStart(a, b) {
  return a.startTime - b.startTime;
}

class PerformanceObserverEntryList {
  #entries;

  constructor(key = undefined, entries) {
    if (key !== kKey) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#entries = entries.sort(byStart);
  }

  static #check(self) {
    if (self === null || typeof self !== 'object' || !(#entries in self)) {
      throw new ERR_INVALID_THIS('PerformanceObserverEntryList');
    }
  }

  getEntries() {
    PerformanceObserverEntryList.#check(this);
    return this.#entries.slice();
  }
  getEntriesByType(type) {
    PerformanceObserverEntryList.#check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    type = `${type}`;
    return this.#entries.filter((entry) => entry.entryType === type);
  }
  getEntriesByName(name, type = undefined) {
    PerformanceObserverEntryList.#check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    return this.#entries.filter((entry) => entry.name === name && (type == null || entry.entryType === type));
  }

  [customInspectSymbol](depth, options) {
    return inspectAs('PerformanceObserverEntryList', this.#entries, depth, options);
  }
}

class PerformanceObserver {
  #callback;
  #types = new Set();
  #mode;
  #buffer = [];

  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  /** @param {{entryTypes?: string[], type?: string, buffered?: boolean}} [options] */
  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) throw new ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    if (entryTypes != null && type != null) {
      throw new ERR_INVALID_ARG_VALUE('options.entryTypes', entryTypes,
                                      'options.entryTypes can not set with options.type together');
    }
    if (entryTypes !== undefined) this.#observeMany(entryTypes);
    else this.#observeOne(type, buffered);
    if (this.#types.size > 0) observers.add(this);
    else this.disconnect();
  }

  #observeMany(entryTypes) {
    if (!Array.isArray(entryTypes)) throw new ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
    if (this.#mode === 'one') {
      const { DOMException } = require('internal/domexception');
      throw new DOMException('PerformanceObserver can not change to multiple observations', 'InvalidModificationError');
    }
    this.#mode = 'many';
    this.#setTypes(new Set(entryTypes.filter((name) => SUPPORTED.includes(name))));
  }

  #observeOne(type, buffered) {
    if (this.#mode === 'many') {
      const { DOMException } = require('internal/domexception');
      throw new DOMException('PerformanceObserver can not change to single observation', 'InvalidModificationError');
    }
    this.#mode = 'one';
    if (!SUPPORTED.includes(type)) return;
    this.#setTypes(new Set(this.#types).add(type));
    if (buffered && timeline[type] !== undefined) {
      for (const entry of timeline[type]) this._add(entry);
    }
  }

  disconnect() {
    observers.delete(this);
    pending.delete(this);
    this.#buffer = [];
    this.#setTypes(new Set());
    this.#mode = undefined;
  }

  // The counts tell those who make entries whether anybody wants them.
  #setTypes(types) {
    for (const type of types) if (!this.#types.has(type)) countObserver(type, 1);
    for (const type of this.#types) if (!types.has(type)) countObserver(type, -1);
    this.#types = types;
  }

  takeRecords() {
    const list = this.#buffer;
    this.#buffer = [];
    return list;
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    return inspectAs('PerformanceObserver', {
      connected: observers.has(this),
      pending: pending.has(this),
      entryTypes: [...this.#types],
      buffer: this.#buffer,
    }, depth, options);
  }

  static get supportedEntryTypes() {
    return SUPPORTED;
  }

  _wants(type) {
    return this.#types.has(type);
  }
  _add(entry) {
    this.#buffer.push(entry);
    pending.add(this);
    schedule();
  }
  _dispatch() {
    const entries = this.takeRecords();
    if (entries.length > 0) Reflect.apply(this.#callback, this, [new PerformanceObserverEntryList(kKey, entries), this]);
  }
}
for (const name of ['observe', 'disconnect', 'takeRecords']) {
  Object.defineProperty(PerformanceObserver.prototype, name, { __proto__: null, enumerable: true });
}
for (const name of ['getEntries', 'getEntriesByType', 'getEntriesByName']) {
  Object.defineProperty(PerformanceObserverEntryList.prototype, name, { __proto__: null, enumerable: true });
}
for (const name of ['_wants', '_add', '_dispatch']) {
  Object.defineProperty(PerformanceObserver.prototype, name, { __proto__: null, enumerable: false });
}
for (const Class of [PerformanceObserver, PerformanceObserverEntryList]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, value: Class.name, configurable: true });
}

function countObserver(type, change) {
  if (observed[type] === undefined) return;
  const before = observed[type];
  observed[type] += change;
  if (type === 'gc' && (before > 0) !== (observed.gc > 0)) {
    require('internal/perf/gc').observeGc(observed.gc > 0, enqueue);
  }
}

function schedule() {
  if (scheduled) return;
  scheduled = true;
  require('timers').setImmediate(() => {
    scheduled = false;
    const list = [...pending];
    pending.clear();
    for (const observer of list) observer._dispatch();
  });
}

/** Tells the observers of a new entry. @param {PerformanceEntry} entry */
function enqueue(entry) {
  for (const observer of observers) if (observer._wants(entry.entryType)) observer._add(entry);
}

module.exports = { byStart, enqueue, PerformanceObserver, PerformanceObserverEntryList, timeline };
