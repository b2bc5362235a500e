'use strict';

// tee() of byte streams: the branches are byte streams too (https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamtee).
// Caller: tee.js.
// Rule: a pull that came with a BYOB view reads into that view with a BYOB reader; the other branch gets a copy.

const {
  ReadableStreamDefaultReader,
  cancelStream,
  readWith,
  releaseReader,
} = require('internal/webstreams/readablestream');
const {
  ReadableStreamBYOBReader,
  byobRequestOf,
  closeController,
  createReadableByteStream,
  enqueue,
  errorController,
  readInto,
  respond,
  respondWithNewView,
} = require('internal/webstreams/bytestream');
const { Deferred, isBranded, kState, nop, react } = require('internal/webstreams/util');

function copyOf(view) {
  return new Uint8Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

class ByteTee {
  reading = false;
  readAgain = [false, false];
  canceled = [false, false];
  reasons = [undefined, undefined];
  branches = [undefined, undefined];
  cancelDone = new Deferred();

  constructor(stream) {
    this.stream = stream;
    this.useReader(new ReadableStreamDefaultReader(stream));
    for (const i of [0, 1]) {
      this.branches[i] = createReadableByteStream({
        start: nop,
        pull: () => this.pull(i),
        cancel: (reason) => this.cancel(i, reason),
      });
    }
  }

  controller(i) {
    return this.branches[i][kState].controller;
  }

  useReader(reader) {
    this.reader = reader;
    react(reader[kState].closed.promise, nop, (error) => {
      if (reader !== this.reader) return;
      errorController(this.controller(0), error);
      errorController(this.controller(1), error);
      this.settleCancel();
    });
  }

  settleCancel() {
    if (!this.canceled[0] || !this.canceled[1]) this.cancelDone.resolve(undefined);
  }

  pull(i) {
    if (this.reading) {
      this.readAgain[i] = true;
      return Promise.resolve();
    }
    this.reading = true;
    const request = byobRequestOf(this.controller(i));
    if (request === null) this.pullDefault();
    else this.pullByob(request[kState].view, i);
    return Promise.resolve();
  }

  again() {
    this.reading = false;
    if (this.readAgain[0]) this.pull(0);
    else if (this.readAgain[1]) this.pull(1);
  }

  fail(error) {
    errorController(this.controller(0), error);
    errorController(this.controller(1), error);
    this.cancelDone.resolve(cancelStream(this.stream, error));
  }

  pullDefault() {
    if (isBranded(this.reader, ReadableStreamBYOBReader)) {
      const old = this.reader;
      this.reader = undefined;
      releaseReader(old);
      this.useReader(new ReadableStreamDefaultReader(this.stream));
    }
    readWith(this.reader, {
      chunk: (chunk) => queueMicrotask(() => {
        this.readAgain = [false, false];
        let second = chunk;
        if (!this.canceled[0] && !this.canceled[1]) {
          try {
            second = copyOf(chunk);
          } catch (error) {
            this.fail(error);
            return;
          }
        }
        if (!this.canceled[0]) enqueue(this.controller(0), chunk);
        if (!this.canceled[1]) enqueue(this.controller(1), second);
        this.again();
      }),
      close: () => {
        this.reading = false;
        for (const i of [0, 1]) {
          if (!this.canceled[i]) closeController(this.controller(i));
          if (this.controller(i)[kState].pullIntos.length > 0) respond(this.controller(i), 0);
        }
        this.settleCancel();
      },
      error: () => {
        this.reading = false;
      },
    });
  }

  pullByob(view, forBranch) {
    if (!isBranded(this.reader, ReadableStreamBYOBReader)) {
      const old = this.reader;
      this.reader = undefined;
      releaseReader(old);
      this.useReader(new ReadableStreamBYOBReader(this.stream));
    }
    const other = 1 - forBranch;
    readInto(this.reader, view, 1, {
      chunk: (chunk) => queueMicrotask(() => {
        this.readAgain = [false, false];
        if (!this.canceled[other]) {
          let copy;
          try {
            copy = copyOf(chunk);
          } catch (error) {
            this.fail(error);
            return;
          }
          if (!this.canceled[forBranch]) respondWithNewView(this.controller(forBranch), chunk);
          enqueue(this.controller(other), copy);
        } else if (!this.canceled[forBranch]) {
          respondWithNewView(this.controller(forBranch), chunk);
        }
        this.again();
      }),
      close: (chunk) => {
        this.reading = false;
        if (!this.canceled[forBranch]) closeController(this.controller(forBranch));
        if (!this.canceled[other]) closeController(this.controller(other));
        if (chunk !== undefined) {
          if (!this.canceled[forBranch]) respondWithNewView(this.controller(forBranch), chunk);
          if (!this.canceled[other] && this.controller(other)[kState].pullIntos.length > 0) {
            respond(this.controller(other), 0);
          }
        }
        this.settleCancel();
      },
      error: () => {
        this.reading = false;
      },
    });
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

function teeBytes(stream) {
  return new ByteTee(stream).branches;
}

module.exports = { teeBytes };
