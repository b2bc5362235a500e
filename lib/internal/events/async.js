'use strict';

// The promise and iterator helpers of `events`: once, on, addAbortListener.
// Callers: events.js (public statics), readline and fs.watch (with kFirstEventParam).
// Rules: each works on emitters and on event targets; whatever settles first removes every listener that was added.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const {
  validateAbortSignal,
  validateFunction,
  validateInteger,
  validateObject,
} = require('internal/validators');
const { Queue } = require('internal/queue');

// Internal option of `on`: iterate over the first argument instead of the array of arguments.
const kFirstEventParam = Symbol('nodejs.kFirstEventParam');
const kWatermarkData = Symbol.for('nodejs.watermarkData');

const AsyncIteratorPrototype =
  Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())));

function onceOptions() {
  const { kResistStopPropagation } = require('internal/event_target');
  return { __proto__: null, once: true, [kResistStopPropagation]: true };
}

/**
 * Calls `listener` once when `signal` aborts, also when an earlier listener stops the propagation.
 * @param {AbortSignal} signal
 * @param {Function} listener
 * @returns {Disposable}
 */
function addAbortListener(signal, listener) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let remove;
  if (signal.aborted) {
    queueMicrotask(() => listener());
  } else {
    signal.addEventListener('abort', listener, onceOptions());
    remove = () => signal.removeEventListener('abort', listener);
  }
  return {
    __proto__: null,
    [Symbol.dispose]() {
      remove?.();
    },
  };
}

function addEither(emitter, name, listener, options) {
  if (typeof emitter.on === 'function') {
    if (options?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, options);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

function removeEither(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') {
    emitter.removeListener(name, listener);
  } else if (typeof emitter.removeEventListener === 'function') {
    emitter.removeEventListener(name, listener);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

function checkSignal(signal) {
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

/** @returns {Promise<any[]>} the arguments of the first event `name`; rejects on 'error' and on abort */
function once(emitter, name, options = {}) {
  validateObject(options, 'options');
  const { signal } = options;
  checkSignal(signal);
  return new Promise((resolve, reject) => {
    // An emitter need not be able to remove listeners as long as nothing fails; the listener that has been called is gone by itself.
    const forget = (event, listener) => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener(event, listener);
    };
    function onEvent(...args) {
      forget('error', onError);
      signal?.removeEventListener('abort', onAbort);
      resolve(args);
    }
    function onError(error) {
      emitter.removeListener(name, onEvent);
      signal?.removeEventListener('abort', onAbort);
      reject(error);
    }
    function onAbort() {
      removeEither(emitter, name, onEvent);
      forget('error', onError);
      reject(new AbortError(undefined, { cause: signal.reason }));
    }
    addEither(emitter, name, onEvent, onceOptions());
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    signal?.addEventListener('abort', onAbort, onceOptions());
  });
}

/** The state of one `events.on` iteration: what has come unasked, who waits, and when the emitter is paused. */
class EventStream {
  events = new Queue();
  waiting = new Queue();
  listeners = [];
  paused = false;
  finished = false;
  failed = false;
  error = undefined;
  abortHandle = undefined;

  constructor(emitter, high, low) {
    this.emitter = emitter;
    this.high = high;
    this.low = low;
  }

  listen(name, listener) {
    addEither(this.emitter, name, listener);
    this.listeners.push([name, listener]);
  }

  push(value) {
    if (this.waiting.length > 0) {
      this.waiting.shift().resolve({ value, done: false });
      return;
    }
    this.events.push(value);
    if (!this.paused && this.events.length > this.high) {
      this.paused = true;
      this.emitter.pause();
    }
  }

  next() {
    if (this.events.length > 0) {
      const value = this.events.shift();
      // An emitter that is listened to no longer is left alone.
      if (this.paused && !this.finished && this.events.length < this.low) {
        this.emitter.resume();
        this.paused = false;
      }
      return Promise.resolve({ value, done: false });
    }
    if (this.failed) {
      const { error } = this;
      this.failed = false;
      this.error = undefined;
      return Promise.reject(error);
    }
    if (this.finished) return this.close();
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  fail(error) {
    if (this.waiting.length > 0) {
      this.waiting.shift().reject(error);
    } else {
      this.failed = true;
      this.error = error;
    }
    this.close();
  }

  close() {
    this.abortHandle?.[Symbol.dispose]();
    for (const [name, listener] of this.listeners.splice(0).reverse()) removeEither(this.emitter, name, listener);
    this.finished = true;
    const done = { value: undefined, done: true };
    while (this.waiting.length > 0) this.waiting.shift().resolve(done);
    return Promise.resolve(done);
  }
}

function makeIterator(stream) {
  return Object.setPrototypeOf({
    next() {
      return stream.next();
    },
    return() {
      return stream.close();
    },
    throw(error) {
      if (!error || !(error instanceof Error)) {
        throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', error);
      }
      stream.fail(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [kWatermarkData]: {
      get size() {
        return stream.events.length;
      },
      get low() {
        return stream.low;
      },
      get high() {
        return stream.high;
      },
      get isPaused() {
        return stream.paused;
      },
    },
  }, AsyncIteratorPrototype);
}

/** @returns {AsyncIterableIterator<any[]>} the arguments of every event `event` from now on */
function on(emitter, event, options = {}) {
  validateObject(options, 'options');
  const { signal } = options;
  checkSignal(signal);
  const high = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  const low = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(high, 'options.highWaterMark', 1);
  validateInteger(low, 'options.lowWaterMark', 1);

  const stream = new EventStream(emitter, high, low);
  const fail = (error) => stream.fail(error);
  stream.listen(event, options[kFirstEventParam] ?
    (value) => stream.push(value) :
    (...args) => stream.push(args));
  if (event !== 'error' && typeof emitter.on === 'function') stream.listen('error', fail);
  if (options.close?.length) {
    for (const name of options.close) stream.listen(name, () => stream.close());
  }
  if (signal) {
    stream.abortHandle = addAbortListener(signal, () => {
      stream.fail(new AbortError(undefined, { cause: signal.reason }));
    });
  }
  return makeIterator(stream);
}

module.exports = { addAbortListener, kFirstEventParam, on, once };
