'use strict';
// What a test function gets: TestContext, SuiteContext. Caller: internal/test/test.

const assert = require('assert');
const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { validateFunction, validateNumber, validateObject, validateUint32 } = require('internal/validators');

// Of the module assert, what tests count by plan().
const ASSERTIONS = [
  'deepEqual', 'deepStrictEqual', 'doesNotMatch', 'doesNotReject', 'doesNotThrow', 'equal', 'fail', 'ifError', 'match',
  'notDeepEqual', 'notDeepStrictEqual', 'notEqual', 'notStrictEqual', 'partialDeepStrictEqual', 'rejects', 'strictEqual',
  'throws',
];

class TestContext {
  #test;
  #assert;

  constructor(test) {
    this.#test = test;
  }

  get signal() { return this.#test.controller.signal; }
  get name() { return this.#test.name; }
  get filePath() { return this.#test.site?.file; }
  get fullName() { return this.#test.fullName; }
  get error() { return this.#test.error; }
  get passed() { return this.#test.status === 'ended' && this.#test.error === null; }
  get attempt() { return 0; }
  get tags() { return this.#test.tags; }
  get workerId() { return undefined; }

  diagnostic(message) { this.#test.diagnostics.push(String(message)); }
  log(message) { this.#test.diagnostics.push(String(message)); }

  /** @param {number} count of assertions and subtests @param {{wait?: boolean|number}} [options] */
  plan(count, { wait = false } = {}) {
    validateUint32(count, 'count');
    const plan = { count };
    if (wait !== false) {
      plan.reached = new Promise((resolve) => { plan.reach = resolve; });
      if (typeof wait === 'number') setTimeout(plan.reach, wait);
    }
    this.#test.expected = plan;
  }

  get assert() {
    if (this.#assert !== undefined) return this.#assert;
    const test = this.#test;
    const counted = (fn) => (...args) => {
      count(test);
      return Reflect.apply(fn, this, args);
    };
    const all = { __proto__: null };
    for (const name of ASSERTIONS) all[name] = counted(assert[name]);
    all.snapshot = () => { throw new ERR_METHOD_NOT_IMPLEMENTED('context.assert.snapshot()'); };
    all.fileSnapshot = () => { throw new ERR_METHOD_NOT_IMPLEMENTED('context.assert.fileSnapshot()'); };
    all.ok = counted(assert.ok);
    for (const [name, fn] of require('internal/test/declare').registered) all[name] = counted(fn);
    this.#assert = all;
    return all;
  }

  get mock() {
    const { MockTracker } = require('internal/test/mock');
    return this.mockTracker ??= defineHidden(this, 'mockTracker', new MockTracker());
  }

  runOnly() {}
  skip(message) { this.#test.skip = message ?? true; }
  todo(message) { this.#test.todo = message ?? true; }

  test(name, options, fn) {
    count(this.#test);
    return require('internal/test/declare').declareTest(name, options, fn, undefined, this.#test);
  }

  before(fn, options) { this.#hook('before', fn, options); }
  after(fn, options) { this.#hook('after', fn, options); }
  beforeEach(fn, options) { this.#hook('beforeEach', fn, options); }
  afterEach(fn, options) { this.#hook('afterEach', fn, options); }
  #hook(kind, fn, options) {
    require('internal/test/declare').declareHook(kind, fn, options, this.#test);
  }

  /** Calls `condition` until it does not throw or reject. */
  async waitFor(condition, options = {}) {
    validateFunction(condition, 'condition');
    validateObject(options, 'options');
    const { interval = 50, timeout = 1000 } = options;
    validateNumber(interval, 'options.interval', 0, 2 ** 31 - 1);
    validateNumber(timeout, 'options.timeout', 0, 2 ** 31 - 1);
    const deadline = Date.now() + timeout;
    for (;;) {
      try {
        return await condition();
      } catch (cause) {
        if (Date.now() >= deadline) throw new Error('waitFor() timed out', { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  }
}

class SuiteContext {
  #test;
  constructor(test) {
    this.#test = test;
  }
  get signal() { return this.#test.controller.signal; }
  get name() { return this.#test.name; }
  get filePath() { return this.#test.site?.file; }
  get fullName() { return this.#test.fullName; }
  get passed() { return this.#test.status === 'ended' && this.#test.error === null; }
  get tags() { return this.#test.tags; }
  diagnostic(message) { this.#test.diagnostics.push(String(message)); }
}

function count(test) {
  test.asserted++;
  if (test.expected !== null && test.asserted >= test.expected.count) test.expected.reach?.();
}

function defineHidden(object, name, value) {
  Object.defineProperty(object, name, { __proto__: null, value, enumerable: false, writable: true, configurable: true });
  return value;
}

module.exports = { TestContext, SuiteContext };
