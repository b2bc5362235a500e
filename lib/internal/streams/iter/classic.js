'use strict';
// Between stream/iter and classic streams: fromReadable(), toReadable(), toReadableSync(), toWritable(); fromWritable() is in
// classic_writer.js. Callers: lib/stream/iter.js, Readable.prototype[Symbol.for('Stream.toAsyncStreamable')].
//
// Rule: a stream that is made of an iterator asks it for the next batch only when all chunks of the last one have been pushed
// and the reader wants more.

const { asByteStream, flatten, has, kBatchSize, toAsyncStreamable } = require('internal/streams/iter/source');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateInteger, validateObject } = require('internal/validators');

const kDefaultHighWaterMark = 65536;
// Reference to it, so that a writer whose write() gives no promise fails as a promise's receiver would.
const { then } = Promise.prototype;

// ---- from a Readable ----

/** What a stream has at once, as one batch; null for nothing. @returns {Uint8Array[]|Promise<Uint8Array[]>|null} */
function takeBatch(stream) {
  const first = stream.read();
  if (first === null) return null;
  const chunks = [first];
  while (stream.readableLength > 0 && chunks.length < kBatchSize) {
    const chunk = stream.read();
    if (chunk === null) break;
    chunks.push(chunk);
  }
  return stream.readableObjectMode || stream.readableEncoding ? flattenAll(chunks) : chunks;
}

async function flattenAll(chunks) {
  const batch = [];
  for (const chunk of chunks) await flatten(chunk, batch);
  return batch;
}

/** The batches of a Readable, which is destroyed with their end. @returns {AsyncGenerator<Uint8Array[]>} */
function batchesOfReadable(readable) {
  const { iterateBy } = require('internal/streams/readable_iterator');
  return asByteStream(iterateBy(readable, takeBatch));
}

const sources = new WeakMap();

/** stream/iter.fromReadable(): the same iterable for the same stream. */
function fromReadable(readable) {
  const isProtocol = has(readable, toAsyncStreamable);
  if (!isProtocol && !(has(readable, 'read') && has(readable, 'on'))) {
    throw new ERR_INVALID_ARG_TYPE('readable', 'Readable', readable);
  }
  let source = sources.get(readable);
  if (source === undefined) {
    source = isProtocol ? readable[toAsyncStreamable]() : batchesOfReadable(readable);
    sources.set(readable, source);
  }
  return source;
}

// ---- to a Readable ----

/** The chunks of an iterator's batches on their way into a Readable. */
class Feed {
  batch = [];
  place = 0;
  isBusy = false;
  isAsked = false;

  constructor(iterator) {
    this.iterator = iterator;
  }

  /** False: the reader has enough for now. */
  pushBatch(stream) {
    while (this.place < this.batch.length) {
      this.isAsked = false;
      // A reader that takes the chunk at once may ask again before push() is back.
      if (!stream.push(this.batch[this.place++]) && !this.isAsked) return false;
    }
    return !stream.destroyed;
  }

  /** Takes what next() gave. False: it was the end. */
  accept(stream, { done, value }) {
    if (done) {
      stream.push(null);
      return false;
    }
    this.batch = value;
    this.place = 0;
    return true;
  }

  /** @param {import('stream').Readable} stream */
  async read(stream) {
    this.isAsked = true;
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      // What is left over comes later, as all does that is pushed: not as part of the read() that asks for it.
      if (this.place < this.batch.length) await undefined;
      while (this.pushBatch(stream)) {
        const result = await this.iterator.next();
        if (stream.destroyed || !this.accept(stream, result)) return;
      }
    } catch (error) {
      stream.destroy(error);
    } finally {
      this.isBusy = false;
    }
  }

  readSync(stream) {
    this.isAsked = true;
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      while (this.pushBatch(stream) && this.accept(stream, this.iterator.next()));
    } catch (error) {
      stream.destroy(error);
    } finally {
      this.isBusy = false;
    }
  }
}

