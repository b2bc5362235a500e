'use strict';

// Web streams over Node streams and the other way round: Readable.toWeb/fromWeb, Writable..., Duplex....
// Callers: the statics of the stream classes, fetch, the compression streams.
// Rules: back pressure, errors and early ends pass in both directions; byte chunks become Uint8Arrays on the web side.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_STREAM_PREMATURE_CLOSE },
} = require('internal/errors');
const { Buffer } = require('buffer');
const { validateBoolean, validateObject, validateOneOf } = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const Duplex = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { destroyer } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const { isDestroyed, isReadable, isWritable, isWritableEnded } = require('internal/streams/utils');
const { ReadableStream, isReadableStream } = require('internal/webstreams/readablestream');
const { WritableStream, isWritableStream } = require('internal/webstreams/writablestream');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('internal/webstreams/queuingstrategies');
const { nop } = require('internal/webstreams/util');

/** The error that the web side gets for a Node stream's end. */
function webError(error, mapError) {
  if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') return new AbortError(undefined, { cause: error });
  return error && mapError ? mapError(error) : error;
}

function isReadableState(stream) {
  return stream?._readableState !== undefined && stream?._readableState !== null;
}

// ---- Node to web ----

function isAnyArrayBuffer(value) {
  return value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
}

/**
 * @param {Writable} streamWritable
 * @param {{ checkChunk?: (chunk: any) => void, mapError?: (error: Error) => Error }} [options] `checkChunk` throws for
 *   chunks that must not be written, `mapError` makes the web side's error
 * @returns {WritableStream}
 */
function newWritableStreamFromStreamWritable(streamWritable, options = undefined) {
  // Not only our own class: what has a writable state will do (an HTTP message has none of its own).
  const checks = streamWritable?._writableState || typeof streamWritable?.write === 'function';
  if (!checks || typeof streamWritable.on !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', streamWritable);
  }
  if (isDestroyed(streamWritable) || !isWritable(streamWritable)) {
    const closed = new WritableStream();
    closed.close();
    return closed;
  }
  const highWaterMark = streamWritable.writableHighWaterMark;
  const strategy = streamWritable.writableObjectMode ?
    new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller;
  let drained;
  let closed;
  const stop = eos(streamWritable, (error) => {
    error = webError(error, options?.mapError);
    stop();
    // A late error has a listener of its own from here on: nobody else listens.
    streamWritable.on('error', nop);
    if (error !== undefined && error !== null) {
      drained?.reject(error);
      if (closed !== undefined) {
        closed.reject(error);
        closed = undefined;
      }
      controller.error(error);
      controller = undefined;
      return;
    }
    if (closed !== undefined) {
      closed.resolve();
      closed = undefined;
      return;
    }
    controller.error(new AbortError());
    controller = undefined;
  });
  streamWritable.on('drain', () => drained?.resolve());
  return new WritableStream({
    start(c) {
      controller = c;
    },
    write(chunk) {
      try {
        options?.checkChunk?.(chunk);
        if (!streamWritable.writableObjectMode && isAnyArrayBuffer(chunk)) chunk = new Uint8Array(chunk);
        if (streamWritable.write(chunk) || streamWritable.writableNeedDrain === false) return undefined;
      } catch (error) {
        // A chunk that compression refuses ends both sides: its reader must not wait for ever.
        if (options?.checkChunk !== undefined) destroyer(streamWritable, error);
        throw error;
      }
      drained = Promise.withResolvers();
      return drained.promise.finally(() => {
        drained = undefined;
      });
    },
    abort(reason) {
      destroyer(streamWritable, reason);
    },
    close() {
      if (closed === undefined && !isWritableEnded(streamWritable)) streamWritable.end();
      closed = Promise.withResolvers();
      return closed.promise;
    },
  }, strategy);
}

/**
 * @param {Readable} streamReadable
 * @param {{ strategy?: object, type?: 'bytes' }} [options]
 * @returns {ReadableStream}
 */
