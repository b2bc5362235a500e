'use strict';
// The public module node:test. Tests run in the process that declares them; the report goes to standard output when
// all of them have ended. Not there: run(), module mocks, snapshots, other reporters than spec.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { declareTest, declareSuite, declareHook, currentContext, registerAssertion } = require('internal/test/declare');

const missing = (name) => ({ [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`test.${name}()`); } })[name];

/**
 * @param {string} [name]
 * @param {object} [options]
 * @param {Function} [fn]
 * @returns {Promise<void>} settles when the test has ended; never rejects
 */
const test = (name, options, fn) => declareTest(name, options, fn);
const suite = (name, options, fn) => declareSuite(name, options, fn);

for (const [declare, target] of [[declareTest, test], [declareSuite, suite]]) {
  for (const flag of ['expectFailure', 'skip', 'todo', 'only']) {
    target[flag] = { [flag]: (name, options, fn) => declare(name, options, fn, { [flag]: true }) }[flag];
  }
}

module.exports = Object.assign(test, {
  after: (fn, options) => declareHook('after', fn, options),
  afterEach: (fn, options) => declareHook('afterEach', fn, options),
  before: (fn, options) => declareHook('before', fn, options),
  beforeEach: (fn, options) => declareHook('beforeEach', fn, options),
  describe: suite,
  getTestContext: currentContext,
  it: test,
  run: missing('run'),
  suite,
  test,
});

/** A property whose value is made when it is first read. */
function defineGetter(name, make) {
  let value;
  Object.defineProperty(test, name, {
    __proto__: null, configurable: true, enumerable: true, get() { return value ??= make(); },
  });
}

defineGetter('mock', () => new (require('internal/test/mock').MockTracker)());
defineGetter('snapshot', () => ({
  __proto__: null,
  setDefaultSnapshotSerializers: missing('snapshot.setDefaultSnapshotSerializers'),
  setResolveSnapshotPath: missing('snapshot.setResolveSnapshotPath'),
}));
defineGetter('assert', () => ({ __proto__: null, register: registerAssertion }));
