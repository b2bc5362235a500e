'use strict';

// ReadableStream.pipeTo and pipeThrough (https://streams.spec.whatwg.org/#readable-stream-pipe-to).
// Caller: readablestream.js.
// Rules: chunks are read only while the destination wants some; a shutdown waits for the writes that are out; errors and
// closing travel both ways unless an option prevents it.

const { validateAbortSignal } = require('internal/validators');
const {
  ReadableStreamDefaultReader,
  cancelStream,
  readWith,
  releaseReader,
} = require('internal/webstreams/readablestream');
const {
  WritableStreamDefaultWriter,
  abortStream,
  releaseWriter,
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
  // Chunks that have been read and are not yet written.
  unwritten = 0;
  whenWritten = undefined;
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
      actions.push(() => (this.dest[kState].state === 'writable' ? abortStream(this.dest, reason) : Promise.resolve()));
    }
    if (!this.options.preventCancel) {
      actions.push(() => (this.source[kState].state === 'readable' ? cancelStream(this.source, reason) : Promise.resolve()));
    }
    this.shutdown(() => Promise.all(actions.map((act) => act())), true, reason);
  }

  /** Moves one chunk when the destination is ready, then itself again. */
  step() {
    if (this.isShuttingDown) return;
    react(this.writer[kState].ready.promise, () => {
      if (this.isShuttingDown) return;
      readWith(this.reader, {
        chunk: (value) => {
          this.unwritten++;
          // Not at once: the source may be in the middle of its enqueue().
          queueMicrotask(() => {
            const written = () => this.written();
            react(writerWrite(this.writer, value), written, written);
            this.step();
          });
        },
        close: nop,
        error: nop,
      });
    }, nop);
  }

  written() {
    if (--this.unwritten === 0) this.whenWritten?.();
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
    else if (this.unwritten > 0) this.whenWritten = run;
    else react(Promise.resolve(), run);  // a destination that was made just now gets its turn to start
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
