'use strict';

// The public module `stream`: the classes and the functions over streams.
// Rule: the module's value is the legacy Stream class, which carries everything as statics. Rarely used parts
// (compose, pipeline, the array-like methods) are loaded when first used.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');
const { kCustomPromisifiedSymbol } = require('internal/util');
const { Stream } = require('internal/streams/legacy');
const { isUint8Array, toBuffer } = require('internal/streams/chunks');
const utils = require('internal/streams/utils');
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/state');
const { destroyer } = require('internal/streams/destroy');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const Duplex = require('internal/streams/duplex');
const Transform = require('internal/streams/transform');
const PassThrough = require('internal/streams/passthrough');

function operators() {
  return require('internal/streams/operators');
}

/** Puts an array-like method on Readable.prototype; its implementation is loaded at the first call. */
function defineOperator(name, length, isAsync) {
  const method = {
    [name](...args) {
      if (new.target) throw new ERR_ILLEGAL_CONSTRUCTOR();
      if (isAsync) return callAsync(this, name, args);
      return Readable.from(Reflect.apply(operators().streamReturning[name], this, args));
    },
  }[name];
  Object.defineProperty(method, 'length', { __proto__: null, value: length, configurable: true });
  Object.defineProperty(Readable.prototype, name, {
    __proto__: null, value: method, enumerable: false, configurable: true, writable: true,
  });
}

async function callAsync(stream, name, args) {
  return Reflect.apply(operators().promiseReturning[name], stream, args);
}

for (const [name, length] of [['drop', 1], ['filter', 2], ['flatMap', 2], ['map', 2], ['take', 1]]) {
  defineOperator(name, length, false);
}
for (const [name, length] of [['every', 1], ['forEach', 2], ['reduce', 3], ['toArray', 1], ['some', 1], ['find', 2]]) {
  defineOperator(name, length, true);
}

/** This stream and `stream` as one Duplex. */
Readable.prototype.compose = function compose(stream, options) {
  const { validateAbortSignal, validateObject } = require('internal/validators');
  if (options !== undefined && options !== null) validateObject(options, 'options');
  if (options?.signal !== undefined && options?.signal !== null) validateAbortSignal(options.signal, 'options.signal');
  const { isNodeStream, isWritable } = utils;
  if (isNodeStream(stream) && !isWritable(stream)) {
    const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
  }
  const composed = require('internal/streams/compose')(this, stream);
  if (options?.signal) require('internal/streams/add-abort-signal').addAbortSignalNoValidate(options.signal, composed);
  return composed;
};

function duplexPair(options) {
  return require('internal/streams/duplexpair')(options);
}

function pipeline(...streams) {
  return require('internal/streams/pipeline').pipeline(...streams);
}

function addAbortSignal(signal, stream) {
  return require('internal/streams/add-abort-signal').addAbortSignal(signal, stream);
}

function compose(...streams) {
  return require('internal/streams/compose')(...streams);
}

const { eos } = require('internal/streams/end-of-stream');

module.exports = Stream;
Object.assign(Stream, {
  isDestroyed: utils.isDestroyed,
  isDisturbed: utils.isDisturbed,
  isErrored: utils.isErrored,
  isReadable: utils.isReadable,
  isWritable: utils.isWritable,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  duplexPair,
  pipeline,
  addAbortSignal,
  finished: eos,
  destroy: destroyer,
  compose,
  setDefaultHighWaterMark,
  getDefaultHighWaterMark,
});

Object.defineProperty(Stream, 'promises', {
  __proto__: null,
  enumerable: true,
  configurable: true,
  get() {
    return require('stream/promises');
  },
});

/** The promise form of a callback function, for util.promisify. */
function definePromisified(fn, name) {
  Object.defineProperty(fn, kCustomPromisifiedSymbol, {
    __proto__: null,
    enumerable: true,
    get() {
      return require('stream/promises')[name];
    },
  });
}
definePromisified(pipeline, 'pipeline');
definePromisified(eos, 'finished');

// Old code reaches the class by this name.
Stream.Stream = Stream;
Stream._isArrayBufferView = ArrayBuffer.isView;
Stream._isUint8Array = isUint8Array;
Stream._uint8ArrayToBuffer = toBuffer;
