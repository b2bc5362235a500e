'use strict';

// pipeline(): streams, iterables and functions joined end to end; one failure destroys all.
// Callers: the public stream modules, compose.
// Rules:
// - the callback comes once, after every part has finished;
// - each part is asked to be destroyed when the pipeline ends, unless it ended well by itself;
// - the value of a last part that is a function returning a promise is the callback's second argument.

const {
  AbortError,
  aggregateTwoErrors,
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_RETURN_VALUE,
    ERR_MISSING_ARGS,
    ERR_STREAM_DESTROYED,
    ERR_STREAM_PREMATURE_CLOSE,
    ERR_STREAM_UNABLE_TO_PIPE,
  },
} = require('internal/errors');
const { once } = require('internal/util');
const { validateAbortSignal, validateFunction } = require('internal/validators');
const { eos } = require('internal/streams/end-of-stream');
const { destroyer } = require('internal/streams/destroy');
const Duplex = require('internal/streams/duplex');
const {
  isClosed,
  isIterable,
  isNodeStream,
  isReadable,
  isReadableFinished,
  isReadableNodeStream,
  isReadableStream,
  isTransformStream,
  isWebStream,
} = require('internal/streams/utils');

/** Watches one stream of the pipeline; `destroy` ends it when the pipeline fails. */
function guard(stream, reading, writing) {
  let finished = false;
  stream.on('close', () => {
    finished = true;
  });
  const stop = eos(stream, { readable: reading, writable: writing }, (error) => {
    finished = !error;
  });
  return {
    destroy(error) {
      if (finished) return;
      finished = true;
      destroyer(stream, error || new ERR_STREAM_DESTROYED('pipe'));
    },
    stop,
  };
}

function takeCallback(streams) {
  const callback = streams.pop();
  validateFunction(callback, 'streams[stream.length - 1]');
  return callback;
}

function makeIterable(value) {
  if (isIterable(value)) return value;
  if (isReadableNodeStream(value)) return readableToIterable(value);
  throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], value);
}

async function* readableToIterable(value) {
  yield* require('internal/streams/readable').prototype[Symbol.asyncIterator].call(value);
}

/** Waits for 'drain', or for the destination's failure. */
class DrainWait {
  resolve = null;
  error = undefined;

  constructor(writable) {
    this.writable = writable;
    this.wake = (error) => {
      if (error) this.error = error;
      const { resolve } = this;
      this.resolve = null;
      resolve?.();
    };
    writable.on('drain', this.wake);
    this.stopWatching = eos(writable, { readable: false }, this.wake);
  }

  wait() {
    return new Promise((resolve, reject) => {
      if (this.error) {
        reject(this.error);
      } else {
        this.resolve = () => (this.error ? reject(this.error) : resolve());
      }
    });
  }

  stop() {
    this.stopWatching();
    this.writable.off('drain', this.wake);
  }
}

async function pumpToNode(iterable, writable, finish, { end }) {
  const drain = new DrainWait(writable);
  try {
    if (writable.writableNeedDrain) await drain.wait();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await drain.wait();
    }
    if (end) {
      writable.end();
      await drain.wait();
    }
    finish();
  } catch (error) {
    finish(drain.error !== error ? aggregateTwoErrors(drain.error, error) : error);
  } finally {
    drain.stop();
  }
}

