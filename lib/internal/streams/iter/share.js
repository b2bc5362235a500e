'use strict';
// stream/iter.share() and shareSync(): any number of readers of one source, which is read when one of them wants more than
// the shared buffer has. Each gets everything from its beginning on.
//
// When the slowest reader is a whole budget behind: 'strict' fails the reader that wants more, 'unbounded' lets it wait,
// 'drop-oldest' takes from the slow one, 'drop-newest' loses what the source gives meanwhile.

const { asyncByteStream, byteStream, from, fromSync, has } = require('internal/streams/iter/source');
const { pullSync, pullWith, splitOptions } = require('internal/streams/iter/pipeline');
const { readChannelOptions } = require('internal/streams/iter/push');
const { doneResult, itemResult, kSharedBudget, SharedBuffer } = require('internal/streams/iter/shared');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE, ERR_OPERATION_FAILED, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { isError } = require('internal/util');
const { validateObject } = require('internal/validators');

const shareProtocol = Symbol.for('Stream.shareProtocol');
const shareSyncProtocol = Symbol.for('Stream.shareSyncProtocol');

const asError = (value) => (isError(value) ? value : new ERR_OPERATION_FAILED(String(value)));

/** What both kinds have: the buffer, the budget, and how it ended. */
class Core {
  buffer = new SharedBuffer();
  outcome = undefined;  // {}: the source's end, or a cancel without reason; { error }

  constructor(iterator, { budget, backpressure }) {
    this.iterator = iterator;
    this.budget = budget;
    this.policy = backpressure;
  }

  get isFull() {
    return this.buffer.bytes >= this.budget;
  }

  join() {
    const reader = { place: this.buffer.first, isGone: false };
    this.buffer.readers.add(reader);
    return reader;
  }

  leave(reader) {
    reader.isGone = true;
    this.buffer.readers.delete(reader);
    this.buffer.trim();
    if (this.buffer.readers.size === 0) this.buffer.dropAll();
  }

  /** 'yes': the source may be asked; 'wait': a slower reader has to go on first. */
  mayPull() {
    if (!this.isFull) return 'yes';
    if (this.policy === 'strict') throw new ERR_OUT_OF_RANGE('buffered bytes', `< ${this.budget}`, this.buffer.bytes);
    if (this.policy === 'unbounded') return 'wait';
    if (this.policy === 'drop-oldest') while (this.isFull) this.buffer.dropOldest();
    return 'yes';
  }

  /** What the source gave. False: there was no room, and it is lost. */
  keep(batch) {
    if (this.isFull && this.policy === 'drop-newest') return false;
    this.buffer.add(batch);
    return true;
  }

  stop(outcome) {
    if (this.outcome !== undefined) return;
    this.outcome = outcome;
    Promise.resolve(this.iterator.return?.()).catch(() => {});
    this.buffer.dropAll();
    this.buffer.readers.clear();
  }
}

// ---- asynchronous ----

class ShareImpl {
  #core;
  #pulling = undefined;
  #news = Promise.withResolvers();  // resolved when a reader has gone on, or all has ended

  constructor(source, options) {
    this.#core = new Core(from(source)[Symbol.asyncIterator](), options);
  }

  get consumerCount() {
    return this.#core.buffer.readers.size;
  }

  #tell() {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }

  /** One read of the source at a time, for all who want it. */
  #pull() {
    return this.#pulling ??= (async () => {
      const core = this.#core;
      try {
        const { done, value } = await core.iterator.next();
        if (core.outcome !== undefined) return;
        if (done) core.outcome = {};
        else if (!core.keep(value)) await this.#news.promise;
      } catch (error) {
        core.outcome ??= { error: asError(error) };
      } finally {
        this.#pulling = undefined;
        this.#tell();
      }
    })();
  }

  async #next(reader) {
    const core = this.#core;
    for (;;) {
      if (reader.isGone) return doneResult();
      if (core.buffer.has(reader)) {
        const batch = core.buffer.take(reader);
        this.#tell();
        return itemResult(batch);
      }
      if (core.outcome !== undefined) {
        core.leave(reader);
        if ('error' in core.outcome) throw core.outcome.error;
        return doneResult();
      }
      if (this.#pulling === undefined && core.mayPull() === 'wait') await this.#news.promise;
      else await this.#pull();
    }
  }

  /** A reader, from what is still in the buffer on. */
  pull(...list) {
    const { transforms, options } = splitOptions(list);
    const reader = this.#core.outcome === undefined || this.#core.buffer.entries.length !== 0 ? this.#core.join() :
      { place: Infinity, isGone: false };
    const leave = async () => {
      this.#core.leave(reader);
      this.#tell();
      return doneResult();
    };
    const iterator = {
      __proto__: null,
      next: () => this.#next(reader),
      return: leave,
      throw: leave,
      [Symbol.asyncIterator]() { return this; },
    };
    return pullWith(asyncByteStream(() => iterator), transforms, options.signal);
  }

  /** Without a reason the readers see the end, with one they fail. */
  cancel(reason = undefined) {
    this.#core.stop(reason === undefined ? {} : { error: reason });
    this.#tell();
  }

  [Symbol.dispose]() {
    this.cancel();
  }
}

