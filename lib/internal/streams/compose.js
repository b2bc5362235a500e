'use strict';

// compose(): several streams, iterables and functions as one Duplex.
// Callers: the public stream module, Readable.prototype.compose.
// Rules: the writable side of the result is the first part's, the readable side the last part's; a failure anywhere
// destroys the result, and destroying the result destroys the parts.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const Duplex = require('internal/streams/duplex');
const { eos } = require('internal/streams/end-of-stream');
const { pipelineImpl } = require('internal/streams/pipeline');
const {
  isNodeStream,
  isReadable,
  isReadableStream,
  isTransformStream,
  isWebStream,
  isWritable,
  isWritableStream,
} = require('internal/streams/utils');

function checkPart(part, original, i, last) {
  if (!isNodeStream(part) && !isWebStream(part)) return;
  if (i < last && !(isReadable(part) || isReadableStream(part) || isTransformStream(part))) {
    throw new ERR_INVALID_ARG_VALUE(`streams[${i}]`, original, 'must be readable');
  }
  if (i > 0 && !(isWritable(part) || isWritableStream(part) || isTransformStream(part))) {
    throw new ERR_INVALID_ARG_VALUE(`streams[${i}]`, original, 'must be writable');
  }
}

/** The writable half of the composed stream, over the first part. */
function addWritableHalf(composed, head, hooks) {
  if (isNodeStream(head)) {
    composed._write = function(chunk, encoding, callback) {
      if (head.write(chunk, encoding)) callback();
      else hooks.onDrain = callback;
    };
    composed._final = function(callback) {
      head.end();
      hooks.onFinish = callback;
    };
    head.on('drain', () => call(hooks, 'onDrain'));
    return;
  }
  const writable = isTransformStream(head) ? head.writable : head;
  const writer = writable.getWriter();
  composed._write = async function(chunk, encoding, callback) {
    try {
      await writer.ready;
      writer.write(chunk).catch(() => {});
      callback();
    } catch (error) {
      callback(error);
    }
  };
  composed._final = async function(callback) {
    try {
      await writer.ready;
      writer.close().catch(() => {});
      hooks.onFinish = callback;
    } catch (error) {
      callback(error);
    }
  };
}

/** The readable half of the composed stream, over the last part. */
function addReadableHalf(composed, tail, hooks) {
  if (isNodeStream(tail)) {
    composed._read = () => tail.resume();
    tail.on('data', (chunk) => {
      if (!composed.push(chunk)) tail.pause();
    });
    tail.on('end', () => composed.push(null));
    return;
  }
  const readable = isTransformStream(tail) ? tail.readable : tail;
  const reader = readable.getReader();
  composed._read = async function() {
    for (;;) {
      try {
        const { value, done } = await reader.read();
        if (!composed.push(done ? null : value)) return;
        if (done) return;
      } catch {
        return;
      }
    }
  };
}

/** Runs and forgets a hook. */
function call(hooks, name, ...args) {
  const hook = hooks[name];
  hooks[name] = null;
  hook?.(...args);
}

/** @param {...any} streams @returns {Duplex} */
function compose(...streams) {
  if (streams.length === 0) throw new ERR_MISSING_ARGS('streams');
  if (streams.length === 1) return Duplex.from(streams[0]);
  const original = [...streams];
  if (typeof streams[0] === 'function') streams[0] = Duplex.from(streams[0]);
  const last = streams.length - 1;
  if (typeof streams[last] === 'function') streams[last] = Duplex.from(streams[last]);
  for (let i = 0; i < streams.length; ++i) checkPart(streams[i], original[i], i, last);
  return composeParts(streams);
}

function composeParts(streams) {
  const head = streams[0];
  // `onClose` is null once the pipeline has finished.
  const hooks = { onDrain: null, onFinish: null, onClose: undefined };
  const tail = pipelineImpl(streams, (error) => {
    const { onClose } = hooks;
    hooks.onClose = null;
    if (onClose) onClose(error);
    else if (error) composed.destroy(error);
    else if (!readable && !writable) composed.destroy();
  });
  const writable = Boolean(isWritable(head) || isWritableStream(head) || isTransformStream(head));
  const readable = Boolean(isReadable(tail) || isReadableStream(tail) || isTransformStream(tail));
  const composed = new Duplex({
    writableObjectMode: Boolean(head?.writableObjectMode),
    readableObjectMode: Boolean(tail?.readableObjectMode),
    writable,
    readable,
  });
  if (writable) {
    addWritableHalf(composed, head, hooks);
    eos(isTransformStream(tail) ? tail.readable : tail, () => call(hooks, 'onFinish'));
  }
  if (readable) addReadableHalf(composed, tail, hooks);
  composed._destroy = function(error, callback) {
    if (!error && hooks.onClose !== null) error = new AbortError();
    hooks.onDrain = null;
    hooks.onFinish = null;
    if (hooks.onClose === null) {
      callback(error);
      return;
    }
    hooks.onClose = callback;
    if (isNodeStream(tail)) destroyer(tail, error);
  };
  return composed;
}

module.exports = compose;
