'use strict';

// finished(): calls back when a stream has ended, failed or closed too early.
// Callers: the public stream modules, pipeline, iteration, HTTP, fs.
// Rules:
// - the callback runs at most once, and never before `finished` has returned;
// - "finished" means: the asked sides are done and, for a stream that emits 'close', that too.

const { bindToCaller } = require('internal/async_bind');
const {
  AbortError,
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_STREAM_PREMATURE_CLOSE,
  },
} = require('internal/errors');
const { kEmptyObject } = require('internal/util');
const { validateAbortSignal, validateBoolean, validateFunction, validateObject } = require('internal/validators');
const {
  isClosed,
  isNodeStream,
  isReadable,
  isReadableErrored,
  isReadableFinished,
  isReadableNodeStream,
  isReadableStream,
  isServerRequest,
  isWritable,
  isWritableErrored,
  isWritableFinished,
  isWritableNodeStream,
  isWritableStream,
  kIsClosedPromise,
  willEmitClose,
} = require('internal/streams/utils');

function nop() {}

/** A client's request object: it is done when its response or its abort is. */
function isRequest(stream) {
  return stream.setHeader && typeof stream.abort === 'function';
}

/** Follows one stream until it is finished. */
class Watch {
  listeners = [];
  done = false;

  constructor(stream, options, callback) {
    this.stream = stream;
    this.callback = callback;
    this.readable = options.readable ?? isReadableNodeStream(stream);
    this.writable = options.writable ?? isWritableNodeStream(stream);
    this.willEmitClose = willEmitClose(stream) &&
      isReadableNodeStream(stream) === this.readable && isWritableNodeStream(stream) === this.writable;
    this.writableFinished = isWritableFinished(stream, false);
    this.readableFinished = isReadableFinished(stream, false);
    this.closed = isClosed(stream);
  }

  on(name, listener) {
    this.stream.on(name, listener);
    this.listeners.push([name, listener]);
  }

  stop() {
    this.callback = nop;
    for (const [name, listener] of this.listeners.splice(0)) this.stream.removeListener(name, listener);
    if (this.req) this.req.removeListener('finish', this.onFinish);
  }

  call(error) {
    if (error === undefined) this.callback.call(this.stream);
    else this.callback.call(this.stream, error);
  }

  onFinish = () => {
    this.writableFinished = true;
    // Some streams destroy themselves without saying so beforehand.
    if (this.stream.destroyed) this.willEmitClose = false;
    if (this.willEmitClose && (!this.stream.writable || this.readable)) return;
    if (!this.readable || this.readableFinished) this.call();
  };

  onEnd = () => {
    this.readableFinished = true;
    if (this.stream.destroyed) this.willEmitClose = false;
    if (this.willEmitClose && (!this.stream.readable || this.writable)) return;
    if (!this.writable || this.writableFinished) this.call();
  };

  onError = (error) => this.call(error);

  onClose = () => {
    this.closed = true;
    this.call(this.errorOfClose());
  };

  /** What the stream has failed with; undefined when it has not, or does not say with what. */
  knownError() {
    const errored = isWritableErrored(this.stream) || isReadableErrored(this.stream);
    return errored && typeof errored !== 'boolean' ? errored : undefined;
  }

  /** What it means that the stream closes now. @returns {Error | undefined} */
  errorOfClose() {
    const { stream } = this;
    const known = this.knownError();
    if (known !== undefined) return known;
    const isReadShort = this.readable && !this.readableFinished && isReadableNodeStream(stream, true) &&
      !isReadableFinished(stream, false);
    const isWrittenShort = this.writable && !this.writableFinished && !isWritableFinished(stream, false);
    return isReadShort || isWrittenShort ? new ERR_STREAM_PREMATURE_CLOSE() : undefined;
  }

  onRequest = () => {
    this.req = this.stream.req;
    this.req.on('finish', this.onFinish);
  };

  start(wantsError) {
    const isOver = this.closed || this.isOver();
    if (!isOver) this.listenForEnd();
    // A stream that is over may still fail, and nobody else may listen. What it came to is decided now.
    if (wantsError) this.on('error', isOver ? nop : this.onError);
    if (!isOver) {
      this.on('close', this.onClose);
      return;
    }
    const error = this.closed ? this.errorOfClose() : this.knownError();
    this.closed = true;
    process.nextTick(() => this.call(error));
  }

