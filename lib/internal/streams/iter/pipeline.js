'use strict';
// stream/iter's pipelines: pull() and pullSync() put transforms over a source, pipeTo() and pipeToSync() feed a writer.
//
// A transform is a function (batch or null at the end, options) => value, or an object whose transform(source, options)
// gives an iterable; what they give is made into batches again. `options.signal` aborts when the pipeline fails or is left.

const {
  asyncByteStream, byteStream, bytesOf, eachAsync, flatten, flattenSync, from, fromSync, has, itemByItem,
} = require('internal/streams/iter/source');
const { orAborted, untilAborted } = require('internal/streams/iter/signal');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');

const isTransform = (value) => typeof value === 'function' || has(value, 'transform');
const isOptions = (value) => value !== null && typeof value === 'object' && !('transform' in value);

// Names of what transforms may give, for error messages.
const yieldedSync = ['string', 'Uint8Array', 'ArrayBuffer', 'ArrayBufferView', 'Iterable'];
const yielded = [...yieldedSync, 'AsyncIterable'];
const returnedSync = ['string', 'Uint8Array', 'ArrayBuffer', 'ArrayBufferView', 'Array', 'Iterable', 'null'];
const returned = [...returnedSync.slice(0, -1), 'AsyncIterable', 'Promise', 'null'];

