'use strict';
// stream/iter's pipelines: pull() and pullSync() put transforms over a source, pipeTo() and pipeToSync() feed a writer.
//
// A transform is a function (batch or null at the end, options) => value, or an object whose transform(source, options)
// gives an iterable; what they give is made into batches again. `options.signal` aborts when the pipeline fails or is left.

const {
  asyncByteStream, byteStream, eachAsync, flatten, flattenSync, from, fromSync, has, itemByItem,
} = require('internal/streams/iter/source');
const { orAborted, untilAborted } = require('internal/streams/iter/signal');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateObject } = require('internal/validators');

const isTransform = (value) => typeof value === 'function' || has(value, 'transform');
const isOptions = (value) => value !== null && typeof value === 'object' && !isTransform(value);

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
      throw new ERR_INVALID_ARG_TYPE(`transforms[${i}]`, ['Function', 'Object with a transform method'], transforms[i]);
    }
  }
}

// ---- transforms ----

/** The batches that a transform's answer stands for. */
async function* batchesOf(result) {
  result = await result;
  if (result === null || result === undefined) return;
  if (has(result, Symbol.asyncIterator)) {
    yield* eachAsync(result);
    return;
  }
  const chunks = await flatten(result, []);
  if (chunks.length !== 0) yield chunks;
}

async function* applyFunction(source, transform, options) {
  for await (const batch of source) yield* batchesOf(transform(batch, options));
  yield* batchesOf(transform(null, options));
}

async function* withFlush(source) {
  yield* source;
  yield null;
}

async function* applyObject(source, transform, options) {
  const output = transform.transform(withFlush(source), options);
  if (!has(output, Symbol.asyncIterator) && !has(output, Symbol.iterator)) {
    throw new ERR_INVALID_ARG_TYPE('transform()', ['Iterable', 'AsyncIterable'], output);
  }
  for await (const item of output) {
    if (item !== null && item !== undefined) yield* batchesOf(item);
  }
}

/** stream/iter.pull(source, ...transforms[, { signal }]) @returns {AsyncIterable<Uint8Array[]>} */
function pull(source, ...rest) {
  const { transforms, options } = splitOptions(rest);
  return pullWith(from(source), transforms, options.signal);
}

function pullWith(source, transforms, signal) {
  if (transforms.length === 0 && signal === undefined) return source;
  return asyncByteStream(async function*() {
    const own = new AbortController();
    let stream = untilAborted(source, signal);
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

function* batchesOfSync(result) {
  if (result === null || result === undefined) return;
  const chunks = flattenSync(result, []);
  if (chunks.length !== 0) yield chunks;
}

function* applyFunctionSync(source, transform) {
  for (const batch of source) yield* batchesOfSync(transform(batch, {}));
  yield* batchesOfSync(transform(null, {}));
}

function* withFlushSync(source) {
  yield* source;
  yield null;
}

function* applyObjectSync(source, transform) {
  for (const item of transform.transform(withFlushSync(source), {})) yield* batchesOfSync(item);
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
  let options = {};
  let rest = list;
  if (list.length > 1 && !canWrite(list.at(-1), names)) {
    options = list.at(-1);
    validateObject(options, 'options');
    rest = list.slice(0, -1);
  }
  const writer = rest.at(-1);
  if (!canWrite(writer, names)) throw new ERR_INVALID_ARG_TYPE('writer', `object with a ${names[0]} method`, writer);
  const transforms = rest.slice(0, -1);
  checkTransforms(transforms);
  const { signal, preventClose = false, preventFail = false } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  validateBoolean(preventClose, 'options.preventClose');
  validateBoolean(preventFail, 'options.preventFail');
  return { transforms, writer, signal, preventClose, preventFail };
}

const byteCount = (batch) => batch.reduce((sum, chunk) => sum + chunk.byteLength, 0);

/** Synchronous methods are tried first; false from them means: not accepted, use the other one. */
async function writeBatch(writer, batch, options) {
  if (batch.length > 1 && (has(writer, 'writevSync') || has(writer, 'writev'))) {
    if (has(writer, 'writevSync') && writer.writevSync(batch) !== false) return;
    if (has(writer, 'writev')) {
      await orAborted(writer.writev(batch, options), options?.signal);
      return;
    }
  }
  for (const chunk of batch) {
    if (has(writer, 'writeSync') && writer.writeSync(chunk) !== false) continue;
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
    if (!preventClose && !(has(writer, 'endSync') && writer.endSync() >= 0) && has(writer, 'end')) {
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
    if (!preventClose && !(has(writer, 'endSync') && writer.endSync() >= 0) && has(writer, 'end')) writer.end();
  } catch (error) {
    if (!preventFail && has(writer, 'fail')) writer.fail(error);
    throw error;
  }
  return total;
}

module.exports = { pipeTo, pipeToSync, pull, pullSync, pullWith, splitOptions };
