'use strict';
// filehandle.pull(), pullSync() and writer(): a FileHandle as source and end of node:stream/iter (behind
// --experimental-stream-iter). Caller: file_handle.js, which lends a lock: { fd, release() }; release() also closes the
// handle where autoClose asks for it.
// https://nodejs.org/docs/latest-v24.x/api/fs.html#filehandlepulltransforms-options

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const descriptors = require('internal/fs/descriptors');
const { bytesOf } = require('internal/streams/iter/source');
const { pullSync, pullWith, splitOptions } = require('internal/streams/iter/pipeline');
const {
  validateAbortSignal, validateBoolean, validateInteger, validateObject,
} = require('internal/validators');
const { isUint8Array } = require('internal/util/types');

const DEFAULT_CHUNK = 131072;
const NONE = -1;

function readRange(options) {
  const { autoClose = false, start = NONE, limit = NONE, chunkSize = DEFAULT_CHUNK } = options;
  validateBoolean(autoClose, 'options.autoClose');
  if (start !== NONE) validateInteger(start, 'options.start', 0);
  if (limit !== NONE) validateInteger(limit, 'options.limit', 1);
  validateInteger(chunkSize, 'options.chunkSize', 1);
  return { autoClose, start, limit, chunkSize };
}

// ---- reading ----

// Where a reader stands: the next read's buffer and position, and what is left of the limit.
class Cursor {
  constructor({ start, limit, chunkSize }) {
    this.position = start;
    this.left = limit === NONE ? Infinity : limit;
    this.chunkSize = chunkSize;
  }

  get buffer() { return Buffer.allocUnsafeSlow(Math.min(this.chunkSize, this.left)); }
  get where() { return this.position === NONE ? null : this.position; }

  // The batch that was read; undefined at the end.
  take(buffer, count) {
    if (count === 0) return undefined;
    if (this.position !== NONE) this.position += count;
    this.left -= count;
    return [buffer.subarray(0, count)];
  }
}

const done = () => ({ value: undefined, done: true });

class FileReader {
  #cursor;
  #lock;
  #signal;
  #ended = false;

  constructor(lock, range, signal) {
    this.#lock = lock;
    this.#cursor = new Cursor(range);
    this.#signal = signal;
  }

  async next() {
    if (this.#ended) return done();
    try {
      this.#signal?.throwIfAborted();
      const batch = this.#cursor.left === 0 ? undefined : await this.#read();
      this.#signal?.throwIfAborted();
      if (batch !== undefined) return { value: batch, done: false };
    } catch (error) {
      await this.#end();
      throw error;
    }
    return this.return();
  }

  async return() {
    await this.#end();
    return done();
  }

  async #read() {
    const { buffer, where } = this.#cursor;
    const count = await new Promise((resolve, reject) => {
      descriptors.read(this.#lock.fd, buffer, 0, buffer.length, where, (error, n) => (error ? reject(error) : resolve(n)));
    });
    return this.#cursor.take(buffer, count);
  }

  async #end() {
    if (this.#ended) return;
    this.#ended = true;
    await this.#lock.release();
  }

  [Symbol.asyncIterator]() { return this; }
}

/** @param {(autoClose: boolean) => object} takeLock @param {unknown[]} list transforms and options @returns {AsyncIterable} */
function pullFrom(takeLock, list) {
  const { transforms, options } = splitOptions(list);
  const range = readRange(options);
  const { signal } = options;
  const reader = new FileReader(takeLock(range.autoClose), range, signal);
  const source = {
    __proto__: null,
    [Symbol.asyncIterator]: () => {
      // A pipeline that is cancelled may never ask for a batch.
      if (signal?.aborted) reader.return();
      return signal?.aborted ? new AbortedReader(signal) : reader;
    },
  };
  return transforms.length === 0 ? source : pullWith(source, transforms, signal);
}

class AbortedReader {
  #signal;
  constructor(signal) { this.#signal = signal; }
  async next() { throw this.#signal.reason; }
}

/** The same, reading on this thread. @param {(autoClose: boolean) => object} takeLock @param {unknown[]} list */
function pullSyncFrom(takeLock, list) {
  const { transforms, options } = splitOptions(list);
  const range = readRange(options);
  const lock = takeLock(range.autoClose);
  const batches = readSync(lock, range);
  const source = { __proto__: null, [Symbol.iterator]: () => batches };
  return transforms.length === 0 ? source : pullSync(source, ...transforms);
}

function readSync(lock, range) {
  const cursor = new Cursor(range);
  let ended = false;
  const end = () => {
    if (!ended) lock.releaseSync();
    ended = true;
    return done();
  };
  return {
    __proto__: null,
    next() {
      if (ended || cursor.left === 0) return end();
      try {
        const { buffer, where } = cursor;
        const batch = cursor.take(buffer, descriptors.readSync(lock.fd, buffer, 0, buffer.length, where));
        return batch === undefined ? end() : { value: batch, done: false };
      } catch (error) {
        end();
        throw error;
      }
    },
    return: end,
    [Symbol.iterator]() { return this; },
  };
}

// ---- writing ----

function chunkBytes(chunk) {
  if (typeof chunk !== 'string' && !isUint8Array(chunk)) throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Uint8Array'], chunk);
  return bytesOf(chunk);
}

function chunksBytes(chunks) {
  const bytes = [];
  for (let i = 0; i < chunks.length; i++) bytes.push(chunkBytes(chunks[i]));
  return bytes;
}

const sizeOf = (list) => list.reduce((total, bytes) => total + bytes.byteLength, 0);

function operationSignal(options) {
  if (options === undefined || options === null) return undefined;
  const { signal } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return signal;
}

const kOpen = 0;
const kClosing = 1;
const kClosed = 2;
const kFailed = 3;

// What a writer writes with. Writes stand in a queue: each begins when the one before it is done.
class FileTarget {
  state = kOpen;
  error = undefined;
  total = 0;
  #accepted = 0;   // bytes, also of writes that wait
  #pending = 0;
  #tail = Promise.resolve();
  #ending;
  #lock;
  #position;
  #limit;
  #chunkSize;

  constructor(lock, { start, limit, chunkSize }) {
    this.#lock = lock;
    this.#position = start;
    this.#limit = limit === NONE ? Infinity : limit;
    this.#chunkSize = chunkSize;
  }

  async write(list, signal, name) {
    if (this.state === kFailed) throw this.error;
    if (this.state !== kOpen) throw new ERR_INVALID_STATE.TypeError('The writer is closed');
    signal?.throwIfAborted();
    const size = sizeOf(list);
    if (size === 0) return undefined;
    if (this.#accepted + size > this.#limit) {
      throw new ERR_OUT_OF_RANGE(name, `<= ${this.#limit - this.#accepted} bytes`, size);
    }
    this.#accepted += size;
    return this.#queue(() => this.#writeAll(list));
  }

  async #queue(work) {
    this.#pending++;
    const before = this.#tail;
    const result = before.then(work);
    this.#tail = result.catch(() => {}).finally(() => this.#pending--);
    return result;
  }

  async #writeAll(list) {
    let rest = list.filter((bytes) => bytes.byteLength > 0);
    while (rest.length > 0) {
      const count = await new Promise((resolve, reject) => {
        descriptors.writev(this.#lock.fd, rest, this.#where(), (error, n) => (error ? reject(error) : resolve(n)));
      });
      rest = this.#advance(rest, count);
    }
  }

  #where() {
    return this.#position === NONE ? null : this.#position;
  }

