'use strict';
// assert.CallTracker (https://nodejs.org/api/assert.html#class-assertcalltracker; deprecated): counts calls of functions.
// Callers: lib/assert.js.

const { codes } = require('internal/errors');
const { validateUint32 } = require('internal/validators');
const { AssertionError } = require('internal/assert/assertion_error');

// In an array, so that the function has no name.
const { 0: noop } = [() => {}];

/** The calls of one function and how many there must be. */
class Tracked {
  constructor(expected, name, stack) {
    this.expected = expected;
    this.name = name;
    this.stack = stack;
    this.calls = [];
  }

  report() {
    const { calls: { length: actual }, expected, name, stack } = this;
    if (actual === expected) return undefined;
    const message = `Expected the ${name} function to be executed ${expected} time(s) but was executed ${actual} time(s).`;
    return { message, actual, expected, operator: name, stack };
  }
}

class CallTracker {
  #tracked = new Map();

  #find(tracked) {
    const found = this.#tracked.get(tracked);
    if (found === undefined) throw new codes.ERR_INVALID_ARG_VALUE('tracked', tracked, 'is not a tracked function');
    return found;
  }

  /** Forgets the calls of one function, or of all. */
  reset(tracked) {
    if (tracked === undefined) {
      this.#tracked.forEach((one) => { one.calls = []; });
    } else {
      this.#find(tracked).calls = [];
    }
  }

  /** @returns {{thisArg: unknown, arguments: unknown[]}[]} frozen */
  getCalls(tracked) {
    return Object.freeze([...this.#find(tracked).calls]);
  }

  /** @param {Function} [fn] @param {number} [expected] @returns {Function} `fn`, counted */
  calls(fn, expected = 1) {
    if (process._exiting) throw new codes.ERR_UNAVAILABLE_DURING_EXIT();
    if (typeof fn === 'number') {
      expected = fn;
      fn = noop;
    } else if (fn === undefined) {
      fn = noop;
    }
    validateUint32(expected, 'expected', true);
    const tracked = new Tracked(expected, fn.name || 'calls', new Error());
    const proxy = new Proxy(fn, {
      __proto__: null,
      apply(target, thisArg, args) {
        tracked.calls.push(Object.freeze({ thisArg, arguments: Object.freeze(args.slice()) }));
        return Reflect.apply(target, thisArg, args);
      },
    });
    this.#tracked.set(proxy, tracked);
    return proxy;
  }

  /** What was not called as often as it should have been. */
  report() {
    const reports = [];
    this.#tracked.forEach((one) => {
      const report = one.report();
      if (report !== undefined) reports.push(report);
    });
    return reports;
  }

  verify() {
    const details = this.report();
    if (details.length === 0) return;
    const message = details.length === 1 ? details[0].message :
      'Functions were not called the expected number of times';
    throw new AssertionError({ message, details });
  }
}

module.exports = { CallTracker };
