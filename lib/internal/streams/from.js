'use strict';

// Readable.from: a Readable over an iterable, an async iterable, a string or a buffer.
// Callers: Readable.from, pipeline, compose, Duplex.from.

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_STREAM_NULL_VALUES } } = require('internal/errors');

function fromSingle(Readable, value, opts) {
  return new Readable({
    objectMode: true,
    ...opts,
    read() {
      this.push(value);
      this.push(null);
    },
  });
}

/** Tells the iterator that nobody wants the rest. */
async function closeIterator(iterator, error) {
  const hasError = error !== undefined && error !== null;
  if (hasError && typeof iterator.throw === 'function') {
    const { value, done } = await iterator.throw(error);
    await value;
    if (done) return;
  }
  if (typeof iterator.return === 'function') {
    const { value } = await iterator.return();
    await value;
  }
}

/**
 * Moves values until the stream is full. `run.active` falls at once then: the next _read may come before any promise.
 * @param {{ active: boolean }} run
 * @param {boolean} isAsync the iterator's own kind; a synchronous one may still yield promises
 * @returns {Promise<void>}
 */
async function pump(stream, run, iterator, isAsync) {
  for (;;) {
    try {
      const { value, done } = isAsync ? await iterator.next() : iterator.next();
      if (done) {
        stream.push(null);
        return;
      }
      const chunk = value && typeof value.then === 'function' ? await value : value;
      if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
      if (!stream.push(chunk)) {
        run.active = false;
        return;
      }
    } catch (error) {
      stream.destroy(error);
      return;
    }
  }
}

/**
 * @param {Function} Readable
 * @param {Iterable | AsyncIterable} iterable
 * @param {object} [opts] of the Readable; objectMode defaults to true, highWaterMark to 1
 */
function from(Readable, iterable, opts) {
  if (typeof iterable === 'string' || iterable instanceof Buffer) return fromSingle(Readable, iterable, opts);
  let iterator;
  let isAsync;
  if (iterable?.[Symbol.asyncIterator]) {
    isAsync = true;
    iterator = iterable[Symbol.asyncIterator]();
  } else if (iterable?.[Symbol.iterator]) {
    isAsync = false;
    iterator = iterable[Symbol.iterator]();
  } else {
    throw new ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
  }
  const readable = new Readable({ objectMode: true, highWaterMark: 1, ...opts });
  const run = { active: false };
  readable._read = function() {
    if (run.active) return;
    run.active = true;
    pump(this, run, iterator, isAsync);
  };
  const ownDestroy = readable._destroy;
  readable._destroy = function(error, cb) {
    ownDestroy.call(this, error, (destroyError) => {
      const first = destroyError || error;
      closeIterator(iterator, first).then(
        // A throw inside `cb` must not end up in this promise.
        () => process.nextTick(cb, first),
        (closeError) => process.nextTick(cb, closeError || first));
    });
  };
  return readable;
}

module.exports = from;
