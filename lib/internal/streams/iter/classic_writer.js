'use strict';
// stream/iter.fromWritable(): a classic Writable as a stream/iter writer. Callers: lib/stream/iter.js.
//
// Rules: a Writable never says at once whether a write has worked, so the synchronous methods accept nothing. Policies for a
// write when the Writable is full: 'strict' refuses it, 'unbounded' waits for 'drain', 'drop-newest' loses it. For the same
// stream and policy there is one writer.

const { checkChunk, operationSignal, policies } = require('internal/streams/iter/push');
const { drainableProtocol } = require('internal/streams/iter/consumers');
const { has } = require('internal/streams/iter/source');
const { eos } = require('internal/streams/end-of-stream');
const {
  AbortError,
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_STREAM_PREMATURE_CLOSE, ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors');
const { validateArray, validateObject, validateOneOf } = require('internal/validators');

// Of a stream that does not tell its own.
const kDefaultHighWaterMark = 16384;

/** A Writable with those who wait for it. Only while somebody waits does it listen, and so handle the stream's errors. */
class Target {
  total = 0;
  writes = [];   // promises' handles: writes that wait for 'drain'
  drains = [];
  listeners = {
    close: () => this.stop(() => new ERR_STREAM_PREMATURE_CLOSE()),
    error: (error) => this.stop(() => error),
    finish: () => this.proceed(false),
    drain: () => this.proceed(true),
  };

  constructor(stream, policy) {
    this.stream = stream;
    this.policy = policy;
  }

  wait(list) {
    if (this.writes.length === 0 && this.drains.length === 0) {
      for (const [event, listener] of Object.entries(this.listeners)) this.stream.on(event, listener);
    }
    const handles = Promise.withResolvers();
    list.push(handles);
    return handles.promise;
  }

  /** @returns {{writes: object[], drains: object[]}} those who have waited */
  release() {
    for (const [event, listener] of Object.entries(this.listeners)) this.stream.off?.(event, listener);
    return { writes: this.writes.splice(0), drains: this.drains.splice(0) };
  }

  get isOver() {
    return Boolean(this.stream.destroyed || this.stream.writableEnded || this.stream.writableFinished);
  }
  get isFull() {
    const { writableLength = 0, writableHighWaterMark = kDefaultHighWaterMark } = this.stream;
    return writableLength >= writableHighWaterMark;
  }

  /** @param {boolean} hasRoom what those hear who wait for room */
  proceed(hasRoom) {
    const { writes, drains } = this.release();
    for (const { resolve } of writes) resolve();
    for (const { resolve } of drains) resolve(hasRoom);
  }

  stop(makeError) {
    const { writes, drains } = this.release();
    for (const { reject } of writes) reject(makeError());
    for (const { resolve } of drains) resolve(false);
  }

  /** Hands bytes over. @returns {boolean} whether the stream takes more */
  put(bytes) {
    this.total += bytes.byteLength;
    return this.stream.write(bytes) !== false;
  }

  /** @returns {Promise<void>|undefined} undefined: the write may be put */
  refusal() {
    if (this.isOver) return Promise.reject(new ERR_STREAM_WRITE_AFTER_END());
    if (this.policy !== 'strict' || !this.isFull) return undefined;
    return Promise.reject(new ERR_INVALID_STATE.RangeError(
      'Backpressure violation: buffer is full. Await each write() call to respect backpressure.'));
  }

  /** After a write: when its writer may go on. */
  untilRoom(hasRoom) {
    return hasRoom || this.policy !== 'unbounded' ? Promise.resolve() : this.wait(this.writes);
  }

  get dropsWrites() {
    return this.policy === 'drop-newest' && this.isFull;
  }

  end() {
    const { stream } = this;
    if (stream.destroyed || stream.writableFinished) return Promise.resolve(this.total);
    const { promise, resolve, reject } = Promise.withResolvers();
    if (!stream.writableEnded) stream.end();
    eos(stream, { writable: true, readable: false }, (error) => (error ? reject(error) : resolve(this.total)));
    return promise;
  }

  fail(reason) {
    this.stop(() => reason ?? new AbortError());
    this.stream.destroy?.(reason);
  }

  drained() {
    if (this.isOver) return null;
    return this.isFull ? this.wait(this.drains) : Promise.resolve(true);
  }
}

function write(target, chunk) {
  const refusal = target.refusal();
  if (refusal !== undefined) return refusal;
  let bytes;
  try {
    bytes = checkChunk(chunk);
  } catch (error) {
    return Promise.reject(error);
  }
  if (!target.dropsWrites) return target.untilRoom(target.put(bytes));
  target.total += bytes.byteLength;
  return Promise.resolve();
}

/** Unlike write() it throws at once for chunks that are none. */
function writev(target, chunks) {
  validateArray(chunks, 'chunks');
  const refusal = target.refusal();
  if (refusal !== undefined) return refusal;
  if (target.dropsWrites) {
    for (const chunk of chunks) target.total += checkChunk(chunk).byteLength;
    return Promise.resolve();
  }
  const { stream } = target;
  let hasRoom = true;
  stream.cork?.();
  try {
    for (const chunk of chunks) hasRoom = target.put(checkChunk(chunk));
  } finally {
    stream.uncork?.();
  }
  return target.untilRoom(hasRoom);
}

function makeWriter(target) {
  return {
    __proto__: null,
    get canWrite() { return target.isOver ? null : !target.isFull; },
    writeSync(chunk) { return false; },
    writevSync(chunks) { return false; },
    write(chunk, options) {
      operationSignal(options);
      return write(target, chunk);
    },
    writev(chunks, options) {
      operationSignal(options);
      return writev(target, chunks);
    },
    endSync() { return -1; },
    end(options) {
      operationSignal(options);
      return target.end();
    },
    fail(reason) { target.fail(reason); },
    async [Symbol.asyncDispose]() { target.fail(); },
    [Symbol.dispose]() { target.fail(); },
    [drainableProtocol]() { return target.drained(); },
  };
}

const writers = new WeakMap();  // stream -> policy -> writer

/** stream/iter.fromWritable() @param {{backpressure?: 'strict'|'unbounded'|'drop-newest'}} [options] */
function fromWritable(writable, options = {}) {
  if (!has(writable, 'write') || !has(writable, 'on')) throw new ERR_INVALID_ARG_TYPE('writable', 'Writable', writable);
  validateObject(options, 'options');
  const { backpressure: policy = 'strict' } = options;
  validateOneOf(policy, 'options.backpressure', policies);
  if (policy === 'drop-oldest') {
    throw new ERR_INVALID_ARG_VALUE('options.backpressure', policy, 'drop-oldest is not supported for classic stream.Writable');
  }
  if (writable.writableObjectMode) {
    throw new ERR_INVALID_STATE('Cannot create a stream/iter Writer from an object-mode Writable');
  }
  let byPolicy = writers.get(writable);
  if (byPolicy === undefined) writers.set(writable, byPolicy = new Map());
  let writer = byPolicy.get(policy);
  if (writer === undefined) byPolicy.set(policy, writer = makeWriter(new Target(writable, policy)));
  return writer;
}

module.exports = { fromWritable };
