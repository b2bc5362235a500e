'use strict';

// Byte streams: ReadableByteStreamController, ReadableStreamBYOBReader, ReadableStreamBYOBRequest
// (https://streams.spec.whatwg.org/#rbs-controller-class and following).
// Callers: readablestream.js for sources of type 'bytes'; bytetee.js; fetch and Blob through them.
// The queue behind them is in byte_queue.js.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } =
  require('internal/errors');
const {
  clearAlgorithms,
  clearPullIntos,
  closeController,
  desiredSizeOf,
  enqueue,
  errorController,
  fillFromQueue,
  isDetached,
  pullIfNeeded,
  pullInto,
  resetQueue,
  respond,
  respondWithNewView,
} = require('internal/webstreams/byte_queue');
const {
  cancelStream,
  initReader,
  isLocked,
  isReadableStream,
  kCancel,
  kPull,
  kRelease,
  notAttached,
  releaseReader,
  sourceAlgorithms,
} = require('internal/webstreams/readablestream');
const { validateNumber } = require('internal/validators');
const { startController } = require('internal/webstreams/controller');
const { Queue } = require('internal/queue');
const {
  checkBrand,
  checkDictionary,
  finishClass,
  hiddenState,
  invalidState,
  isBranded,
  kSecret,
  kState,
  rejectBrand,
} = require('internal/webstreams/util');

// ---- the BYOB reader ----

class ReadIntoPromise {
  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.promise = promise;
    this.resolve = resolve;
    this.error = reject;
  }

  chunk(value) {
    this.resolve({ value, done: false });
  }

  close(value) {
    this.resolve({ value, done: true });
  }
}

class ReadableStreamBYOBReader {
  /** @param {ReadableStream} stream */
  constructor(stream) {
    if (!isReadableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
    if (isLocked(stream)) throw invalidState('ReadableStream is locked');
    if (!isBranded(stream[kState].controller, ReadableByteStreamController)) {
      throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be a byte stream');
    }
    initReader(this, stream, { isOf: ReadableStreamBYOBReader, readIntoRequests: new Queue() });
  }

  get closed() {
    if (!isBranded(this, ReadableStreamBYOBReader)) return rejectBrand(ReadableStreamBYOBReader);
    return this[kState].closed.promise;
  }

  cancel(reason = undefined) {
    if (!isBranded(this, ReadableStreamBYOBReader)) return rejectBrand(ReadableStreamBYOBReader);
    const { stream } = this[kState];
    return stream === undefined ? Promise.reject(notAttached()) : cancelStream(stream, reason);
  }

  /**
   * @param {ArrayBufferView} view whose buffer is taken
   * @param {{ min?: number }} [options] elements to wait for
   */
  async read(view, options = {}) {
    checkBrand(this, ReadableStreamBYOBReader);
    if (!ArrayBuffer.isView(view)) {
      throw new ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
    }
    checkDictionary(options, 'options');
    if (view.byteLength === 0 || view.buffer.byteLength === 0 || isDetached(view.buffer)) {
      throw invalidState('View or Viewed ArrayBuffer is zero-length or detached');
    }
    const min = readMin(view, options);
    if (this[kState].stream === undefined) throw notAttached();
    const request = new ReadIntoPromise();
    readInto(this, view, min, request);
    return request.promise;
  }

  releaseLock() {
    checkBrand(this, ReadableStreamBYOBReader);
    releaseReader(this);
  }
}

function readMin(view, options) {
  const min = options?.min ?? 1;
  validateNumber(min, 'options.min');
  if (!Number.isInteger(min)) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be an integer');
  if (min <= 0) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be greater than 0');
  const isDataView = view instanceof DataView;
  if (min > (isDataView ? view.byteLength : view.length)) {
    throw new ERR_OUT_OF_RANGE('options.min', `<= view.${isDataView ? 'byteLength' : 'length'}`, min);
  }
  return min;
}

/** ReadableStreamBYOBReaderRead */
function readInto(reader, view, min, request) {
  const { stream } = reader[kState];
  const s = stream[kState];
  s.disturbed = true;
  if (s.state === 'errored') request.error(s.storedError);
  else pullInto(s.controller, view, min, request);
}

// ---- the BYOB request ----

class ReadableStreamBYOBRequest {
  constructor(secret = undefined) {
    if (secret !== kSecret) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get view() {
    checkBrand(this, ReadableStreamBYOBRequest);
    return this[kState].view;
  }

  /** @param {number} bytesWritten */
  respond(bytesWritten) {
    checkBrand(this, ReadableStreamBYOBRequest);
    const { controller, view } = this[kState];
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated');
    if (isDetached(view.buffer)) throw invalidState('Viewed ArrayBuffer is detached');
    respond(controller, bytesWritten);
  }

  /** @param {ArrayBufferView} view over the (transferred) buffer of the request's view */
  respondWithNewView(view) {
    checkBrand(this, ReadableStreamBYOBRequest);
    const { controller } = this[kState];
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated');
    if (!ArrayBuffer.isView(view)) {
      throw new ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
    }
    if (isDetached(view.buffer)) throw invalidState('Viewed ArrayBuffer is detached');
    respondWithNewView(controller, view);
  }
}

// ---- the controller ----

/** Throws unless the controller may still close or enqueue. */
function checkOpen(c) {
  if (c.closeRequested) throw invalidState('Controller is already closed');
  if (c.stream[kState].state !== 'readable') throw invalidState('ReadableStream is already closed');
}

class ReadableByteStreamController {
  constructor(secret = undefined) {
    if (secret !== kSecret) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get byobRequest() {
    checkBrand(this, ReadableByteStreamController);
    return byobRequestOf(this);
  }

  get desiredSize() {
    checkBrand(this, ReadableByteStreamController);
    return desiredSizeOf(this);
  }

  close() {
    checkBrand(this, ReadableByteStreamController);
    const c = this[kState];
    checkOpen(c);
    closeController(this);
  }

  /** @param {ArrayBufferView} chunk whose buffer is taken */
  enqueue(chunk) {
    checkBrand(this, ReadableByteStreamController);
    if (!ArrayBuffer.isView(chunk)) {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], chunk);
    }
    if (chunk.byteLength === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    if (chunk.buffer.byteLength === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    const c = this[kState];
    checkOpen(c);
    enqueue(this, chunk);
  }

  error(error = undefined) {
    checkBrand(this, ReadableByteStreamController);
    errorController(this, error);
  }

  [kCancel](reason) {
    const c = this[kState];
    clearPullIntos(this);
    resetQueue(c);
    const result = c.cancel(reason);
    clearAlgorithms(c);
    return result;
  }

  [kPull](request) {
    const c = this[kState];
    if (c.total > 0) {
      fillFromQueue(this, request);
      return;
    }
    if (c.autoAllocateChunkSize !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(c.autoAllocateChunkSize);
      } catch (error) {
        request.error(error);
        return;
      }
      c.pullIntos.push({
        buffer, bufferLength: buffer.byteLength, offset: 0, length: buffer.byteLength, filled: 0, minFill: 1,
        elementSize: 1, View: Uint8Array, type: 'default',
      });
    }
    c.stream[kState].reader[kState].readRequests.push(request);
    pullIfNeeded(this);
  }

