'use strict';

// Duplex.from: makes a Duplex of nearly anything that data can come from or go to.
// Callers: Duplex.from, pipeline, compose.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE },
} = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const Duplex = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { eos } = require('internal/streams/end-of-stream');
const from = require('internal/streams/from');
const {
  isDestroyed,
  isDuplexNodeStream,
  isIterable,
  isNodeStream,
  isReadable,
  isReadableNodeStream,
  isReadableStream,
  isWritable,
  isWritableNodeStream,
  isWritableStream,
} = require('internal/streams/utils');

/** A Duplex that is complete with one of its sides switched off. */
class Duplexify extends Duplex {
  constructor(options) {
    super(options);
    if (options?.readable === false) {
      this._readableState.readable = false;
      this._readableState.ended = true;
      this._readableState.endEmitted = true;
    }
    if (options?.writable === false) {
      this._writableState.writable = false;
      this._writableState.ending = true;
      this._writableState.ended = true;
      this._writableState.finished = true;
    }
  }
}

function isBlob(value) {
  return typeof globalThis.Blob === 'function' && value instanceof globalThis.Blob;
}

function fromIterable(iterable) {
  return from(Duplexify, iterable, { objectMode: true, writable: false });
}

/** @param {string} name what messages call the value */
function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return join({ readable: body });
  if (isWritableNodeStream(body)) return join({ writable: body });
  if (isNodeStream(body)) return join({ writable: false, readable: false });
  if (isReadableStream(body)) return join({ readable: Readable.fromWeb(body) });
  if (isWritableStream(body)) return join({ writable: Writable.fromWeb(body) });
  if (typeof body === 'function') return fromFunction(body, name);
  if (isBlob(body)) return duplexify(body.arrayBuffer(), name);
  if (isIterable(body)) return fromIterable(body);
  if (isReadableStream(body?.readable) && isWritableStream(body?.writable)) return Duplex.fromWeb(body);
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') return fromPair(body);
  if (typeof body?.then === 'function') return fromPromise(body);
  throw new ERR_INVALID_ARG_TYPE(name, [
    'Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
    '{ readable, writable } pair', 'Promise',
  ], body);
}

function fromPair(body) {
  const readable = body?.readable ?
    (isReadableNodeStream(body.readable) ? body.readable : duplexify(body.readable)) : undefined;
  const writable = body?.writable ?
    (isWritableNodeStream(body.writable) ? body.writable : duplexify(body.writable)) : undefined;
  return join({ readable, writable });
}

function fromPromise(promise) {
  let stream;
  promise.then((value) => {
    if (value !== null && value !== undefined) stream.push(value);
    stream.push(null);
  }, (error) => destroyer(stream, error));
  return stream = new Duplexify({ objectMode: true, writable: false, read() {} });
}

function fromFunction(body, name) {
  const { value, write, final, destroy } = connectGenerator(body);
  if (require('internal/streams/utils').isNodeStream(value)) return duplexify(value);
  if (isIterable(value)) {
    return from(Duplexify, value, { objectMode: true, write, final, destroy });
  }
  if (typeof value?.then === 'function') return fromConsumer(value, write, final, destroy);
  throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, value);
}

/** An async function that only consumes: a Duplex without output, finished when the function is. */
function fromConsumer(promise, write, final, destroy) {
  let stream;
  const done = promise.then((value) => {
    if (value !== null && value !== undefined) {
      throw new ERR_INVALID_RETURN_VALUE('nully', 'body', value);
    }
  }, (error) => {
    destroyer(stream, error);
  });
  stream = new Duplexify({
    objectMode: true,
    readable: false,
    write,
    final(cb) {
      final(async () => {
        try {
          await done;
          process.nextTick(cb, null);
        } catch (error) {
          process.nextTick(cb, error);
        }
      });
    },
    destroy,
  });
  return stream;
}

/** Calls `fn` with an async iterable of what is going to be written. */
function connectGenerator(fn) {
  let { promise, resolve } = Promise.withResolvers();
  const controller = new AbortController();
  const { signal } = controller;
  async function* written() {
    for (;;) {
      const next = promise;
      promise = null;
      const { chunk, done, cb } = await next;
      process.nextTick(cb);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      ({ promise, resolve } = Promise.withResolvers());
      yield chunk;
    }
  }
  const value = fn(written(), { signal });
  return {
    value,
    write(chunk, encoding, cb) {
      const give = resolve;
      resolve = null;
      give({ chunk, done: false, cb });
    },
    final(cb) {
      const give = resolve;
      resolve = null;
      give({ done: true, cb });
    },
    destroy(error, cb) {
      controller.abort(error);
      // `fn` may be waiting for a write that will never come: what it reads from ends.
      resolve?.({ done: true, cb() {} });
      resolve = null;
      cb(error);
    },
  };
}

/** One Duplex over a separate readable and writable stream. */
function join(pair) {
  const r = pair.readable && typeof pair.readable.read !== 'function' ? Readable.wrap(pair.readable) : pair.readable;
  const w = pair.writable;
  const readable = Boolean(isReadable(r));
  const writable = Boolean(isWritable(w));
  // `onClose` is null once both sides have finished.
  const hooks = { onDrain: null, onFinish: null, onReadable: null, onClose: undefined };
  const open = { readable, writable, r, w };

  function finished(error) {
    const { onClose } = hooks;
    hooks.onClose = null;
    if (onClose) onClose(error);
    else if (error) joined.destroy(error);
  }
  const joined = new Duplexify({
    readableObjectMode: Boolean(r?.readableObjectMode),
    writableObjectMode: Boolean(w?.writableObjectMode),
    readable,
    writable,
  });
  if (writable) joinWritable(joined, w, hooks, open, finished);
  if (readable) joinReadable(joined, r, hooks, open, finished);
  joined._destroy = function(error, callback) {
    if (!error && hooks.onClose !== null) error = new AbortError();
    hooks.onReadable = null;
    hooks.onDrain = null;
    hooks.onFinish = null;
    if (hooks.onClose === null) {
      callback(error);
      return;
    }
    hooks.onClose = callback;
    destroyer(w, error);
    destroyer(r, error);
  };
  return joined;
}

function takeHook(hooks, name) {
  const hook = hooks[name];
  hooks[name] = null;
  return hook;
}

function joinWritable(joined, w, hooks, open, finished) {
  eos(w, (error) => {
    open.writable = false;
    if (error && open.readable) destroyer(open.r, error);
    finished(error);
  });
  joined._write = function(chunk, encoding, callback) {
    if (w.write(chunk, encoding)) callback();
    else hooks.onDrain = callback;
  };
  joined._final = function(callback) {
    w.end();
    hooks.onFinish = callback;
  };
  w.on('drain', () => takeHook(hooks, 'onDrain')?.());
  w.on('finish', () => takeHook(hooks, 'onFinish')?.());
}

function joinReadable(joined, r, hooks, open, finished) {
  eos(r, (error) => {
    open.readable = false;
    if (error && open.writable) destroyer(open.w, error);
    finished(error);
  });
  r.on('readable', () => takeHook(hooks, 'onReadable')?.());
  r.on('end', () => joined.push(null));
  joined._read = function() {
    for (;;) {
      const chunk = r.read();
      if (chunk === null) {
        hooks.onReadable = joined._read;
        return;
      }
      if (!joined.push(chunk)) return;
    }
  };
}

module.exports = duplexify;