/** Splits (...transforms[, options]). @returns {{transforms: Array, options: object}} */
function splitOptions(list) {
  const options = isOptions(list.at(-1)) ? list.at(-1) : undefined;
  const transforms = options === undefined ? list : list.slice(0, -1);
  checkTransforms(transforms);
  if (options?.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  return { transforms, options: options ?? {} };
}

function checkTransforms(transforms) {
  for (let i = 0; i < transforms.length; i++) {
    if (!isTransform(transforms[i])) {
      throw new ERR_INVALID_ARG_TYPE(`transforms[${i}]`, ['Function', 'Object with transform()'], transforms[i]);
    }
  }
}

// ---- transforms ----

/** The batches that a transform's answer stands for. */
async function* batchesOf(result, name, kinds) {
  result = await result;
  if (result === null) return;
  if (has(result, Symbol.asyncIterator)) {
    yield* eachAsync(result);
    return;
  }
  if (bytesOf(result) === undefined && !has(result, Symbol.iterator)) throw new ERR_INVALID_ARG_TYPE(name, kinds, result);
  const chunks = await flatten(result, []);
  if (chunks.length !== 0) yield chunks;
}

async function* applyFunction(source, transform, options) {
  for await (const batch of source) yield* batchesOf(transform(batch, options), 'result', returned);
  yield* batchesOf(transform(null, options), 'result', returned);
}

async function* withFlush(source) {
  yield* source;
  yield null;
}

async function* applyObject(source, transform, options) {
  const output = transform.transform(withFlush(source), options);
  for await (const item of output) yield* batchesOf(item, 'value', yielded);
}

/** stream/iter.pull(source, ...transforms[, { signal }]) @returns {AsyncIterable<Uint8Array[]>} */
function pull(source, ...rest) {
  const { transforms, options } = splitOptions(rest);
  const { signal } = options;
  if (transforms.length !== 0 || signal !== undefined) return pullWith(source, transforms, signal);
  return asyncByteStream(async function*() { yield* from(source); });
}

/** The pipeline over a source, which is looked at when the first batch is asked for. */
function pullWith(source, transforms, signal) {
  if (transforms.length === 0 && signal === undefined) return source;
  return asyncByteStream(async function*() {
    const own = new AbortController();
    let stream = untilAborted(from(source), signal);
    for (const transform of transforms) {
      const options = { __proto__: null, signal: own.signal };
      stream = typeof transform === 'function' ? applyFunction(stream, transform, options) :
        applyObject(stream, transform, options);
    }
    const abort = () => own.abort(signal.reason);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { __proto__: null, once: true });
    let isDone = false;
    try {
      yield* transforms.length === 0 ? stream : untilAborted(stream, signal);
      isDone = true;
    } catch (error) {
      own.abort(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      if (!isDone) own.abort();
    }
  });
}

// ---- the same, synchronously ----

function* batchesOfSync(result, name, kinds) {
  if (result === null) return;
  if (bytesOf(result) === undefined && !has(result, Symbol.iterator)) throw new ERR_INVALID_ARG_TYPE(name, kinds, result);
  const chunks = flattenSync(result, []);
  if (chunks.length !== 0) yield chunks;
}

function* applyFunctionSync(source, transform) {
  for (const batch of source) yield* batchesOfSync(transform(batch, {}), 'result', returnedSync);
  yield* batchesOfSync(transform(null, {}), 'result', returnedSync);
}

function* withFlushSync(source) {
  yield* source;
  yield null;
}

function* applyObjectSync(source, transform) {
  const output = transform.transform(withFlushSync(source), {});
  for (const item of output) yield* batchesOfSync(item, 'value', yieldedSync);
}

/** stream/iter.pullSync(source, ...transforms) @returns {Iterable<Uint8Array[]>} */
function pullSync(source, ...transforms) {
  checkTransforms(transforms);
  const input = fromSync(source);
  if (transforms.length === 0) return input;
  return byteStream(function*() {
    let stream = input;
    for (const transform of transforms) {
      stream = typeof transform === 'function' ? applyFunctionSync(stream, transform) : applyObjectSync(stream, transform);
    }
    yield* stream;
  });
}

// ---- into writers ----

const canWrite = (value, names) => value !== null && typeof value === 'object' && names.some((name) => has(value, name));

/** Splits (...transforms, writer[, options]). */
function splitWriter(list, names) {
  const last = list.at(-1);
  let options = {};
  let rest = list;
  if (isOptions(last) && !('write' in last) && !('writeSync' in last)) {
    if (list.length === 1) throw new ERR_INVALID_ARG_VALUE('args', list, 'pipeTo requires a writer argument');
    options = last;
    rest = list.slice(0, -1);
  }
  const writer = rest.at(-1);
  if (!canWrite(writer, names)) {
    throw new ERR_INVALID_ARG_TYPE('writer', `object with a ${names[0]} method`, writer);
  }
  const transforms = rest.slice(0, -1);
  checkTransforms(transforms);
  const { signal, preventClose, preventFail } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return { transforms, writer, signal, preventClose, preventFail };
}

const byteCount = (batch) => batch.reduce((sum, chunk) => sum + chunk.byteLength, 0);

/** Synchronous methods are tried first; false from them means: not accepted, use the other one. */
async function writeBatch(writer, batch, options) {
  if (batch.length > 1 && (has(writer, 'writevSync') || has(writer, 'writev'))) {
    if (has(writer, 'writevSync') && writer.writevSync(batch)) return;
    if (has(writer, 'writev')) {
      await orAborted(writer.writev(batch, options), options?.signal);
      return;
    }
  }
  for (const chunk of batch) {
    if (has(writer, 'writeSync') && writer.writeSync(chunk)) continue;
    if (!has(writer, 'write')) throw new ERR_OUT_OF_RANGE('writer.writeSync()', 'a write that is accepted', false);
    await orAborted(writer.write(chunk, options), options?.signal);
  }
}

/** stream/iter.pipeTo() @returns {Promise<number>} the bytes written */
async function pipeTo(source, ...rest) {
  const { transforms, writer, signal, preventClose, preventFail } = splitWriter(rest, ['write', 'writeSync']);
  const options = signal === undefined ? undefined : { __proto__: null, signal };
  let total = 0;
  try {
    const input = (transforms.length === 0 ? itemByItem(source) : undefined) ?? from(source);
    for await (const batch of pullWith(input, transforms, signal)) {
      await writeBatch(writer, batch, options);
      total += byteCount(batch);
    }
    signal?.throwIfAborted();
    if (!preventClose && !(has(writer, 'endSync') && !(writer.endSync() < 0)) && has(writer, 'end')) {
      await orAborted(writer.end(options), signal);
    }
  } catch (error) {
    if (!preventFail && has(writer, 'fail')) writer.fail(error);
    throw error;
  }
  return total;
}

function writeBatchSync(writer, batch) {
  if (batch.length > 1 && has(writer, 'writevSync')) {
    if (writer.writevSync(batch) === false) throw new ERR_OUT_OF_RANGE('writer.writevSync()', 'a write that is accepted', false);
    return;
  }
  for (const chunk of batch) {
    if (writer.writeSync(chunk) === false) throw new ERR_OUT_OF_RANGE('writer.writeSync()', 'a write that is accepted', false);
  }
}

/** stream/iter.pipeToSync() @returns {number} the bytes written */
function pipeToSync(source, ...rest) {
  const { transforms, writer, preventClose, preventFail } = splitWriter(rest, ['writeSync', 'writevSync']);
  let total = 0;
  try {
    for (const batch of pullSync(source, ...transforms)) {
      writeBatchSync(writer, batch);
      total += byteCount(batch);
    }
    if (!preventClose && !(has(writer, 'endSync') && !(writer.endSync() < 0)) && has(writer, 'end')) writer.end();
  } catch (error) {
    if (!preventFail && has(writer, 'fail')) writer.fail(error);
    throw error;
  }
  return total;
}

module.exports = { pipeTo, pipeToSync, pull, pullSync, pullWith, splitOptions };
