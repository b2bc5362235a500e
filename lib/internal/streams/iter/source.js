'use strict';
// What stream/iter makes byte streams of. A byte stream is an iterable, asynchronous or not, of batches: arrays of
// Uint8Array. Callers: the other files of this folder.
//
// Rules: text is UTF-8; an object that offers the streamable protocols is asked before it is iterated; values nest;
// Uint8Arrays of a synchronous iterable come in batches of at most kBatchSize.

const { isAnyArrayBuffer, isArrayBufferView, isPromise, isUint8Array } = require('internal/util/types');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');

const toStreamable = Symbol.for('Stream.toStreamable');
const toAsyncStreamable = Symbol.for('Stream.toAsyncStreamable');
const kBatchSize = 128;
// Set on streams that are made here: their items are batches already.
const kIsByteStream = Symbol('kIsByteStream');

// Names of what is taken, for error messages.
const kinds = ['string', 'ArrayBuffer', 'ArrayBufferView', 'Iterable', 'AsyncIterable', 'toStreamable', 'toAsyncStreamable'];
const kindsSync = ['string', 'ArrayBuffer', 'ArrayBufferView', 'Iterable', 'toStreamable'];
const encoder = new TextEncoder();

/** The bytes of a value that is one chunk, or undefined. @returns {Uint8Array|undefined} */
function bytesOf(value) {
  if (typeof value === 'string') return encoder.encode(value);
  if (isUint8Array(value)) return value;
  if (isAnyArrayBuffer(value)) return new Uint8Array(value);
  if (isArrayBufferView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return undefined;
}

const has = (value, symbol) => value !== null && typeof value === 'object' && typeof value[symbol] === 'function';
const isBatch = (value) => Array.isArray(value) && value.every(isUint8Array);

/** Puts the chunks of `value` into `chunks`; it may not have to wait for any. */
function flattenSync(value, chunks) {
  const bytes = bytesOf(value);
  if (bytes !== undefined) chunks.push(bytes);
  else if (has(value, toStreamable)) flattenSync(value[toStreamable](), chunks);
  else if (has(value, Symbol.iterator)) for (const item of value) flattenSync(item, chunks);
  else throw new ERR_INVALID_ARG_TYPE('value', kindsSync, value);
  return chunks;
}

/** The same where promises and asynchronous streams may stand in `value`. */
async function flatten(value, chunks) {
  if (isPromise(value)) value = await value;
  const bytes = bytesOf(value);
  if (bytes !== undefined) chunks.push(bytes);
  else if (has(value, toAsyncStreamable)) await flatten(await value[toAsyncStreamable](), chunks);
  else if (has(value, toStreamable)) await flatten(value[toStreamable](), chunks);
  else if (has(value, Symbol.asyncIterator)) for await (const item of value) await flatten(item, chunks);
  else if (has(value, Symbol.iterator)) for (const item of value) await flatten(item, chunks);
  else throw new ERR_INVALID_ARG_TYPE('value', kinds, value);
  return chunks;
}

function* slices(chunks) {
  for (let i = 0; i < chunks.length; i += kBatchSize) yield chunks.slice(i, i + kBatchSize);
}

const byteStream = (iterate) => ({ __proto__: null, [kIsByteStream]: true, [Symbol.iterator]: iterate });
const asyncByteStream = (iterate) => ({ __proto__: null, [kIsByteStream]: true, [Symbol.asyncIterator]: iterate });

/** Marks an iterable of batches, so that from() takes it as it is. */
function asByteStream(stream) {
  stream[kIsByteStream] = true;
  return stream;
}

/** Batches of a synchronous iterable: one for each item, except that Uint8Arrays that follow one another share one. */
function* gather(source) {
  let chunks = [];
  for (const item of source) {
    if (isUint8Array(item)) {
      if (chunks.push(item) === kBatchSize) yield chunks.splice(0);
      continue;
    }
    if (chunks.length !== 0) yield chunks.splice(0);
    yield* slices(isBatch(item) ? item : flattenSync(item, []));
  }
  if (chunks.length !== 0) yield chunks;
}

function requireValue(input) {
  if (input === null || input === undefined) throw new ERR_INVALID_ARG_TYPE('input', 'a non-null value', input);
}

/** stream/iter.fromSync(). @returns {Iterable<Uint8Array[]>} */
function fromSync(input) {
  requireValue(input);
  if (input[kIsByteStream] && has(input, Symbol.iterator)) return input;
  const bytes = bytesOf(input);
  if (bytes !== undefined) return byteStream(function*() { yield [bytes]; });
  if (has(input, toStreamable)) return fromSync(input[toStreamable]());
  if (isBatch(input)) return byteStream(() => slices(input));
  if (!has(input, Symbol.iterator)) throw new ERR_INVALID_ARG_TYPE('input', kindsSync, input);
  return byteStream(() => gather(input));
}

/** Items of a synchronous iterable may be promises, but no asynchronous streams: their order would depend on time. */
async function gatherItem(item, chunks) {
  if (isPromise(item)) item = await item;
  if (has(item, toAsyncStreamable) && !has(item, toStreamable) || (has(item, Symbol.asyncIterator) && !has(item, Symbol.iterator))) {
    throw new ERR_INVALID_ARG_TYPE('value', kindsSync, item);
  }
  return flatten(item, chunks);
}

async function* gatherAsync(source) {
  let chunks = [];
  for (const item of source) {
    if (isUint8Array(item)) {
      if (chunks.push(item) === kBatchSize) yield chunks.splice(0);
      continue;
    }
    if (chunks.length !== 0) yield chunks.splice(0);
    yield* slices(isBatch(item) ? item : await gatherItem(item, []));
  }
  if (chunks.length !== 0) yield chunks;
}

/**
 * One batch for each item of an asynchronous iterable. No generator, so that return() reaches a source that has not
 * answered to next() yet.
 */
function eachAsync(source) {
  const iterator = source[Symbol.asyncIterator]();
  const closed = (value) => ({ __proto__: null, done: true, value });
  return {
    __proto__: null,
    async next() {
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return closed(undefined);
        const chunks = isBatch(value) ? value : await flattenOrClose(value, iterator);
        if (chunks.length !== 0) return { __proto__: null, done: false, value: chunks };
      }
    },
    async return(value) {
      await iterator.return?.(value);
      return closed(value);
    },
    [Symbol.asyncIterator]() { return this; },
  };
}

