'use strict';

// The array-like methods of Readable: map, filter, forEach, toArray, some, find, every, flatMap, drop, take, reduce.
// Callers: the public stream module installs `streamReturning` (results become Readables) and `promiseReturning`.
// Rules: `concurrency` callbacks may be out at a time and results keep the input's order; the callback's signal aborts when the
// consumer stops or the outer signal does.

const {
  AbortError,
  codes: {
    ERR_MISSING_ARGS,
    ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { validateAbortSignal, validateFunction, validateInteger, validateObject } = require('internal/validators');
const { finished } = require('internal/streams/end-of-stream');

const kEmpty = Symbol('kEmpty');
const kEnd = Symbol('kEnd');

function checkOptions(options) {
  if (options !== undefined && options !== null) validateObject(options, 'options');
  if (options?.signal !== undefined && options?.signal !== null) validateAbortSignal(options.signal, 'options.signal');
}

function throwIfAborted(options) {
  if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
}

/** The work of one `map`: a producer that keeps `concurrency` calls out, a consumer that yields in order. */
class ParallelMap {
  queue = [];
  producerWake = undefined;
  consumerWake = undefined;
  active = 0;
  done = false;
  index = 0;

  constructor(stream, fn, concurrency, highWaterMark, signal) {
    this.stream = stream;
    this.fn = fn;
    this.concurrency = concurrency;
    this.highWaterMark = highWaterMark;
    this.signal = signal;
    this.callOptions = { signal };
  }

  hasRoom() {
    return this.active < this.concurrency && this.queue.length < this.highWaterMark;
  }

  wakeProducer() {
    if (this.producerWake === undefined || this.done || !this.hasRoom()) return;
    const wake = this.producerWake;
    this.producerWake = undefined;
    wake();
  }

  wakeConsumer() {
    const wake = this.consumerWake;
    this.consumerWake = undefined;
    wake?.();
  }

  oneLess = () => {
    this.active--;
    this.wakeProducer();
  };

  fail = () => {
    this.done = true;
    this.oneLess();
  };

  async produce() {
    try {
      for await (let value of this.stream) {
        if (this.done) return;
        if (this.signal.aborted) throw new AbortError();
        try {
          value = this.fn(value, this.callOptions);
          if (value === kEmpty) continue;
          value = Promise.resolve(value);
        } catch (error) {
          value = Promise.reject(error);
        }
        this.active++;
        value.then(this.oneLess, this.fail);
        this.queue.push(value);
        this.wakeConsumer();
        if (!this.done && !this.hasRoom()) {
          await new Promise((resolve) => {
            this.producerWake = resolve;
          });
        }
      }
      this.queue.push(kEnd);
    } catch (error) {
      const failure = Promise.reject(error);
      failure.then(this.oneLess, this.fail);
      this.queue.push(failure);
    } finally {
      this.done = true;
      this.wakeConsumer();
    }
  }

  async* consume() {
    this.produce();
    try {
      for (;;) {
        while (this.queue.length > 0) {
          const value = await this.queue[0];
          if (value === kEnd) return;
          if (this.signal.aborted) throw new AbortError();
          if (value !== kEmpty) yield value;
          this.queue.shift();
          this.wakeProducer();
        }
        await new Promise((resolve) => {
          this.consumerWake = resolve;
        });
      }
    } finally {
      this.done = true;
      if (this.producerWake !== undefined) {
        this.producerWake();
        this.producerWake = undefined;
      }
    }
  }
}

function map(fn, options) {
  validateFunction(fn, 'fn');
  checkOptions(options);
  let concurrency = 1;
  if (options?.concurrency !== undefined && options?.concurrency !== null) {
    concurrency = Math.floor(options.concurrency);
  }
  let highWaterMark = concurrency - 1;
  if (options?.highWaterMark !== undefined && options?.highWaterMark !== null) {
    highWaterMark = Math.floor(options.highWaterMark);
  }
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(highWaterMark, 'options.highWaterMark', 0);
  highWaterMark += concurrency;
  const stream = this;
  return (async function* mapped() {
    const signals = [options?.signal].filter(Boolean);
    yield* new ParallelMap(stream, fn, concurrency, highWaterMark, AbortSignal.any(signals)).consume();
  }).call(stream);
}

function filter(fn, options) {
  validateFunction(fn, 'fn');
  return map.call(this, async function(value, callOptions) {
    return (await fn(value, callOptions)) ? value : kEmpty;
  }, options);
}

async function forEach(fn, options) {
  validateFunction(fn, 'fn');
  const calls = map.call(this, async function(value, callOptions) {
    await fn(value, callOptions);
    return kEmpty;
  }, options);
  for await (const unused of calls);
}

async function some(fn, options = undefined) {
  for await (const unused of filter.call(this, fn, options)) return true;
  return false;
}

async function every(fn, options = undefined) {
  validateFunction(fn, 'fn');
  return !(await some.call(this, async (...args) => !(await fn(...args)), options));
}

async function find(fn, options) {
  for await (const result of filter.call(this, fn, options)) return result;
  return undefined;
}

/** reduce() of nothing without an initial value. */
class ReduceAwareErrMissingArgs extends ERR_MISSING_ARGS {
  constructor() {
    super('reduce');
    this.message = 'Reduce of an empty stream requires an initial value';
  }
}

async function reduce(reducer, initialValue, options) {
  validateFunction(reducer, 'reducer');
  checkOptions(options);
  let hasValue = arguments.length > 1;
  if (options?.signal?.aborted) {
    const error = new AbortError(undefined, { cause: options.signal.reason });
    // The destroyed stream's own error is this one: nobody else has to hear of it.
    this.once('error', () => {});
    await finished(this.destroy(error));
    throw error;
  }
  const controller = new AbortController();
  const { signal } = controller;
  if (options?.signal) {
    const { kResistStopPropagation } = require('internal/event_target');
    options.signal.addEventListener('abort', () => controller.abort(), {
      once: true, [kResistStopPropagation]: true,
    });
  }
  let gotAny = false;
  try {
    for await (const value of this) {
      gotAny = true;
      if (options?.signal?.aborted) throw new AbortError();
      if (hasValue) {
        initialValue = await reducer(initialValue, value, { signal });
      } else {
        initialValue = value;
        hasValue = true;
      }
    }
    if (!gotAny && !hasValue) throw new ReduceAwareErrMissingArgs();
  } finally {
    controller.abort();
  }
  return initialValue;
}

async function toArray(options) {
  checkOptions(options);
  const result = [];
  for await (const value of this) {
    throwIfAborted(options);
    result.push(value);
  }
  return result;
}

function flatMap(fn, options) {
  const values = map.call(this, fn, options);
  return (async function* flatMapped() {
    for await (const value of values) yield* value;
  }).call(this);
}

/** `drop` and `take` accept what a number can be made of. */
function toCount(value) {
  const number = Number(value);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw new ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

function drop(number, options = undefined) {
  checkOptions(options);
  let left = toCount(number);
  const stream = this;
  return (async function* dropped() {
    throwIfAborted(options);
    for await (const value of stream) {
      throwIfAborted(options);
      if (left-- <= 0) yield value;
    }
  }).call(stream);
}

function take(number, options = undefined) {
  checkOptions(options);
  let left = toCount(number);
  const stream = this;
  return (async function* taken() {
    throwIfAborted(options);
    for await (const value of stream) {
      throwIfAborted(options);
      if (left-- > 0) yield value;
      // Leaving here, not at the next value: that one may never come.
      if (left <= 0) return;
    }
  }).call(stream);
}

module.exports = {
  promiseReturning: { every, forEach, reduce, toArray, some, find },
  streamReturning: { drop, filter, flatMap, map, take },
};
