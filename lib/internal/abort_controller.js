'use strict';

// AbortController and AbortSignal (https://dom.spec.whatwg.org/#aborting-ongoing-activities).
// Callers: the globals of these names; every API that takes a `signal`.
// Rules:
// - a signal made by `any` knows its sources, a source knows its dependents, both weakly: neither keeps the other alive;
// - a signal with a timer or with sources that someone listens to stays alive until it aborts or the listeners go.

const {
  codes: {
    ERR_ILLEGAL_CONSTRUCTOR,
    ERR_INVALID_THIS,
  },
} = require('internal/errors');
const { DOMException } = require('internal/domexception');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { kValidateObjectAllowObjects, validateObject, validateUint32 } = require('internal/validators');
const {
  Event,
  EventTarget,
  defineEventHandler,
  kNewListener,
  kRemoveListener,
  kTrustEvent,
} = require('internal/event_target');
const { kMaxEventTargetListeners } = require('events');
const { inspectAs } = require('internal/events/event');
const { convertSequence } = require('internal/webidl');

const kInternal = Symbol('kInternal');
// The state hangs on symbols, not on private names, so that a Proxy of a signal works as one (as in Node).
const kAborted = Symbol('kAborted');
const kReason = Symbol('kReason');
const kDriven = Symbol('kDriven');
const kSources = Symbol('kSources');
const kDependents = Symbol('kDependents');
const kRef = Symbol('kRef');

/** The one weak reference to a signal that sets of signals hold, so that each is in a set once. */
function refOf(signal) {
  return signal[kRef] ??= new WeakRef(signal);
}

// Signals that something outside (a timer, a source) will abort and that have listeners.
const heldSignals = new Set();
// A collected timeout signal takes its timer along.
const timeoutRegistry = new FinalizationRegistry((timer) => require('timers').clearTimeout(timer));
// A collected dependent is forgotten by its sources; a dependent that has outlived all sources cannot abort any more.
const dependentRegistry = new FinalizationRegistry(({ ref, sources }) => {
  for (const source of sources) source.deref()?.[kDependents]?.delete(ref);
});
const sourceRegistry = new FinalizationRegistry(({ ref, dependent }) => {
  const signal = dependent.deref();
  if (signal?.[kSources] === undefined) return;
  signal[kSources].delete(ref);
  if (signal[kSources].size === 0) heldSignals.delete(signal);
});

let signalState;

class AbortSignal extends EventTarget {
  [kAborted] = false;
  [kReason] = undefined;
  [kDriven] = false;
  [kSources] = undefined;
  [kDependents] = undefined;
  [kRef] = undefined;

  static {
    signalState = {
      isSignal: (value) => typeof value === 'object' && value !== null && value[kAborted] !== undefined,
      abort(signal, reason) {
        signal.#abort(reason);
      },
      setAborted(signal, reason) {
        signal[kAborted] = true;
        signal[kReason] = reason;
      },
      drive(signal) {
        signal[kDriven] = true;
      },
    };
  }

  constructor(secret = undefined) {
    if (secret !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
    // Many users of one signal are no leak.
    this[kMaxEventTargetListeners] = 0;
  }

  static #check(value) {
    if (!signalState.isSignal(value)) throw new ERR_INVALID_THIS('AbortSignal');
  }

  get aborted() {
    AbortSignal.#check(this);
    return this[kAborted];
  }

  get reason() {
    AbortSignal.#check(this);
    return this[kReason];
  }

  throwIfAborted() {
    AbortSignal.#check(this);
    if (this[kAborted]) throw this[kReason];
  }

