'use strict';
// node:timers/promises (Node's documentation: Timers Promises API).

const { Immediate, startTimer, clearTimeout, clearImmediate } = require('internal/timers');
const { AbortError, codes } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateNumber, validateObject,
} = require('internal/validators');
const { kEmptyObject } = require('internal/util');

const kConstruct = Symbol('construct');

function checkOptions(options) {
  validateObject(options, 'options');
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  if (options.ref !== undefined) validateBoolean(options.ref, 'options.ref');
}

/** Settles `promise` once: with the value when the timer fires, with an AbortError when the signal aborts. */
function abortable(signal, start, cancel) {
  if (signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: signal.reason }));
  let onAbort;
  const promise = new Promise((resolve, reject) => {
    const handle = start(resolve);
    if (signal === undefined) return;
    onAbort = () => {
      cancel(handle);
      reject(new AbortError(undefined, { cause: signal.reason }));
    };
    signal.addEventListener('abort', onAbort, { __proto__: null, once: true });
  });
  if (onAbort === undefined) return promise;
  const forget = () => signal.removeEventListener('abort', onAbort);
  promise.then(forget, forget);
  return promise;
}

function setTimeout(delay, value, options = kEmptyObject) {
  try {
    if (delay !== undefined) validateNumber(delay, 'delay');
    checkOptions(options);
  } catch (error) {
    return Promise.reject(error);
  }
  const { signal, ref = true } = options;
  return abortable(signal, (resolve) => startTimer(() => resolve(value), delay, undefined, false, ref), clearTimeout);
}

function setImmediate(value, options = kEmptyObject) {
  try {
    checkOptions(options);
  } catch (error) {
    return Promise.reject(error);
  }
  const { signal, ref = true } = options;
  const start = (resolve) => {
    const immediate = new Immediate(() => resolve(value));
    return ref ? immediate : immediate.unref();
  };
  return abortable(signal, start, clearImmediate);
}

async function* setInterval(delay, value, options = kEmptyObject) {
  if (delay !== undefined) validateNumber(delay, 'delay');
  checkOptions(options);
  const { signal, ref = true } = options;
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  let fired = 0;
  let wake;
  const timer = startTimer(() => {
    fired++;
    wake?.();
    wake = undefined;
  }, delay, undefined, true, ref);
  const onAbort = () => {
    clearTimeout(timer);
    wake?.();
    wake = undefined;
  };
  signal?.addEventListener('abort', onAbort, { __proto__: null, once: true });
  try {
    while (!signal?.aborted) {
      if (fired === 0) await new Promise((resolve) => { wake = resolve; });
      for (; fired > 0; fired--) yield value;
    }
    throw new AbortError(undefined, { cause: signal.reason });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

class Scheduler {
  constructor(key) {
    if (key !== kConstruct) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }
  yield() {
    if (!(this instanceof Scheduler)) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }
  wait(delay, options = kEmptyObject) {
    if (!(this instanceof Scheduler)) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }
}

module.exports = { setTimeout, setImmediate, setInterval, scheduler: new Scheduler(kConstruct) };