function readableOptions(options) {
  validateObject(options, 'options');
  const { highWaterMark = kDefaultHighWaterMark, signal } = options;
  validateInteger(highWaterMark, 'options.highWaterMark', 0);
  return { highWaterMark, signal };
}

/** stream/iter.toReadable() @param {{highWaterMark?: number, signal?: AbortSignal}} [options] */
function toReadable(source, options = {}) {
  if (!has(source, Symbol.asyncIterator)) throw new ERR_INVALID_ARG_TYPE('source', 'AsyncIterable', source);
  const { highWaterMark, signal } = readableOptions(options);
  const iterator = source[Symbol.asyncIterator]();
  const feed = new Feed(iterator);
  const Readable = require('internal/streams/readable');
  return new Readable({
    highWaterMark,
    signal,
    read() { feed.read(this); },
    destroy(error, callback) {
      leave(iterator).then(() => callback(error), (failure) => callback(error ?? failure));
    },
  });
}

async function leave(iterator) {
  await iterator.return?.();
}

/** stream/iter.toReadableSync() @param {{highWaterMark?: number}} [options] */
function toReadableSync(source, options = {}) {
  if (typeof source !== 'string' && !has(source, Symbol.iterator)) {
    throw new ERR_INVALID_ARG_TYPE('source', 'Iterable', source);
  }
  const { highWaterMark } = readableOptions(options);
  const iterator = source[Symbol.iterator]();
  const feed = new Feed(iterator);
  const Readable = require('internal/streams/readable');
  return new Readable({
    highWaterMark,
    read() { feed.readSync(this); },
    destroy(error, callback) {
      try {
        iterator.return?.();
      } catch (failure) {
        error ??= failure;
      }
      callback(error);
    },
  });
}

// ---- to a Writable ----

/** Calls back when the writer's promise settles; what it does at once counts only when `isAccepted` says so. */
function settle(trySync, isAccepted, useAsync, callback) {
  try {
    if (trySync !== undefined && isAccepted(trySync())) {
      queueMicrotask(callback);
      return;
    }
    Reflect.apply(then, useAsync(), [() => callback(), callback]);
  } catch (error) {
    callback(error);
  }
}

/** end() is the writer's own business when its synchronous form does not work. */
function endSyncQuietly(writer) {
  try {
    return writer.endSync();
  } catch {
    return -1;
  }
}

/** stream/iter.toWritable(): the writer alone says when there is too much. */
function toWritable(writer) {
  if (!has(writer, 'write')) throw new ERR_INVALID_ARG_TYPE('writer', 'Writer', writer);
  const Writable = require('internal/streams/writable');
  const isTrue = (value) => Boolean(value);
  const methods = {
    highWaterMark: Number.MAX_SAFE_INTEGER,
    write(chunk, encoding, callback) {
      settle(has(writer, 'writeSync') ? () => writer.writeSync(chunk) : undefined, isTrue, () => writer.write(chunk), callback);
    },
    final(callback) {
      if (!has(writer, 'end')) return callback();
      settle(has(writer, 'endSync') ? () => endSyncQuietly(writer) : undefined, (total) => total >= 0, () => writer.end(),
             callback);
    },
    // The writer hears of errors; the stream's users have heard of them from the call that failed.
    destroy(error, callback) {
      try {
        if (error && has(writer, 'fail')) writer.fail(error);
      } catch (failure) {
        callback(failure);
        return;
      }
      callback();
    },
  };
  if (has(writer, 'writev')) {
    methods.writev = (entries, callback) => {
      const chunks = entries.map(({ chunk }) => chunk);
      settle(has(writer, 'writevSync') ? () => writer.writevSync(chunks) : undefined, isTrue, () => writer.writev(chunks), callback);
    };
  }
  return new Writable(methods);
}

module.exports = { batchesOfReadable, fromReadable, toReadable, toReadableSync, toWritable };