function newReadableStreamFromStreamReadable(streamReadable, options = kEmptyObject) {
  if (!isReadableState(streamReadable)) {
    throw new ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', streamReadable);
  }
  validateObject(options, 'options');
  const isBytes = options.type === 'bytes';
  validateOneOf(options.type, 'options.type', ['bytes', undefined]);
  // One that was destroyed before its end goes on: eos() below tells the error.
  if (!isReadable(streamReadable) && (!isDestroyed(streamReadable) || streamReadable.readableEnded)) {
    const closed = new ReadableStream();
    closed.cancel();
    return closed;
  }
  const { readableObjectMode: objectMode, readableHighWaterMark: highWaterMark } = streamReadable;
  let strategy = options.strategy;
  if (strategy === undefined) {
    if (isBytes) strategy = { highWaterMark };
    else strategy = new (objectMode ? CountQueuingStrategy : ByteLengthQueuingStrategy)({ highWaterMark });
  }
  let controller;
  let cancelled = false;
  streamReadable.pause();
  const stop = eos(streamReadable, { writable: false }, (error) => {
    error = webError(error, options?.mapError);
    stop();
    streamReadable.on('error', nop);
    if (cancelled) return;
    if (error) {
      controller.error(error);
      return;
    }
    controller.close();
    if (isBytes) controller.byobRequest?.respond(0);
  });
  streamReadable.on('data', (chunk) => {
    // A Buffer's memory may be shared with others: the web side gets its own bytes.
    if (Buffer.isBuffer(chunk) && !objectMode) chunk = new Uint8Array(chunk);
    controller.enqueue(chunk);
    if (controller.desiredSize <= 0) streamReadable.pause();
  });
  return new ReadableStream({
    type: isBytes ? 'bytes' : undefined,
    start(c) {
      controller = c;
    },
    pull() {
      streamReadable.resume();
    },
    cancel(reason) {
      cancelled = true;
      destroyer(streamReadable, reason);
    },
  }, strategy);
}

/** @returns {{ readable: ReadableStream, writable: WritableStream }} */
function newReadableWritablePairFromDuplex(duplex, options = kEmptyObject) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  validateObject(options, 'options');
  if (isDestroyed(duplex)) {
    const writable = new WritableStream();
    const readable = new ReadableStream();
    writable.close();
    readable.cancel();
    return { readable, writable };
  }
  const type = options.readableType ?? options.type;
  const writable = isWritable(duplex) ? newWritableStreamFromStreamWritable(duplex, options) : new WritableStream();
  if (!isWritable(duplex)) writable.close();
  const readable = isReadable(duplex) ?
    newReadableStreamFromStreamReadable(duplex, { type, mapError: options.mapError }) : new ReadableStream();
  if (!isReadable(duplex)) readable.cancel();
  return { writable, readable };
}

// ---- web to Node ----

/** Calls a Node stream's callback out of a promise. What it throws must not become a rejection. */
function settle(callback, error) {
  try {
    callback(error);
  } catch (thrown) {
    process.nextTick(() => {
      throw thrown;
    });
  }
}

/** What a Node stream's _destroy has to do for its web writer or reader. */
function settleWeb(promise, error, callback) {
  promise.then(() => settle(callback, error), (webFailure) => settle(callback, error ?? webFailure));
}

/** Connects a writer to `_write`, `_writev`, `_final` of `options`. */
function writerMethods(writer, isClosed) {
  return {
    write(chunk, encoding, callback) {
      const { objectMode, decodeStrings } = this._writableState;
      if (typeof chunk === 'string' && decodeStrings && !objectMode) chunk = Buffer.from(chunk, encoding);
      const fail = (error) => settle(callback, error ?? new AbortError());
      writer.ready.then(() => writer.write(chunk).then(() => settle(callback), fail), fail);
    },
    writev(chunks, callback) {
      const fail = (error) => settle(callback, error ?? new AbortError());
      writer.ready.then(() => {
        Promise.all(chunks.map(({ chunk }) => writer.write(chunk))).then(() => settle(callback), fail);
      }, fail);
    },
    final(callback) {
      if (isClosed()) {
        settle(callback);
        return;
      }
      writer.close().then(() => settle(callback), (error) => settle(callback, error));
    },
  };
}

function checkStreamOptions(options) {
  validateObject(options, 'options');
  const { objectMode = false, decodeStrings = true } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');
}