  [kRelease]() {
    const c = this[kState];
    if (c.pullIntos.length === 0) return;
    // The source may still answer it; the bytes then go to the queue.
    const first = c.pullIntos[0];
    first.type = 'none';
    c.pullIntos = [first];
  }
}

/** SetUpReadableByteStreamController; `algorithms` has start, pull, cancel. */
function setUpController(stream, algorithms, highWaterMark, autoAllocateChunkSize) {
  const controller = new ReadableByteStreamController(kSecret);
  hiddenState(controller, {
    isOf: ReadableByteStreamController,
    stream,
    pullAgain: false,
    pulling: false,
    started: false,
    closeRequested: false,
    byobRequest: null,
    queue: [],
    total: 0,
    highWaterMark,
    autoAllocateChunkSize,
    pullIntos: [],
    pull: algorithms.pull,
    cancel: algorithms.cancel,
  });
  startController(controller, algorithms, pullIfNeeded, errorController);
  return controller;
}

function setUpFromSource(stream, source, highWaterMark) {
  const { autoAllocateChunkSize } = source;
  if (autoAllocateChunkSize !== undefined) {
    if (!Number.isInteger(Number(autoAllocateChunkSize)) || Number(autoAllocateChunkSize) <= 0) {
      throw new ERR_INVALID_ARG_VALUE('source.autoAllocateChunkSize', autoAllocateChunkSize);
    }
  }
  setUpController(stream, sourceAlgorithms(source), highWaterMark, autoAllocateChunkSize);
}

function createReadableByteStream(algorithms) {
  const { ReadableStream } = require('internal/webstreams/readablestream');
  const stream = new ReadableStream(kSecret);
  setUpController(stream, algorithms, 0, undefined);
  return stream;
}

function byobRequestOf(controller) {
  const c = controller[kState];
  if (c.byobRequest === null && c.pullIntos.length > 0) {
    const { buffer, offset, filled, length } = c.pullIntos[0];
    const request = new ReadableStreamBYOBRequest(kSecret);
    hiddenState(request, {
      isOf: ReadableStreamBYOBRequest,
      controller,
      view: new Uint8Array(buffer, offset + filled, length - filled),
    });
    c.byobRequest = request;
  }
  return c.byobRequest;
}

finishClass(ReadableStreamBYOBReader, ['closed', 'cancel', 'read', 'releaseLock'], (self) => ({
  stream: self[kState].stream,
  readIntoRequests: self[kState].readIntoRequests.length,
  close: self[kState].closed.promise,
}));
finishClass(ReadableStreamBYOBRequest, ['view', 'respond', 'respondWithNewView'], (self) => ({
  view: self[kState].view,
  controller: self[kState].controller,
}));
finishClass(ReadableByteStreamController, ['byobRequest', 'desiredSize', 'close', 'enqueue', 'error'], () => ({}));

module.exports = {
  ReadableByteStreamController,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  byobRequestOf,
  closeController,
  createReadableByteStream,
  enqueue,
  errorController,
  readInto,
  respond,
  respondWithNewView,
  setUpFromSource,
};