  listenForEnd() {
    const { stream } = this;
    const onLegacyFinish = () => {
      if (!stream.writable) this.onFinish();
    };
    if (isRequest(stream)) {
      this.on('complete', this.onFinish);
      if (!this.willEmitClose) this.on('abort', this.onClose);
      if (stream.req) this.onRequest();
      else this.on('request', this.onRequest);
    } else if (this.writable && !stream._writableState) {
      this.on('end', onLegacyFinish);
      this.on('close', onLegacyFinish);
    }
    if (!this.willEmitClose && typeof stream.aborted === 'boolean') this.on('aborted', this.onClose);
    this.on('end', this.onEnd);
    this.on('finish', this.onFinish);
  }

  /** Whether the events that this waits for have been and gone, though the stream does not say that it has closed. */
  isOver() {
    const { stream } = this;
    const w = stream._writableState;
    const r = stream._readableState;
    if (w?.errorEmitted || r?.errorEmitted) return !this.willEmitClose;
    const isWritten = !this.readable && (!this.willEmitClose || isReadable(stream)) &&
      (this.writableFinished || isWritable(stream) === false) &&
      (w == null || w.pendingcb === undefined || w.pendingcb === 0);
    const isRead = !this.writable && (!this.willEmitClose || isWritable(stream)) &&
      (this.readableFinished || isReadable(stream) === false);
    return isWritten || isRead || Boolean(r && stream.req && stream.aborted);
  }
}

/** Runs a function at most once. */
function onlyOnce(fn) {
  let called = false;
  return function(...args) {
    if (called) return;
    called = true;
    Reflect.apply(fn, this, args);
  };
}

/**
 * @param {object} stream
 * @param {{ error?: boolean, readable?: boolean, writable?: boolean, signal?: AbortSignal, cleanup?: boolean }} [options]
 * @param {(error?: Error) => void} callback
 * @returns {() => void} stops watching
 */
function eos(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = kEmptyObject;
  } else if (options == null) {
    options = kEmptyObject;
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  callback = onlyOnce(bindToCaller(callback, 'STREAM_END_OF_STREAM'));
  if (isReadableStream(stream) || isWritableStream(stream)) return eosWeb(stream, options, callback);
  if (!isNodeStream(stream)) {
    throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  const watch = new Watch(stream, options, callback);
  watch.start(options.error !== false);
  if (options.signal && !watch.closed) watchSignal(watch, options.signal);
  return () => watch.stop();
}

function watchSignal(watch, signal) {
  const abort = () => {
    // Taken first: stopping forgets it.
    const { callback, stream } = watch;
    watch.stop();
    callback.call(stream, new AbortError(undefined, { cause: signal.reason }));
  };
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  const { addAbortListener } = require('internal/events/async');
  const handle = addAbortListener(signal, abort);
  const original = watch.callback;
  watch.callback = onlyOnce(function(...args) {
    handle[Symbol.dispose]();
    original.apply(this, args);
  });
}

function eosWeb(stream, options, callback) {
  let isAborted = false;
  let handle;
  if (options.signal) {
    const { signal } = options;
    const abort = () => {
      isAborted = true;
      callback.call(stream, new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) process.nextTick(abort);
    else handle = require('internal/events/async').addAbortListener(signal, abort);
  }
  const settled = (...args) => {
    if (isAborted) return;
    handle?.[Symbol.dispose]();
    process.nextTick(() => callback.apply(stream, args));
  };
  stream[kIsClosedPromise].promise.then(settled, settled);
  return nop;
}

/** The promise form. @returns {Promise<void>} */
function finished(stream, opts) {
  let autoCleanup = false;
  if (opts === null || opts === undefined) opts = kEmptyObject;
  if (opts?.cleanup) {
    validateBoolean(opts.cleanup, 'cleanup');
    autoCleanup = opts.cleanup;
  }
  return new Promise((resolve, reject) => {
    const stop = eos(stream, opts, (error) => {
      if (autoCleanup) stop();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = { eos, finished };
