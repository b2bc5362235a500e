'use strict';
// stream/iter.broadcast(): one writer, any number of readers that each get everything written from their beginning on.
//
//   open --end()--> closing --all readers at the end--> closed         open, closing --fail(), cancel()--> gone
//
// The policies for a write beyond the budget are those of push(). Unlike there, end() lets waiting writes through.

const { asyncByteStream, from, has } = require('internal/streams/iter/source');
const { pullWith, splitOptions } = require('internal/streams/iter/pipeline');
const { dropsWrites, operationSignal, readChannelOptions, tooManyWrites, waiter, Writer } = require('internal/streams/iter/push');
const { byteCount, doneResult, itemResult, kSharedBudget, SharedBuffer } = require('internal/streams/iter/shared');
const { codes: { ERR_INVALID_RETURN_VALUE, ERR_INVALID_STATE } } = require('internal/errors');
const { validateObject } = require('internal/validators');

const broadcastProtocol = Symbol.for('Stream.broadcastProtocol');
const kOpen = 0;
const kClosing = 1;
const kClosed = 2;
const kGone = 3;  // failed or cancelled; `outcome` tells the readers

class Reader {
  place = 0;
  waiting = [];
  outcome = undefined;

  constructor(hub, signal) {
    this.hub = hub;
    if (signal?.aborted) {
      this.outcome = { error: signal.reason };
      return;
    }
    this.place = hub.buffer.first;
    hub.buffer.readers.add(this);
    signal?.addEventListener('abort', () => this.leave({ error: signal.reason }), { __proto__: null, once: true });
  }

  next() {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.waiting.push({ resolve, reject });
    this.serve();
    return promise;
  }

  /** Answers as many calls of next() as can be answered. */
  serve() {
    const { hub } = this;
    while (this.waiting.length !== 0) {
      if (this.outcome === undefined && hub.buffer.has(this)) {
        this.waiting.shift().resolve(itemResult(hub.buffer.take(this)));
        hub.madeRoom();
        continue;
      }
      if (this.outcome === undefined && hub.isAtEnd) this.leave({});
      if (this.outcome === undefined || this.waiting.length === 0) return;
      const { resolve, reject } = this.waiting.shift();
      if ('error' in this.outcome) reject(this.outcome.error);
      else resolve(doneResult());
    }
  }

  /** @param {{error?: unknown}} outcome what next() answers from now on */
  leave(outcome) {
    if (this.outcome !== undefined) return;
    this.outcome = outcome;
    this.hub.buffer.readers.delete(this);
    this.serve();
    this.hub.buffer.trim();
    this.hub.madeRoom();
  }
}

/** The state that the writer and the readers share. */
class Hub {
  state = kOpen;
  isFailed = false;  // gone by the writer's fail(); else cancelled
  outcome = undefined;
  total = 0;
  hadReaders = false;
  buffer = new SharedBuffer();
  pendingWrites = [];
  drains = [];
  ends = [];

  constructor({ budget, backpressure }) {
    this.budget = budget;
    this.policy = backpressure;
  }

  get isOpen() {
    return this.state === kOpen;
  }
  get hasRoom() {
    return this.buffer.bytes < this.budget;
  }
  get takesWrites() {
    return this.hasRoom || dropsWrites(this.policy);
  }
  get isAtEnd() {
    return this.state !== kOpen && this.pendingWrites.length === 0;
  }

  accept(chunks) {
    const count = byteCount(chunks);
    if (count === 0) return;
    this.total += count;
    this.buffer.add(chunks);
    for (const reader of [...this.buffer.readers]) reader.serve();
  }

  tryWrite(chunks) {
    if (!this.hasRoom) {
      if (this.policy === 'drop-newest') {
        this.total += byteCount(chunks);
        return true;
      }
      if (this.policy !== 'drop-oldest') return false;
      while (!this.hasRoom) this.buffer.dropOldest();
    }
    this.accept(chunks);
    return true;
  }

