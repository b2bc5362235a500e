'use strict';

// ReadableStream.tee: two branches of one stream (https://streams.spec.whatwg.org/#abstract-opdef-readablestreamtee).
// Caller: readablestream.js. Byte streams have their own tee in bytetee.js, which can serve BYOB readers.
// Rule: both branches get the same chunks; the source is cancelled when both branches are.

const {
  ReadableStreamDefaultReader,
  canCloseOrEnqueue,
  cancelStream,
  closeController,
  createReadableStream,
  enqueueChunk,
  errorController,
  readWith,
} = require('internal/webstreams/readablestream');
const { Deferred, kState, nop, react } = require('internal/webstreams/util');

class Tee {
  reading = false;
  readAgain = false;
  canceled = [false, false];
  reasons = [undefined, undefined];
  branches = [undefined, undefined];
  cancelDone = new Deferred();

  constructor(stream) {
    this.stream = stream;
    this.reader = new ReadableStreamDefaultReader(stream);
    const pull = () => this.pull();
    for (const i of [0, 1]) {
      this.branches[i] = createReadableStream({ start: nop, pull, cancel: (reason) => this.cancel(i, reason) });
    }
    react(this.reader[kState].closed.promise, nop, (error) => {
      for (const branch of this.branches) errorController(branch[kState].controller, error);
      if (!this.canceled[0] || !this.canceled[1]) this.cancelDone.resolve(undefined);
    });
  }

  pull() {
    if (this.reading) {
      this.readAgain = true;
      return Promise.resolve();
    }
    this.reading = true;
    readWith(this.reader, {
      chunk: (value) => queueMicrotask(() => this.give(value)),
      close: () => {
        this.reading = false;
        for (const i of [0, 1]) {
          if (!this.canceled[i]) closeController(this.branches[i][kState].controller);
        }
        if (!this.canceled[0] || !this.canceled[1]) this.cancelDone.resolve(undefined);
      },
      error: () => {
        this.reading = false;
      },
    });
    return Promise.resolve();
  }

  give(value) {
    this.readAgain = false;
    for (const i of [0, 1]) {
      const { controller } = this.branches[i][kState];
      if (!this.canceled[i] && canCloseOrEnqueue(controller)) enqueueChunk(controller, value);
    }
    this.reading = false;
    if (this.readAgain) this.pull();
  }

  cancel(i, reason) {
    this.canceled[i] = true;
    this.reasons[i] = reason;
    if (this.canceled[1 - i]) {
      this.cancelDone.resolve(cancelStream(this.stream, [this.reasons[0], this.reasons[1]]));
    }
    return this.cancelDone.promise;
  }
}

/** @returns {[ReadableStream, ReadableStream]} */
function tee(stream) {
  const { ReadableByteStreamController } = require('internal/webstreams/bytestream');
  if (stream[kState].controller instanceof ReadableByteStreamController) {
    return require('internal/webstreams/bytetee').teeBytes(stream);
  }
  return new Tee(stream).branches;
}

module.exports = { tee };