/** An item that is no bytes ends the source as well. */
async function flattenOrClose(value, iterator) {
  try {
    return await flatten(value, []);
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

/** stream/iter.from(). @returns {AsyncIterable<Uint8Array[]>} */
function from(input) {
  requireValue(input);
  if (input[kIsByteStream] && has(input, Symbol.asyncIterator)) return input;
  const bytes = bytesOf(input);
  if (bytes !== undefined) return asyncByteStream(async function*() { yield [bytes]; });
  if (has(input, toAsyncStreamable)) {
    return asyncByteStream(async function*() { yield* from(await input[toAsyncStreamable]()); });
  }
  if (has(input, toStreamable)) return from(input[toStreamable]());
  if (isBatch(input)) return asyncByteStream(async function*() { yield* slices(input); });
  if (has(input, Symbol.asyncIterator)) return asyncByteStream(() => eachAsync(input));
  if (has(input, Symbol.iterator)) return asyncByteStream(() => gatherAsync(input));
  throw new ERR_INVALID_ARG_TYPE('input', kinds, input);
}

/** A synchronous iterable whose items a writer gets one by one, as they are made; undefined for everything else. */
function itemByItem(input) {
  if (input?.[kIsByteStream] || bytesOf(input) !== undefined || isBatch(input) || has(input, toAsyncStreamable) ||
      has(input, toStreamable) || has(input, Symbol.asyncIterator) || !has(input, Symbol.iterator)) return undefined;
  return asyncByteStream(async function*() {
    for (const item of input) {
      const bytes = bytesOf(item);
      const chunks = bytes !== undefined ? [bytes] : isBatch(item) ? item : await gatherItem(item, []);
      if (chunks.length !== 0) yield chunks;
    }
  });
}

/** Whether from() would take the value. */
function isSource(value) {
  return bytesOf(value) !== undefined || has(value, toAsyncStreamable) || has(value, toStreamable) ||
    has(value, Symbol.asyncIterator) || has(value, Symbol.iterator);
}

module.exports = {
  asByteStream, asyncByteStream, byteStream, bytesOf, eachAsync, flatten, flattenSync, from, fromSync, has, isSource, itemByItem,
  kBatchSize, toAsyncStreamable, toStreamable,
};