  /** @returns {AbortSignal} a signal that is aborted already */
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(kInternal);
    signal[kAborted] = true;
    signal[kReason] = reason;
    return signal;
  }

  /** @returns {AbortSignal} a signal that aborts after `delay` ms; its timer does not keep the process alive */
  static timeout(delay) {
    validateUint32(delay, 'delay', false);
    const signal = new AbortSignal(kInternal);
    signal[kDriven] = true;
    const weak = new WeakRef(signal);
    const timer = require('timers').setTimeout(() => {
      const target = weak.deref();
      if (target === undefined) return;
      heldSignals.delete(target);
      target.#abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay);
    timer.unref();
    timeoutRegistry.register(signal, timer);
    return signal;
  }

  /** @returns {AbortSignal} a signal that aborts with the first of `signals` */
  static any(signals) {
    const sources = convertSequence(signals, 'signals', (value, context) => {
      if (!signalState.isSignal(value)) throw notASignal(context);
      return value;
    });
    const result = new AbortSignal(kInternal);
    const abortedOne = sources.find((signal) => signal[kAborted]);
    if (abortedOne !== undefined) {
      result[kAborted] = true;
      result[kReason] = abortedOne[kReason];
      return result;
    }
    result[kDriven] = sources.length > 0;
    result[kSources] = new Set();
    for (const signal of sources) {
      if (signal[kSources] === undefined) result.#follow(signal);
      else for (const source of signal[kSources]) result.#follow(source.deref());
    }
    dependentRegistry.register(result, { ref: refOf(result), sources: result[kSources] });
    return result;
  }

  #follow(source) {
    if (source === undefined) return;
    const ref = refOf(source);
    if (this[kSources].has(ref)) return;
    this[kSources].add(ref);
    source[kDependents] ??= new Set();
    source[kDependents].add(refOf(this));
    sourceRegistry.register(source, { ref, dependent: refOf(this) });
  }

  #abort(reason) {
    if (this[kAborted]) return;
    this[kAborted] = true;
    this[kReason] = reason;
    const dependents = [];
    for (const one of this[kDependents] ?? []) {
      const dependent = one.deref();
      if (dependent === undefined || dependent[kAborted]) continue;
      dependent[kAborted] = true;
      dependent[kReason] = reason;
      dependents.push(dependent);
    }
    this.#announce();
    for (const dependent of dependents) dependent.#announce();
  }

  #announce() {
    heldSignals.delete(this);
    this[kDependents] = undefined;
    this[kSources] = undefined;
    this.dispatchEvent(new Event('abort', { [kTrustEvent]: true }));
  }

  [kNewListener](size, type, listener, once, capture, passive) {
    super[kNewListener](size, type, listener, once, capture, passive);
    if (this[kDriven] && !this[kAborted] && type === 'abort') heldSignals.add(this);
  }

  [kRemoveListener](size, type, listener, capture) {
    super[kRemoveListener](size, type, listener, capture);
    if (this[kDriven] && type === 'abort' && size === 0) heldSignals.delete(this);
  }

  [customInspectSymbol](depth, options) {
    return inspectSignal(this, depth, options);
  }
}

function inspectSignal(signal, depth, options) {
  if (depth < 0) return '[AbortSignal]';
  return inspectAs(signal, depth, options, { aborted: signal.aborted });
}

function notASignal(context) {
  const error = new TypeError(`${context} is not of type AbortSignal.`);
  error.code = 'ERR_INVALID_ARG_TYPE';
  return error;
}

Object.defineProperties(AbortSignal.prototype, {
  aborted: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'AbortSignal', configurable: true },
});
defineEventHandler(AbortSignal.prototype, 'abort');

class AbortController {
  #signal = undefined;

  /** @returns {AbortSignal} */
  get signal() {
    return this.#signal ??= new AbortSignal(kInternal);
  }

  abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    signalState.abort(this.#signal ??= new AbortSignal(kInternal), reason);
  }

  [customInspectSymbol](depth, options) {
    return depth < 0 ? 'AbortController {}' : inspectAs(this, depth, options, { signal: this.signal });
  }
}
Object.defineProperties(AbortController.prototype, {
  signal: kEnumerableProperty,
  abort: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'AbortController', configurable: true },
});
Object.defineProperty(AbortController.prototype.abort, 'length', { __proto__: null, value: 0 });

/**
 * Settles when the signal aborts or, weakly, when `resource` is gone (util.aborted).
 * @param {AbortSignal} signal
 * @param {object} resource
 * @returns {Promise<Event|undefined>} undefined: it had aborted before
 */
async function aborted(signal, resource) {
  if (!(signal instanceof AbortSignal)) throw notASignal('signal');
  validateObject(resource, 'resource', kValidateObjectAllowObjects);
  if (signal.aborted) return Promise.resolve();  // as late as the promise of a signal that aborts
  const { promise, resolve } = Promise.withResolvers();
  const alive = new WeakRef(resource);
  signal.addEventListener('abort', (event) => {
    if (alive.deref() !== undefined) resolve(event);
  }, { __proto__: null, once: true });
  return promise;
}

module.exports = { AbortController, AbortSignal, aborted };