// ---- synchronous ----

class SyncShareImpl {
  #core;

  constructor(source, options) {
    this.#core = new Core(fromSync(source)[Symbol.iterator](), options);
  }

  get consumerCount() {
    return this.#core.buffer.readers.size;
  }

  #next(reader) {
    const core = this.#core;
    for (;;) {
      if (reader.isGone) return doneResult();
      if (core.buffer.has(reader)) return itemResult(core.buffer.take(reader));
      if (core.outcome !== undefined) {
        core.leave(reader);
        if ('error' in core.outcome) throw core.outcome.error;
        return doneResult();
      }
      if (core.isFull && core.policy === 'drop-newest') return doneResult();  // for now: the slower readers come first
      // Nobody else can go on meanwhile: waiting would be for ever.
      if (core.mayPull() === 'wait') {
        throw new ERR_OUT_OF_RANGE('buffered bytes', `< ${core.budget} (unbounded not available in sync context)`, core.buffer.bytes);
      }
      this.#pull();
    }
  }

  #pull() {
    const core = this.#core;
    try {
      const { done, value } = core.iterator.next();
      if (done) core.outcome = {};
      else core.keep(value);
    } catch (error) {
      core.outcome = { error: asError(error) };
    }
  }

  /** A reader, from what is still in the buffer on. */
  pull(...transforms) {
    const reader = this.#core.join();
    const leave = () => {
      this.#core.leave(reader);
      return doneResult();
    };
    const iterator = {
      __proto__: null, next: () => this.#next(reader), return: leave, throw: leave, [Symbol.iterator]() { return this; },
    };
    return pullSync(byteStream(() => iterator), ...transforms);
  }

  cancel(reason = undefined) {
    this.#core.stop(reason === undefined ? {} : { error: reason });
  }

  [Symbol.dispose]() {
    this.cancel();
  }
}

// ---- the functions ----

/** stream/iter.share(source[, { budget, backpressure, signal }]) @returns {ShareImpl} */
function share(source, options = {}) {
  validateObject(options, 'options');
  const read = readChannelOptions(options, kSharedBudget);
  const made = new ShareImpl(source, read);
  const { signal } = read;
  if (signal?.aborted) made.cancel(signal.reason);
  else signal?.addEventListener('abort', () => made.cancel(signal.reason), { __proto__: null, once: true });
  return made;
}

/** stream/iter.shareSync(source[, { budget, backpressure }]) @returns {SyncShareImpl} */
function shareSync(source, options = {}) {
  validateObject(options, 'options');
  const { budget, backpressure } = options;
  return new SyncShareImpl(source, readChannelOptions({ budget, backpressure }, kSharedBudget));
}

function made(object, name) {
  if (object === null || typeof object !== 'object') throw new ERR_INVALID_RETURN_VALUE('an object', name, object);
  return object;
}

const Share = {
  __proto__: null,
  from(input, options) {
    if (has(input, shareProtocol)) return made(input[shareProtocol](options), "[Symbol.for('Stream.shareProtocol')]");
    if (!has(input, Symbol.asyncIterator) && !has(input, Symbol.iterator)) {
      throw new ERR_INVALID_ARG_TYPE('input', ['Shareable', 'AsyncIterable', 'Iterable'], input);
    }
    return share(input, options);
  },
};
const SyncShare = {
  __proto__: null,
  fromSync(input, options) {
    if (has(input, shareSyncProtocol)) {
      return made(input[shareSyncProtocol](options), "[Symbol.for('Stream.shareSyncProtocol')]");
    }
    if (!has(input, Symbol.iterator)) throw new ERR_INVALID_ARG_TYPE('input', ['SyncShareable', 'Iterable'], input);
    return shareSync(input, options);
  },
};

module.exports = { Share, share, shareProtocol, shareSync, shareSyncProtocol, SyncShare };