  write(chunks, options) {
    const signal = operationSignal(options);
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.state !== kOpen) return Promise.reject(this.writeError());
    if (this.tryWrite(chunks)) return Promise.resolve();
    if (this.policy === 'strict' && this.pendingWrites.length !== 0) return Promise.reject(tooManyWrites());
    const { promise } = waiter(this.pendingWrites, signal, { chunks });
    promise.catch(() => this.madeRoom());  // a write that was withdrawn may have been the last that readers waited for
    return promise;
  }

  writeError() {
    return this.isFailed ? this.outcome.error : new ERR_INVALID_STATE.TypeError('Writer is closed');
  }

  /** Readers have gone on, or away. */
  madeRoom() {
    while (this.pendingWrites.length !== 0 && this.hasRoom) {
      const { chunks, resolve } = this.pendingWrites.shift();
      this.accept(chunks);
      resolve();
    }
    if (this.hasRoom) for (const { resolve } of this.drains.splice(0)) resolve(this.isOpen);
    if (this.isAtEnd) this.finishIfRead();
  }

  finishIfRead() {
    for (const reader of [...this.buffer.readers]) reader.serve();
    if (this.state !== kClosing || this.buffer.readers.size !== 0) return;
    if (this.buffer.bytes !== 0 && !this.hadReaders) return;  // somebody may come for it
    this.state = kClosed;
    this.buffer.dropAll();
    for (const { resolve } of this.ends.splice(0)) resolve(this.total);
  }

  /** Nothing more is written. True when nothing is left to read either. */
  close() {
    if (this.state === kOpen) {
      this.state = kClosing;
      for (const { resolve } of this.drains.splice(0)) resolve(false);
      if (this.isAtEnd) this.finishIfRead();
    }
    return this.state === kClosed;
  }

  end(options) {
    const signal = operationSignal(options);
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.isFailed) return Promise.reject(this.writeError());
    if (this.state === kGone) return Promise.resolve(this.total);
    return this.close() ? Promise.resolve(this.total) : waiter(this.ends, signal).promise;
  }

  endSync() {
    return this.state !== kGone && this.close() ? this.total : -1;
  }

  fail(reason) {
    if (this.state === kClosed || this.state === kGone) return;
    this.isFailed = true;
    this.stop({ error: reason });
  }

  /** @param {{error?: unknown}} outcome without an error the readers see the end */
  stop(outcome) {
    if (this.state === kClosed || this.state === kGone) return;
    this.state = kGone;
    this.outcome = outcome;
    this.buffer.dropAll();
    const error = this.writeError();
    for (const item of [...this.pendingWrites.splice(0), ...this.ends.splice(0)]) {
      item.promise.catch(() => {});  // who waits hears of it; nobody may be waiting
      item.reject(error);
    }
    for (const { resolve, reject } of this.drains.splice(0)) {
      if (this.isFailed) reject(error);
      else resolve(false);
    }
    for (const reader of [...this.buffer.readers]) reader.leave(outcome);
  }

  drained() {
    if (this.state !== kOpen) return null;
    return this.takesWrites ? Promise.resolve(true) : waiter(this.drains, undefined).promise;
  }
}

class BroadcastWriter extends Writer {
  fail(reason = undefined) {
    super.fail(reason ?? new ERR_INVALID_STATE.TypeError('Failed'));
  }
}

class BroadcastImpl {
  #hub;

  constructor(hub) {
    this.#hub = hub;
  }

  get consumerCount() {
    return this.#hub.buffer.readers.size;
  }

  /** A reader, from what is still in the buffer on. */
  push(...list) {
    const { transforms, options } = splitOptions(list);
    const hub = this.#hub;
    const reader = new Reader(hub, options.signal);
    hub.hadReaders = true;
    if (hub.state === kGone) reader.leave(hub.outcome);
    const leave = async () => {
      reader.leave({});
      return doneResult();
    };
    const iterator = {
      __proto__: null, next: () => reader.next(), return: leave, throw: leave, [Symbol.asyncIterator]() { return this; },
    };
    return pullWith(asyncByteStream(() => iterator), transforms, undefined);
  }

  /** Without a reason the readers see the end, with one they fail. */
  cancel(reason = undefined) {
    this.#hub.stop(reason === undefined ? {} : { error: reason });
  }

  [Symbol.dispose]() {
    this.cancel();
  }
}

/** stream/iter.broadcast([{ budget, backpressure, signal }]) @returns {{writer: BroadcastWriter, broadcast: BroadcastImpl}} */
function broadcast(options = {}) {
  validateObject(options, 'options');
  const read = readChannelOptions(options, kSharedBudget);
  const hub = new Hub(read);
  const channel = new BroadcastImpl(hub);
  const { signal } = read;
  if (signal?.aborted) channel.cancel(signal.reason);
  else signal?.addEventListener('abort', () => channel.cancel(signal.reason), { __proto__: null, once: true });
  return { __proto__: null, writer: new BroadcastWriter(hub), broadcast: channel };
}

async function pump(source, writer) {
  try {
    for await (const batch of source) {
      if (writer.canWrite === null) return;  // cancelled: the source is left
      await writer.writev(batch);
    }
    await writer.end();
  } catch (error) {
    writer.fail(error);
  }
}

const Broadcast = {
  __proto__: null,
  /** A broadcast of an existing source, which is read as fast as the readers allow. */
  from(input, options) {
    if (has(input, broadcastProtocol)) {
      const made = input[broadcastProtocol](options);
      if (made === null || typeof made !== 'object') {
        throw new ERR_INVALID_RETURN_VALUE('an object', "[Symbol.for('Stream.broadcastProtocol')]", made);
      }
      return { __proto__: null, writer: {}, broadcast: made };
    }
    const source = from(input);
    const made = broadcast(options);
    pump(source, made.writer);
    return made;
  },
};

module.exports = { Broadcast, broadcast, broadcastProtocol };
