'use strict';
// What the functions of node:test do when they are called: sort out their arguments and put a test, a suite or a hook
// where it belongs. Caller: lib/test.js, and internal/test/context for `t.test` and its kin.
//
// The test that a declaration belongs to is found through AsyncLocalStorage, so that `test()` inside a test makes a
// subtest. Outside of any, it is the root.

const { validateAbortSignal, validateFunction, validateInteger, validateNumber, validateObject } = require('internal/validators');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { Test, Suite, current, root } = require('internal/test/test');

const TIMEOUT_MAX = 2 ** 31 - 1;

function parseArguments(name, options, fn) {
  if (typeof name === 'function') return { name: undefined, options: {}, fn: name };
  if (name !== null && typeof name === 'object') return { name: undefined, options: name, fn: typeof options === 'function' ? options : fn };
  if (typeof options === 'function') return { name, options: {}, fn: options };
  return { name, options: options ?? {}, fn };
}

function checkOptions(options) {
  validateObject(options, 'options');
  const { concurrency, timeout, signal, plan, tags } = options;
  if (concurrency !== undefined && concurrency !== null && typeof concurrency !== 'boolean') {
    if (typeof concurrency !== 'number') {
      throw new ERR_INVALID_ARG_TYPE('options.concurrency', ['boolean', 'number'], concurrency);
    }
    validateInteger(concurrency, 'options.concurrency', 1, 2 ** 32 - 1);
  }
  if (timeout !== undefined && timeout !== null && timeout !== Infinity) {
    validateNumber(timeout, 'options.timeout', 0, TIMEOUT_MAX);
  }
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (plan !== undefined) validateInteger(plan, 'options.plan', 0);
  if (tags !== undefined && !Array.isArray(tags)) throw new ERR_INVALID_ARG_TYPE('options.tags', 'Array', tags);
}

/** Where the user's code declared it: the first frame outside of the runtime. */
function callSite() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 12;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  for (const line of String(stack).split('\n').slice(1)) {
    const match = /(?:\(|at )((?:file:\/\/)?\/.*):(\d+):(\d+)\)?$/.exec(line);
    if (match !== null) return { file: match[1].replace(/^file:\/\//, ''), line: Number(match[2]), column: Number(match[3]) };
  }
  return { file: process.argv[1] ?? '', line: 1, column: 1 };
}

function make(Kind, words, flags, parent) {
  const { name, options, fn } = parseArguments(...words);
  checkOptions(options);
  const callback = fn ?? (() => {});
  validateFunction(callback, 'fn');
  const label = typeof name === 'string' && name !== '' ? name : callback.name || '<anonymous>';
  // A test without a function is one that is still to be written.
  return new Kind({ name: label, fn: callback, options: { ...options, ...flags }, parent, site: callSite() });
}

function declareTest(name, options, fn, flags, parent = current()) {
  const test = make(Test, [name, options, fn], flags, parent);
  parent.add(test);
  return test.ended;
}

function declareSuite(name, options, fn, flags, parent = current()) {
  const suite = make(Suite, [name, options, fn], flags, parent);
  suite.collect();
  parent.add(suite);
  return suite.ended;
}

function declareHook(kind, fn, options = {}, parent = current()) {
  const callback = fn ?? (() => {});
  validateFunction(callback, 'fn');
  checkOptions(options);
  parent.hooks[kind].push({ fn: callback, options });
}

function currentContext() {
  const test = current();
  return test === root ? undefined : test.context;
}

/** Functions that assert.register() has added to t.assert. */
const registered = new Map();
function registerAssertion(name, fn) {
  require('internal/validators').validateString(name, 'name');
  validateFunction(fn, 'fn');
  registered.set(name, fn);
}

module.exports = { declareTest, declareSuite, declareHook, currentContext, registerAssertion, registered };
