'use strict';
// stream/iter's consumers: a whole stream as bytes, text or chunks; merge(), tap() and ondrain().

const { asyncByteStream, from, fromSync, isSource } = require('internal/streams/iter/source');
const { encodingFromLabel } = require('internal/encoding');
const { orAborted, untilAborted } = require('internal/streams/iter/signal');
const { codes: { ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { isSharedArrayBuffer } = require('internal/util/types');
const { setImmediate } = require('timers');
const { validateAbortSignal, validateFunction, validateInteger, validateObject, validateString } =
  require('internal/validators');

const drainableProtocol = Symbol.for('Stream.drainableProtocol');

function readOptionsSync(options = {}) {
  validateObject(options, 'options');
  const { encoding = 'utf-8', limit } = options;
  if (limit !== undefined) validateInteger(limit, 'options.limit', 0);
  validateString(encoding, 'options.encoding');
  if (encodingFromLabel(encoding) === undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('options.encoding', encoding);
  return { encoding, limit: limit ?? Infinity };
}

function readOptions(options = {}) {
  validateObject(options, 'options');
  const { signal } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return { ...readOptionsSync(options), signal };
}

class Collector {
  chunks = [];
  total = 0;

  constructor(limit) {
    this.limit = limit;
  }

  add(batch) {
    for (const chunk of batch) {
      this.total += chunk.byteLength;
      if (this.total > this.limit) throw new ERR_OUT_OF_RANGE('totalBytes', `<= ${this.limit}`, this.total);
      this.chunks.push(chunk);
    }
  }

  /** All bytes in a buffer of their own: that of the only chunk, if it is just that. */
  join() {
    const { 0: first } = this.chunks;
    if (this.chunks.length === 1 && first.byteLength === first.buffer.byteLength && !isSharedArrayBuffer(first.buffer)) return first;
    const bytes = new Uint8Array(this.total);
    let offset = 0;
    for (const chunk of this.chunks) {
      bytes.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return bytes;
  }
}

async function collect(source, { limit, signal }) {
  signal?.throwIfAborted();
  const collector = new Collector(limit);
  for await (const batch of untilAborted(from(source), signal)) collector.add(batch);
  return collector;
}

function collectSync(source, { limit }) {
  const collector = new Collector(limit);
  for (const batch of fromSync(source)) collector.add(batch);
  return collector;
}

const decode = (collector, encoding) => new TextDecoder(encoding, { fatal: true }).decode(collector.join());

/** @param {{limit?: number, signal?: AbortSignal}} [options] @returns {Promise<Uint8Array>} */
async function bytes(source, options = undefined) {
  return (await collect(source, readOptions(options))).join();
}
async function arrayBuffer(source, options = undefined) {
  return (await collect(source, readOptions(options))).join().buffer;
}
async function array(source, options = undefined) {
  return (await collect(source, readOptions(options))).chunks;
}
async function text(source, options = undefined) {
  const read = readOptions(options);
  return decode(await collect(source, read), read.encoding);
}
function bytesSync(source, options = undefined) {
  return collectSync(source, readOptionsSync(options)).join();
}
function arrayBufferSync(source, options = undefined) {
  return collectSync(source, readOptionsSync(options)).join().buffer;
}
function arraySync(source, options = undefined) {
  return collectSync(source, readOptionsSync(options)).chunks;
}
function textSync(source, options = undefined) {
  const read = readOptionsSync(options);
  return decode(collectSync(source, read), read.encoding);
}

/** A transform that shows each batch, and the null at the end, to `callback`. */
function tap(callback) {
  validateFunction(callback, 'callback');
  return async (chunks, options) => {
    await callback(chunks, options);
    return chunks;
  };
}
function tapSync(callback) {
  validateFunction(callback, 'callback');
  return (chunks, options) => {
    callback(chunks, options);
    return chunks;
  };
}

/** @returns {Promise<boolean>|null} null: the object has no such thing as a drain */
function ondrain(drainable) {
  return typeof drainable?.[drainableProtocol] === 'function' ? drainable[drainableProtocol]() : null;
}

// ---- merge ----

/** One of the streams that are merged, and its batch that is on its way. */
class Input {
  pending = undefined;
  isSettled = false;
  isDone = false;

  constructor(source) {
    this.iterator = source[Symbol.asyncIterator]();
  }

  /** Asks for the next batch, unless that has been done. Resolves to this input once it is there, or to its error. */
  ask() {
    if (this.pending !== undefined) return this.pending;
    this.isSettled = false;
    const settle = (field) => (value) => {
      this.isSettled = true;
      this.error = this.result = undefined;
      this[field] = { value };
      return this;
    };
    return this.pending = this.iterator.next().then(settle('result'), settle('error'));
  }

  /** What ask() has brought. */
  take() {
    this.pending = undefined;
    if (this.error !== undefined || this.result.value.done) this.isDone = true;
    if (this.error !== undefined) throw this.error.value;
    return this.result.value;
  }

  async close() {
    if (this.isDone) return;
    const closed = this.iterator.return?.();
    if (this.pending === undefined || this.isSettled) {
      await closed;
    } else {  // it may never answer: a turn of the loop is what it gets
      await Promise.race([closed, new Promise((resolve) => { setImmediate(resolve); })]);
    }
  }
}

async function* mergeBatches(sources, signal) {
  signal?.throwIfAborted();
  const inputs = sources.map((source) => new Input(source));
  let failure;
  try {
    while (inputs.some((input) => !input.isDone)) {
      const live = inputs.filter((input) => !input.isDone);
      const input = await orAborted(Promise.race(live.map((item) => item.ask())), signal);
      const { done, value } = input.take();
      if (!done) yield value;
    }
  } catch (error) {
    failure = { error };
  } finally {
    const closed = await Promise.allSettled(inputs.map((input) => input.close()));
    const broken = closed.find(({ status }) => status === 'rejected');
    // The first error is the merge's; one that closing has brought stands beside it.
    if (failure !== undefined && broken !== undefined) throw new SuppressedError(failure.error, broken.reason);
    if (failure !== undefined) throw failure.error;
    if (broken !== undefined) throw broken.reason;
  }
}

/** stream/iter.merge(...sources[, { signal }]): batches of all, in the order in which they come. */
function merge(...sources) {
  let options = {};
  const last = sources.at(-1);
  if (last !== null && typeof last === 'object' && !isSource(last)) options = sources.pop();
  const { signal } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  const streams = sources.map(from);
  return asyncByteStream(() => mergeBatches(streams, signal));
}

module.exports = {
  array, arrayBuffer, arrayBufferSync, arraySync, bytes, bytesSync, drainableProtocol, merge, ondrain, tap, tapSync, text,
  textSync,
};
