'use strict';
// stream/iter.push(): a writer and the byte stream of what is written, with a budget of bytes between them; duplex(): two
// of them crosswise.
//
//   open --end()--> closing --all read--> closed       open, closing --fail(), reader's throw()--> failed
//   open, closing --reader's return()--> closed
//
// Policies for a write when the budget is used up: 'strict' one may wait, 'unbounded' any number may, 'drop-oldest' makes room
// by losing what was written first, 'drop-newest' loses the write.

const { asyncByteStream, bytesOf } = require('internal/streams/iter/source');
const { drainableProtocol } = require('internal/streams/iter/consumers');
const { byteCount, doneResult, itemResult } = require('internal/streams/iter/shared');
const { pullWith, splitOptions } = require('internal/streams/iter/pipeline');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE } } = require('internal/errors');
const { isUint8Array } = require('internal/util/types');
const { validateAbortSignal, validateArray, validateInteger, validateObject, validateOneOf } =
  require('internal/validators');

const kLeastBudget = 16384;
const policies = ['strict', 'unbounded', 'drop-oldest', 'drop-newest'];
const kOpen = 0;
const kClosing = 1;
const kClosed = 2;
const kFailed = 3;

function checkChunk(chunk) {
  if (typeof chunk !== 'string' && !isUint8Array(chunk)) {
    throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Uint8Array'], chunk);
  }
  return bytesOf(chunk);
}

function checkChunks(chunks) {
  validateArray(chunks, 'chunks');
  return chunks.map(checkChunk);
}

const dropsWrites = (policy) => policy === 'drop-oldest' || policy === 'drop-newest';

function tooManyWrites() {
  return new ERR_INVALID_STATE.RangeError(
    'Backpressure violation: too many pending writes. Await each write() call to respect backpressure.');
}

/** A promise with its handles that may be withdrawn by a signal. */
function waiter(list, signal, fields) {
  const item = { ...Promise.withResolvers(), ...fields };
  list.push(item);
  if (signal === undefined) return item;
  const abort = () => {
    const index = list.indexOf(item);
    if (index === -1) return;
    list.splice(index, 1);
    item.reject(signal.reason);
  };
  signal.addEventListener('abort', abort, { __proto__: null, once: true });
  const forget = () => signal.removeEventListener('abort', abort);
  item.promise.then(forget, forget);
  return item;
}

/** The state that writer and reader share. */
class Channel {
  state = kOpen;
  error = undefined;
  buffered = [];        // writes that were accepted, each a list of chunks
  bufferedBytes = 0;
  total = 0;
  pendingWrites = [];
  pendingReads = [];
  drains = [];
  ends = [];

  constructor(budget, policy) {
    this.budget = budget;
    this.policy = policy;
  }

  get isOpen() {
    return this.state === kOpen;
  }
  get hasRoom() {
    return this.bufferedBytes < this.budget;
  }
  /** Whether a write would be taken at once: those who drop never make a writer wait. */
  get takesWrites() {
    return this.hasRoom || dropsWrites(this.policy);
  }

  // ---- writing ----

  accept(chunks) {
    const count = byteCount(chunks);
    this.total += count;
    if (count === 0) return;
    if (this.pendingReads.length !== 0) {
      this.pendingReads.shift().resolve(itemResult(chunks));
      return;
    }
    this.buffered.push(chunks);
    this.bufferedBytes += count;
  }

  /** False: the budget is used up, and the policy does not let the write through. */
  tryWrite(chunks) {
    if (!this.hasRoom) {
      if (this.policy === 'drop-newest') {
        this.total += byteCount(chunks);
        return true;
      }
      if (this.policy !== 'drop-oldest') return false;
      while (!this.hasRoom) this.bufferedBytes -= byteCount(this.buffered.shift());
    }
    this.accept(chunks);
    return true;
  }

