'use strict';

// Asynchronous iteration over a Readable.
// Callers: Readable.prototype[Symbol.asyncIterator] and `iterator`; pipeline, compose and the operators through them; stream/iter.
// Rules: the iteration reads by 'readable' events; a stream that closes before its end is an error; leaving the loop
// early destroys the stream unless the caller asked to keep it, and so does its end, unless it can still be written to.

const { aggregateTwoErrors } = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const { isWritable } = require('internal/streams/utils');

/** Waits for a stream's next news. A piece of news that comes while nobody waits is kept for the next wait. */
class Watcher {
  wake = undefined;
  // undefined: still going; null: ended well; else what went wrong.
  outcome = undefined;

  constructor(stream) {
    this.stream = stream;
    this.onReadable = () => this.notify();
    stream.on('readable', this.onReadable);
    this.stopWatching = require('internal/streams/end-of-stream').eos(stream, { writable: false }, (error) => {
      this.outcome = error ? aggregateTwoErrors(this.outcome, error) : null;
      this.notify();
    });
  }

  notify() {
    const { wake } = this;
    this.wake = undefined;
    wake?.();
  }

  nextNews() {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  stop() {
    this.stream.off('readable', this.onReadable);
    this.stopWatching();
  }
}

// `take` gives what there is to yield next, or null.
async function* iterate(stream, take, options) {
  const watcher = new Watcher(stream);
  try {
    for (;;) {
      const item = stream.destroyed ? null : take(stream);
      if (item !== null) yield item;
      else if (watcher.outcome) throw watcher.outcome;
      else if (watcher.outcome === null) return;
      else await watcher.nextNews();
    }
  } catch (error) {
    throw watcher.outcome = aggregateTwoErrors(watcher.outcome, error);
  } finally {
    const keepStream = !watcher.outcome && options?.destroyOnReturn === false;
    const isOver = watcher.outcome !== undefined && stream._readableState?.autoDestroy === false;
    if (keepStream || isOver || (watcher.outcome === null && isHalfOpen(stream))) watcher.stop();
    else destroyer(stream, null);
  }
}

/** Whether there is a side to write to that outlives the reading side. */
function isHalfOpen(stream) {
  return stream.allowHalfOpen === true && isWritable(stream) === true;
}

/** @param {{ destroyOnReturn?: boolean }} [options] */
function makeAsyncIterator(stream, options) {
  if (typeof stream.read !== 'function') {
    stream = require('internal/streams/readable').wrap(stream, { objectMode: true });
  }
  return iterateBy(stream, readOne, options);
}

const readOne = (stream) => stream.read();

/**
 * Iteration over what `take` makes of the stream's chunks.
 * @param {(stream: import('stream').Readable) => any} take null: there is nothing now @returns {AsyncGenerator}
 */
function iterateBy(stream, take, options = undefined) {
  const iterator = iterate(stream, take, options);
  iterator.stream = stream;
  return iterator;
}

module.exports = { iterateBy, makeAsyncIterator };