/** @param {WritableStream} writableStream @returns {Writable} */
function newStreamWritableFromWritableStream(writableStream, options = kEmptyObject) {
  if (!isWritableStream(writableStream)) {
    throw new ERR_INVALID_ARG_TYPE('writableStream', 'WritableStream', writableStream);
  }
  checkStreamOptions(options);
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  const writer = writableStream.getWriter();
  let closed = false;
  const writable = new Writable({
    highWaterMark,
    objectMode,
    decodeStrings,
    signal,
    ...writerMethods(writer, () => closed),
    destroy(error, callback) {
      if (closed) {
        callback(error);
        return;
      }
      settleWeb(error !== null ? writer.abort(error) : writer.close(), error, callback);
    },
  });
  writer.closed.then(() => {
    closed = true;
    // The other side closed it: nothing more can be written.
    if (!isWritableEnded(writable)) destroyer(writable, new ERR_STREAM_PREMATURE_CLOSE());
  }, (error) => {
    closed = true;
    destroyer(writable, error);
  });
  return writable;
}

/** @param {ReadableStream} readableStream @returns {Readable} */
function newStreamReadableFromReadableStream(readableStream, options = kEmptyObject) {
  if (!isReadableStream(readableStream)) {
    throw new ERR_INVALID_ARG_TYPE('readableStream', 'ReadableStream', readableStream);
  }
  validateObject(options, 'options');
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new ERR_INVALID_ARG_VALUE('options.encoding', encoding);
  validateBoolean(objectMode, 'options.objectMode');
  const reader = readableStream.getReader();
  let closed = false;
  const readable = new Readable({
    objectMode,
    highWaterMark,
    encoding,
    signal,
    read() {
      pullChunk(reader, readable);
    },
    destroy(error, callback) {
      if (closed) {
        callback(error);
        return;
      }
      settleWeb(reader.cancel(error), error, callback);
    },
  });
  reader.closed.then(() => {
    closed = true;
  }, (error) => {
    closed = true;
    destroyer(readable, error);
  });
  return readable;
}

function pullChunk(reader, readable) {
  reader.read().then(({ value, done }) => {
    readable.push(done ? null : value);
  }, (error) => destroyer(readable, error));
}

/** @param {{ readable: ReadableStream, writable: WritableStream }} pair @returns {Duplex} */
function newStreamDuplexFromReadableWritablePair(pair = kEmptyObject, options = kEmptyObject) {
  validateObject(pair, 'pair');
  const { readable: readableStream, writable: writableStream } = pair;
  if (!isReadableStream(readableStream)) {
    throw new ERR_INVALID_ARG_TYPE('pair.readable', 'ReadableStream', readableStream);
  }
  if (!isWritableStream(writableStream)) {
    throw new ERR_INVALID_ARG_TYPE('pair.writable', 'WritableStream', writableStream);
  }
  checkStreamOptions(options);
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new ERR_INVALID_ARG_VALUE('options.encoding', encoding);
  const writer = writableStream.getWriter();
  const reader = readableStream.getReader();
  let writableClosed = false;
  let readableClosed = false;
  const duplex = new Duplex({
    allowHalfOpen,
    highWaterMark,
    objectMode,
    encoding,
    decodeStrings,
    signal,
    ...writerMethods(writer, () => writableClosed),
    read() {
      pullChunk(reader, duplex);
    },
    destroy(error, callback) {
      const waits = [];
      if (!writableClosed) waits.push(writer.abort(error));
      if (!readableClosed) waits.push(reader.cancel(error));
      settleWeb(Promise.all(waits), error, callback);
    },
  });
  writer.closed.then(() => {
    writableClosed = true;
    if (!isWritableEnded(duplex)) destroyer(duplex, new ERR_STREAM_PREMATURE_CLOSE());
  }, (error) => {
    writableClosed = true;
    readableClosed = true;
    destroyer(duplex, error);
  });
  reader.closed.then(() => {
    readableClosed = true;
  }, (error) => {
    writableClosed = true;
    readableClosed = true;
    destroyer(duplex, error);
  });
  return duplex;
}

module.exports = {
  newReadableStreamFromStreamReadable,
  newReadableWritablePairFromDuplex,
  newStreamDuplexFromReadableWritablePair,
  newStreamReadableFromReadableStream,
  newStreamWritableFromWritableStream,
  newWritableStreamFromStreamWritable,
};