  write(chunks, options) {
    const signal = operationSignal(options);
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.state !== kOpen) return Promise.reject(this.writeError());
    if (this.tryWrite(chunks)) return Promise.resolve();
    if (this.policy === 'strict' && this.pendingWrites.length !== 0) {
      return Promise.reject(tooManyWrites());
    }
    return waiter(this.pendingWrites, signal, { chunks }).promise;
  }

  writeError() {
    if (this.state === kFailed) return this.error;
    return new ERR_INVALID_STATE.TypeError(this.leftByReader ? 'Stream closed by consumer' : 'Writer is closed');
  }

  pendingError() {
    return this.leftByReader ? this.writeError() : new ERR_INVALID_STATE.TypeError('Writer closed');
  }

  /** Nothing more is written. True when nothing is left to read either. */
  close() {
    if (this.state === kOpen) {
      this.state = kClosing;
      this.settle(this.pendingWrites, (item) => item.reject(this.pendingError()));
      this.settle(this.drains, (item) => item.resolve(false));
      this.finishIfRead();
    }
    return this.state === kClosed;
  }

  end(options) {
    const signal = operationSignal(options);
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.state === kFailed) return Promise.reject(this.error);
    return this.close() ? Promise.resolve(this.total) : waiter(this.ends, signal).promise;
  }

  endSync() {
    return this.state !== kFailed && this.close() ? this.total : -1;
  }

  /** What has been accepted can still be read, then comes the error. */
  fail(error) {
    if (this.state === kClosed || this.state === kFailed) return;
    this.state = kFailed;
    this.error = error;
    for (const list of [this.pendingWrites, this.pendingReads, this.drains, this.ends]) {
      this.settle(list, (item) => {
        item.promise.catch(() => {});  // who waits hears of it; nobody may be waiting
        item.reject(error);
      });
    }
  }

  settle(list, how) {
    for (const item of list.splice(0)) how(item);
  }

  drained() {
    if (this.state !== kOpen) return null;
    return this.takesWrites ? Promise.resolve(true) : waiter(this.drains, undefined).promise;
  }

  // ---- reading ----

  finishIfRead() {
    if (this.state !== kClosing || this.buffered.length !== 0) return;
    this.state = kClosed;
    this.settle(this.ends, (item) => item.resolve(this.total));
    this.settle(this.pendingReads, (item) => item.resolve(doneResult()));
  }

  next() {
    if (this.buffered.length === 0) {
      if (this.state === kFailed) return Promise.reject(this.error);
      if (this.state !== kOpen) return Promise.resolve(doneResult());
      return waiter(this.pendingReads, undefined).promise;
    }
    const batch = this.buffered.flat();
    this.buffered = [];
    this.bufferedBytes = 0;
    while (this.pendingWrites.length !== 0 && this.hasRoom) {
      const { chunks, resolve } = this.pendingWrites.shift();
      this.accept(chunks);
      resolve();
    }
    if (this.hasRoom) this.settle(this.drains, (item) => item.resolve(true));
    this.finishIfRead();
    return Promise.resolve(itemResult(batch));
  }

  /** The reader leaves. */
  leave() {
    if (this.state === kOpen || this.state === kClosing) {
      this.leftByReader = true;
      this.buffered = [];
      this.bufferedBytes = 0;
      this.close();
      this.finishIfRead();
    }
    return Promise.resolve(doneResult());
  }
}

function operationSignal(options) {
  const signal = options?.signal;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return signal;
}

/** What is written with; a channel has the state. For push() and broadcast(). */
class Writer {
  #channel;

  constructor(channel) {
    this.#channel = channel;
  }

  /** Whether the budget has room; null once nothing may be written. */
  get canWrite() {
    return this.#channel.isOpen ? this.#channel.takesWrites : null;
  }
  write(chunk, options = undefined) {
    return this.#channel.write([checkChunk(chunk)], options);
  }
  writev(chunks, options = undefined) {
    return this.#channel.write(checkChunks(chunks), options);
  }
  writeSync(chunk) {
    const bytes = checkChunk(chunk);
    return this.#channel.isOpen && this.#channel.tryWrite([bytes]);
  }
  writevSync(chunks) {
    const list = checkChunks(chunks);
    return this.#channel.isOpen && this.#channel.tryWrite(list);
  }
  end(options = undefined) {
    return this.#channel.end(options);
  }
  /** The bytes written, or -1 while some are not read yet. */
  endSync() {
    return this.#channel.endSync();
  }
  fail(reason = new ERR_INVALID_STATE('Failed')) {
    this.#channel.fail(reason);
  }

  [drainableProtocol]() {
    return this.#channel.drained();
  }
  [Symbol.dispose]() {
    this.fail();
  }
  [Symbol.asyncDispose]() {
    this.fail();
    return Promise.resolve();
  }
}

class PushWriter extends Writer {}

/** The members of the options of push(), broadcast() and share(), checked. */
function readChannelOptions(options, defaultBudget) {
  const { budget = defaultBudget, backpressure = 'strict', signal } = options;
  validateInteger(budget, 'options.budget', kLeastBudget);
  validateOneOf(backpressure, 'options.backpressure', policies);
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return { budget, backpressure, signal };
}

/** stream/iter.push([...transforms][, { budget, backpressure, signal }]) @returns {{writer: PushWriter, readable: AsyncIterable}} */
function push(...list) {
  const { transforms, options } = splitOptions(list);
  const { budget, backpressure, signal } = readChannelOptions(options, kLeastBudget);
  const channel = new Channel(budget, backpressure);
  if (signal?.aborted) channel.fail(signal.reason);
  else signal?.addEventListener('abort', () => channel.fail(signal.reason), { __proto__: null, once: true });
  const iterator = {
    __proto__: null,
    next: () => channel.next(),
    return: () => channel.leave(),
    throw: (error) => {
      channel.fail(error);
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]() { return this; },
  };
  const readable = asyncByteStream(() => iterator);
  return { __proto__: null, writer: new PushWriter(channel), readable: pullWith(readable, transforms, undefined) };
}

function makeEnd(writer, readable) {
  return {
    __proto__: null,
    get writer() { return writer; },
    get readable() { return readable; },
    /** Ends the writing; what was written can still be read. */
    async close() { writer.endSync(); },
    [Symbol.asyncDispose]() { return this.close(); },
  };
}

/** stream/iter.duplex([{ budget, backpressure, signal, a, b }]): what one end's writer takes, the other end reads. */
function duplex(options = {}) {
  validateObject(options, 'options');
  const { a, b, ...both } = options;
  if (a !== undefined) validateObject(a, 'options.a');
  if (b !== undefined) validateObject(b, 'options.b');
  const there = push({ ...both, ...a });
  const back = push({ ...both, ...b });
  return [makeEnd(there.writer, back.readable), makeEnd(back.writer, there.readable)];
}

module.exports = {
  checkChunk, dropsWrites, duplex, operationSignal, policies, push, readChannelOptions, tooManyWrites, waiter, Writer,
};
