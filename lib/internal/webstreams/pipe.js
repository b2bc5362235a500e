'use strict';

// ReadableStream.pipeTo and pipeThrough (https://streams.spec.whatwg.org/#readable-stream-pipe-to).
// Caller: readablestream.js.
// Rules: chunks are read only while the destination wants some; a shutdown waits for the writes that are out; errors and
// closing travel both ways unless an option prevents it.

const { validateAbortSignal } = require('internal/validators');
const {
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  cancelStream,
  readWith,
  releaseReader,
  takeChunks,
} = require('internal/webstreams/readablestream');
const {
  WritableStreamDefaultWriter,
  abortStream,
  releaseWriter,
  wantsChunk,
  writerCloseWithPropagation,
  writerWrite,
} = require('internal/webstreams/writablestream');
const { Deferred, checkDictionary, invalidState, kState, markHandled, nop, react } = require('internal/webstreams/util');

function readPipeOptions(options) {
  checkDictionary(options, 'options');
  const preventAbort = Boolean(options?.preventAbort);
  const preventCancel = Boolean(options?.preventCancel);
  const preventClose = Boolean(options?.preventClose);
  const signal = options?.signal;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return { preventAbort, preventCancel, preventClose, signal };
}

class PipeTo {
  isShuttingDown = false;
  isReading = false;
  // Writes end in their order. A destination that was made just now gets its turn to start before a shutdown.
  lastWrite = Promise.resolve();
  done = new Deferred();
  signalHandle = undefined;

  constructor(source, dest, options) {
    this.source = source;
    this.dest = dest;
    this.options = options;
    this.reader = new ReadableStreamDefaultReader(source);
    this.writer = new WritableStreamDefaultWriter(dest);
    source[kState].disturbed = true;
  }

  start() {
    const { source, dest, options } = this;
    const { signal } = options;
    if (signal !== undefined) {
      const onAbort = () => this.abort(signal.reason);
      if (signal.aborted) {
        onAbort();
        return this.done.promise;
      }
      this.signalHandle = require('internal/events/async').addAbortListener(signal, onAbort);
    }
    const s = source[kState];
    const w = dest[kState];
    this.whenErrored(s, this.reader, (error) => this.sourceErrored(error));
    this.whenErrored(w, this.writer, (error) => this.destErrored(error));
    this.whenClosed(s, this.reader, () => this.sourceClosed());
    // A destination that is closing will take nothing more.
    if (w.isClosing || w.state === 'closed') {
      const error = invalidState('Destination WritableStream is closed');
      if (options.preventCancel) this.shutdown(undefined, true, error);
      else this.shutdown(() => cancelStream(source, error), true, error);
    }
    this.writer[kState].onReady = () => this.step();
    this.step();
    return this.done.promise;
  }

  whenErrored(slots, end, act) {
    if (slots.state === 'errored') act(slots.storedError);
    else react(end[kState].closed.promise, nop, act);
  }

  whenClosed(slots, end, act) {
    if (slots.state === 'closed') act();
    else react(end[kState].closed.promise, act, nop);
  }

  sourceErrored(error) {
    if (this.options.preventAbort) this.shutdown(undefined, true, error);
    else this.shutdown(() => abortStream(this.dest, error), true, error);
  }

  destErrored(error) {
    if (this.options.preventCancel) this.shutdown(undefined, true, error);
    else this.shutdown(() => cancelStream(this.source, error), true, error);
  }

  sourceClosed() {
    if (this.options.preventClose) this.shutdown();
    else this.shutdown(() => writerCloseWithPropagation(this.writer));
  }

  abort(reason) {
    const actions = [];
    if (!this.options.preventAbort) {
      actions.push(async () => (this.dest[kState].state === 'writable' ? abortStream(this.dest, reason) : undefined));
    }
    if (!this.options.preventCancel) {
      actions.push(async () => (this.source[kState].state === 'readable' ? cancelStream(this.source, reason) : undefined));
    }
    this.shutdown(async () => Promise.all(actions.map((act) => act())), true, reason);
  }

  /**
   * Moves what the destination takes. What the source has queued goes over at once; a chunk that comes later is written a turn
   * later, since the source is in the middle of its enqueue(). When the destination is full, its writer calls again.
   */
  step() {
    if (this.isShuttingDown || !wantsChunk(this.dest)) return;
    const { state, controller } = this.source[kState];
    if (state === 'readable' && controller instanceof ReadableStreamDefaultController && controller[kState].queue.length > 0) {
      takeChunks(controller, (chunk) => {
        this.write(chunk);
        return !this.isShuttingDown && this.dest[kState].state === 'writable' && wantsChunk(this.dest);
      });
      if (wantsChunk(this.dest)) queueMicrotask(() => this.step());
      return;
    }
    if (this.isReading) return;
    this.isReading = true;
    readWith(this.reader, {
      chunk: (value) => {
        queueMicrotask(() => {
          this.isReading = false;
          // The pipe may be over by now, and its destination failed.
          if (this.writer[kState].stream === undefined) return;
          this.write(value);
          this.step();
        });
      },
      close: nop,
      error: nop,
    });
  }

  write(chunk) {
    this.lastWrite = writerWrite(this.writer, chunk);
    markHandled(this.lastWrite);
  }

  shutdown(action, hasError = false, error = undefined) {
    if (this.isShuttingDown) return;
    this.isShuttingDown = true;
    const run = () => {
      if (action === undefined) {
        this.finalize(hasError, error);
        return;
      }
      react(action(), () => this.finalize(hasError, error), (newError) => this.finalize(true, newError));
    };
    const w = this.dest[kState];
    if (w.state !== 'writable' || w.isClosing) run();
    else react(this.lastWrite, run, run);
  }

  finalize(hasError, error) {
    releaseWriter(this.writer);
    releaseReader(this.reader);
    this.signalHandle?.[Symbol.dispose]();
    if (hasError) this.done.reject(error);
    else this.done.resolve(undefined);
  }
}

/** @returns {Promise<void>} */
function pipeTo(source, dest, options) {
  return new PipeTo(source, dest, options).start();
}

module.exports = { pipeTo, readPipeOptions };