async function pumpToWeb(readable, writable, finish, { end }) {
  if (isTransformStream(writable)) writable = writable.writable;
  const writer = writable.getWriter();
  try {
    for await (const chunk of readable) {
      await writer.ready;
      // A failed write shows at the next `ready`, or at close().
      writer.write(chunk).catch(() => {});
    }
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (error) {
    try {
      await writer.abort(error);
      finish(error);
    } catch (abortError) {
      finish(abortError);
    }
  }
}

function isConsequence(error) {
  return error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ABORT_ERR';
}

/** One run of a pipeline: what is out, the first error, the end. */
class Run {
  error = undefined;
  value = undefined;
  guards = [];
  stops = [];
  pending = 0;
  signalHandle = undefined;

  constructor(callback, outerSignal) {
    this.callback = once(callback);
    this.outerSignal = outerSignal;
    this.controller = new AbortController();
    this.settleOne = (error) => this.settle(error, --this.pending === 0);
    if (outerSignal) {
      const { addAbortListener } = require('internal/events/async');
      this.signalHandle = addAbortListener(outerSignal, () => this.abort());
    }
  }

  get signal() {
    return this.controller.signal;
  }

  abort() {
    this.settle(new AbortError(undefined, { cause: this.outerSignal?.reason }), false);
  }

  guard(stream, reading, writing) {
    const one = guard(stream, reading, writing);
    this.guards.push((error) => one.destroy(error));
    return one;
  }

  /** Premature closes and aborts can follow from another part's error; that one is the story. */
  note(error) {
    if (error && (!this.error || (isConsequence(this.error) && !isConsequence(error)))) this.error = error;
  }

  settle(error, isLast) {
    this.note(error);
    if (!this.error && !isLast) return;
    while (this.guards.length > 0) this.guards.shift()(this.error);
    this.signalHandle?.[Symbol.dispose]();
    this.controller.abort();
    if (!isLast) return;
    if (!this.error) for (const stop of this.stops) stop();
    process.nextTick(this.callback, this.error, this.value);
  }
}

/** Calls a function that stands at place `i` of the pipeline. */
function callPart(run, part, i, isLast, ret) {
  let result;
  if (i === 0) {
    result = part({ signal: run.signal });
    if (!isIterable(result)) throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', result);
    return result;
  }
  const input = isTransformStream(ret) ? makeIterable(ret?.readable) : makeIterable(ret);
  result = part(input, { signal: run.signal });
  if (!isLast) {
    if (!isIterable(result, true)) throw new ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${i - 1}]`, result);
    return result;
  }
  return collectLast(run, result);
}

/** The result of a last function: a promise or an async iterable, whose value the callback gets. */
function collectLast(run, result) {
  // A stream in its place, so that pipeline() returns one.
  const PassThrough = require('internal/streams/passthrough');
  const tail = new PassThrough({ objectMode: true });
  // Read once: `then` may be a getter.
  const then = result?.then;
  if (typeof then === 'function') {
    run.pending++;
    then.call(result, (value) => {
      run.value = value;
      if (value !== null && value !== undefined) tail.write(value);
      if (run.endsLast) tail.end();
      process.nextTick(run.settleOne);
    }, (error) => {
      tail.destroy(error);
      process.nextTick(run.settleOne, error);
    });
  } else if (isIterable(result, true)) {
    run.pending++;
    pumpToNode(result, tail, run.settleOne, { end: run.endsLast });
  } else if (isReadableStream(result) || isTransformStream(result)) {
    const toRead = result.readable || result;
    run.pending++;
    pumpToNode(toRead, tail, run.settleOne, { end: run.endsLast });
  } else {
    throw new ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', result);
  }
  const { destroy, stop } = guard(tail, false, true);
  run.guards.push(destroy);
  run.stops.push(stop);
  return tail;
}

/** Joins what came so far (`ret`) to the Node stream at place `i`. */
function joinNodeStream(run, ret, stream, end, isLast) {
  if (isReadableNodeStream(ret)) {
    run.pending += 2;
    const stop = pipeNodeStreams(ret, stream, run.settleOne, run, end);
    if (isReadable(stream) && isLast) run.stops.push(stop);
  } else if (isTransformStream(ret) || isReadableStream(ret)) {
    run.pending++;
    pumpToNode(ret.readable || ret, stream, run.settleOne, { end });
  } else if (isIterable(ret)) {
    run.pending++;
    pumpToNode(ret, stream, run.settleOne, { end });
  } else {
    throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], ret);
  }
  return stream;
}

function joinWebStream(run, ret, stream, end) {
  if (isReadableNodeStream(ret)) {
    run.pending++;
    pumpToWeb(makeIterable(ret), stream, run.settleOne, { end });
  } else if (isReadableStream(ret) || isIterable(ret)) {
    run.pending++;
    pumpToWeb(ret, stream, run.settleOne, { end });
  } else if (isTransformStream(ret)) {
    run.pending++;
    pumpToWeb(ret.readable, stream, run.settleOne, { end });
  } else {
    throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], ret);
  }
  return stream;
}

/** Pipes and settles twice: when the source has ended, and when the destination has finished. */
function pipeNodeStreams(source, dest, settleOne, run, end) {
  let destEnded = false;
  if (isClosed(dest)) throw new ERR_STREAM_UNABLE_TO_PIPE();
  dest.on('close', () => {
    // Only the news of the failure: the pair settles below, when both streams are done.
    if (!destEnded) run.settle(new ERR_STREAM_PREMATURE_CLOSE(), false);
  });
  source.pipe(dest, { end: false });
  if (end) {
    // Not pipe()'s own end: a destination that reads its own output (a Duplex) must know that it ended well.
    const endDest = () => {
      destEnded = true;
      dest.end();
    };
    if (isReadableFinished(source)) process.nextTick(endDest);
    else source.once('end', endDest);
  } else {
    settleOne();
  }
  eos(source, { readable: true, writable: false }, (error) => {
    const r = source._readableState;
    if (error && error.code === 'ERR_STREAM_PREMATURE_CLOSE' && r && r.ended && !r.errored && !r.errorEmitted) {
      // The source closed with all its data still to be read: 'end' may yet come.
      source.once('end', settleOne).once('error', settleOne);
    } else {
      settleOne(error);
    }
  });
  return eos(dest, { readable: false, writable: true }, settleOne);
}

/** pipeline() as the public module exports it. */
function pipeline(...streams) {
  const callback = once(takeCallback(streams));
  return run(streams, callback);
}

/**
 * @param {any[]} streams
 * @param {(error: Error | undefined, value: any) => void} callback
 * @param {{ signal?: AbortSignal, end?: boolean }} [opts]
 */
function run(streams, callback, opts) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new ERR_MISSING_ARGS('streams');
  const outerSignal = opts?.signal;
  validateAbortSignal(outerSignal, 'options.signal');

  const state = new Run(callback, outerSignal);
  state.endsLast = opts?.end !== false;
  let ret;
  for (let i = 0; i < streams.length; i++) ret = addPart(state, streams, i, ret, opts);
  if (outerSignal?.aborted) process.nextTick(() => state.abort());
  return ret;
}

function addPart(state, streams, i, ret, opts) {
  const part = streams[i];
  const isLast = i === streams.length - 1;
  const reading = !isLast;
  const writing = i > 0;
  const end = reading || opts?.end !== false;

  if (isNodeStream(part)) {
    if (end) {
      const one = state.guard(part, reading, writing);
      if (isReadable(part) && isLast) state.stops.push(one.stop);
    }
    forwardError(state, part, isLast, reading);
  }
  if (i === 0 && typeof part !== 'function') return firstPart(part);
  if (typeof part === 'function') return callPart(state, part, i, isLast, ret);
  if (isNodeStream(part)) return joinNodeStream(state, ret, part, end, isLast);
  if (isWebStream(part)) return joinWebStream(state, ret, part, end);
  return Duplex.from(part);
}

function firstPart(part) {
  if (isIterable(part) || isReadableNodeStream(part) || isReadableStream(part) || isTransformStream(part)) return part;
  return Duplex.from(part);
}

/** An error of a part must not be thrown as unhandled while the pipeline is dealing with it. */
function forwardError(state, stream, isLast, reading) {
  const onError = (error) => {
    if (error && error.name !== 'AbortError' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
      state.note(error);
      if (state.pending > 0) state.settle(error, false);
    }
  };
  stream.on('error', onError);
  if (isReadable(stream) && isLast) state.stops.push(() => stream.removeListener('error', onError));
}

module.exports = { pipeline, pipelineImpl: run };
