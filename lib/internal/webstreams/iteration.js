'use strict';

// Asynchronous iteration over a ReadableStream, and ReadableStream.from.
// Caller: readablestream.js.

const { codes: { ERR_ARG_NOT_ITERABLE, ERR_INVALID_STATE } } = require('internal/errors');
const {
  ReadableStreamDefaultReader,
  cancelStream,
  closeController,
  createReadableStream,
  enqueueChunk,
  readWith,
  releaseReader,
} = require('internal/webstreams/readablestream');
const { callAsPromise, kState, react } = require('internal/webstreams/util');

const AsyncIteratorPrototype =
  Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())));

const kIteration = Symbol('kIteration');

/**
 * One iteration. Steps run one after the other, however they are asked for; with none under way the next one runs at once. The
 * first next() comes a turn late. What turn a step takes is what Node's programs see: a read that is answered while it is asked
 * for counts as under way, unless the queue had its chunk.
 */
class Iteration {
  current = undefined;
  isStarted = false;
  isDone = false;

  constructor(stream, preventCancel) {
    this.reader = new ReadableStreamDefaultReader(stream);
    this.preventCancel = preventCancel;
  }

  next() {
    const step = () => this.readOne();
    if (!this.isStarted) {
      this.isStarted = true;
      this.current = Promise.resolve();
    }
    if (this.current === undefined && this.hasChunk()) return step();
    return this.follow(step);
  }

  return(value) {
    this.isStarted = true;
    return this.follow(() => this.finish(value));
  }

  follow(step) {
    const result = this.current === undefined ? step() : react(this.current, step, step);
    this.current = result;
    return result;
  }

  hasChunk() {
    const { stream } = this.reader[kState];
    return stream?.[kState].state === 'readable' && stream[kState].controller[kState].queue.length > 0;
  }

  readOne() {
    if (this.isDone) return Promise.resolve({ value: undefined, done: true });
    const { promise, resolve, reject } = Promise.withResolvers();
    readWith(this.reader, {
      chunk: (value) => {
        this.current = undefined;
        resolve({ value, done: false });
      },
      close: () => {
        this.end();
        resolve({ value: undefined, done: true });
      },
      error: (error) => {
        this.end();
        reject(error);
      },
    });
    return promise;
  }

  end() {
    this.current = undefined;
    this.isDone = true;
    releaseReader(this.reader);
  }

  async finish(value) {
    if (!this.isDone) {
      this.isDone = true;
      const { stream } = this.reader[kState];
      if (this.preventCancel) {
        releaseReader(this.reader);
      } else {
        const cancelled = cancelStream(stream, value);
        releaseReader(this.reader);
        await cancelled;
      }
    }
    return { value, done: true };
  }
}

const ReadableStreamAsyncIteratorPrototype = Object.setPrototypeOf({
  next() {
    return this[kIteration].next();
  },
  return(value = undefined) {
    return this[kIteration].return(value);
  },
}, AsyncIteratorPrototype);
Object.defineProperty(ReadableStreamAsyncIteratorPrototype.return, 'length', { __proto__: null, value: 1 });

function makeIterator(stream, preventCancel) {
  const iterator = Object.create(ReadableStreamAsyncIteratorPrototype);
  Object.defineProperty(iterator, kIteration, { __proto__: null, value: new Iteration(stream, preventCancel) });
  return iterator;
}

function openIterator(iterable) {
  const isObject = iterable !== null && iterable !== undefined;
  const asyncMethod = isObject ? iterable[Symbol.asyncIterator] : undefined;
  const method = asyncMethod ?? (isObject ? iterable[Symbol.iterator] : undefined);
  if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE(iterable);
  const iterator = Reflect.apply(method, iterable, []);
  if (iterator === null || (typeof iterator !== 'object' && typeof iterator !== 'function')) {
    throw new ERR_INVALID_STATE.TypeError('The iterator method must return an object');
  }
  return { iterator, next: iterator.next, isAsync: asyncMethod !== undefined && asyncMethod !== null };
}

/** ReadableStreamFromIterable */
function readableFromIterable(iterable) {
  const { iterator, next, isAsync } = openIterator(iterable);
  let stream;
  const algorithms = {
    start() {},
    async pull() {
      const result = await callAsPromise(next, iterator);
      if (result === null || typeof result !== 'object') {
        throw new ERR_INVALID_STATE.TypeError(
          'The promise returned by the iterator.next() method must fulfill with an object');
      }
      if (result.done) closeController(stream[kState].controller);
      else enqueueChunk(stream[kState].controller, isAsync ? result.value : await result.value);
    },
    async cancel(reason) {
      const returnMethod = iterator.return;
      if (returnMethod === undefined || returnMethod === null) return;
      const result = await Reflect.apply(returnMethod, iterator, [reason]);
      if (result === null || typeof result !== 'object') {
        throw new ERR_INVALID_STATE.TypeError(
          'The promise returned by the iterator.return() method must fulfill with an object');
      }
    },
  };
  stream = createReadableStream(algorithms, 0);
  return stream;
}

module.exports = { makeIterator, readableFromIterable };