  // What is left of the bytes when `count` of them are written.
  #advance(list, count) {
    this.total += count;
    if (this.#position !== NONE) this.#position += count;
    const rest = [];
    for (const bytes of list) {
      if (count < bytes.byteLength) rest.push(count === 0 ? bytes : bytes.subarray(count));
      count = Math.max(0, count - bytes.byteLength);
    }
    return rest;
  }

  // False: the caller is to write asynchronously.
  writeSync(list) {
    const size = sizeOf(list);
    if (this.state !== kOpen || this.#pending > 0 || size > this.#chunkSize || this.#accepted + size > this.#limit) return false;
    let rest = list.filter((bytes) => bytes.byteLength > 0);
    const before = this.total;
    try {
      while (rest.length > 0) rest = this.#advance(rest, descriptors.writevSync(this.#lock.fd, rest, this.#where()));
    } catch (error) {
      // Nothing has happened yet: write() will tell why.
      if (this.total === before) return false;
      throw error;
    }
    this.#accepted += size;
    return true;
  }

  end(signal) {
    if (this.state === kFailed) return Promise.reject(this.error);
    if (this.state === kClosed) return Promise.resolve(this.total);
    if (this.state === kClosing) return this.#ending;
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.state = kClosing;
    return this.#ending = this.#tail.then(async () => {
      this.state = kClosed;
      await this.#lock.release();
      return this.total;
    });
  }

  endSync() {
    if (this.state === kClosed) return this.total;
    if (this.state !== kOpen || this.#pending > 0) return -1;
    this.state = kClosed;
    this.#lock.releaseSync();
    return this.total;
  }

  fail(reason) {
    if (this.state === kClosed || this.state === kFailed) return;
    this.state = kFailed;
    this.error = reason ?? new ERR_INVALID_STATE('Failed');
    this.#lock.releaseSync();
  }

  get ending() { return this.#ending; }
}

/**
 * @param {(autoClose: boolean) => object} takeLock @param {object} options @returns {object} a writer of node:stream/iter
 */
function writerTo(takeLock, options) {
  const range = readRange(options);
  const target = new FileTarget(takeLock(range.autoClose), range);
  return {
    __proto__: null,
    write(chunk, options = undefined) {
      const list = [chunkBytes(chunk)];
      if (options !== undefined) validateObject(options, 'options');
      return target.write(list, operationSignal(options), 'write');
    },
    writev(chunks, options = undefined) {
      const list = chunksBytes(chunks);
      if (options !== undefined) validateObject(options, 'options');
      return target.write(list, operationSignal(options), 'writev');
    },
    writeSync: (chunk) => target.writeSync([chunkBytes(chunk)]),
    writevSync: (chunks) => target.writeSync(chunksBytes(chunks)),
    end(options = undefined) {
      if (options !== undefined && typeof options !== 'object') validateObject(options, 'options');
      return target.end(operationSignal(options));
    },
    endSync: () => target.endSync(),
    fail: (reason) => target.fail(reason),
    async [Symbol.asyncDispose]() {
      if (target.state === kClosing) await target.ending;
      else target.fail();
    },
    [Symbol.dispose]() { target.fail(); },
  };
}

module.exports = { pullFrom, pullSyncFrom, writerTo };
