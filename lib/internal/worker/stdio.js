'use strict';
// A standard stream between a worker and its parent, over their control port: the writer posts
// { type: 'chunks', stream, chunks } and { type: 'end', stream }, the reader { type: 'more', stream } when it wants to
// read on, which completes what was written until then. Callers: internal/worker/worker.js, internal/worker/child.js.

const { Readable, Writable } = require('stream');

class PortReadable extends Readable {
  #port;
  #name;

  constructor(port, name) {
    super();
    this.#port = port;
    this.#name = name;
  }

  _read() {
    this.#port.postMessage({ type: 'more', stream: this.#name });
  }

  /** What the writer sent. */
  take(chunks) {
    const { Buffer } = require('buffer');
    for (const { chunk, encoding } of chunks) {
      this.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    }
  }

  end() {
    if (!this.readableEnded && !this._readableState.ended) this.push(null);
  }
}

class PortWritable extends Writable {
  #port;
  #name;
  #waiting = [];
  #onWaiting;

  /** @param {(change: 1|-1) => void} onWaiting told when writes begin and cease to wait for the reader */
  constructor(port, name, onWaiting) {
    super({ decodeStrings: false });
    this.#port = port;
    this.#name = name;
    this.#onWaiting = onWaiting;
  }

  _writev(writes, callback) {
    const chunks = writes.map(({ chunk, encoding }) => ({ chunk, encoding }));
    this.#port.postMessage({ type: 'chunks', stream: this.#name, chunks });
    if (process._exiting) {
      callback();
      return;
    }
    this.#waiting.push(callback);
    if (this.#waiting.length === 1) this.#onWaiting(1);
  }

  _final(callback) {
    this.#port.postMessage({ type: 'end', stream: this.#name });
    callback();
  }

  /** The reader wants more. */
  more() {
    if (this.#waiting.length === 0) return;
    const done = this.#waiting;
    this.#waiting = [];
    this.#onWaiting(-1);
    for (const callback of done) callback();
  }
}

module.exports = { PortReadable, PortWritable };
