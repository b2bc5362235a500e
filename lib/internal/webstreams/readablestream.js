'use strict';

// ReadableStream, its default reader and default controller (https://streams.spec.whatwg.org/#rs).
// Callers: stream/web, the globals, TransformStream, Blob, fetch, the adapters. Byte streams are in bytestream.js,
// pipeTo and tee in pipe.js, iteration and `from` in iteration.js.
// Rules: a controller has three methods for the stream: [kPull] (serve a read), [kCancel], [kRelease] (the reader went).
// A read request is { chunk(value), close(), error(reason) }.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS },
} = require('internal/errors');
const { kTransfer, registerCloneable } = require('internal/clone');
const {
  kControllerErrorFunction,
  kIsClosedPromise,
  kIsDisturbed,
  kIsErrored,
  kIsReadable,
} = require('internal/streams/utils');
const { Queue } = require('internal/queue');
const { validateObject, kValidateObjectAllowObjects } = require('internal/validators');
const {
  Deferred,
  SizedQueue,
  callAsPromise,
  callAsync,
  checkBrand,
  checkDictionary,
  extractHighWaterMark,
  extractSizeAlgorithm,
  finishClass,
  hiddenState,
  invalidState,
  isBranded,
  kSecret,
  kState,
  markHandled,
  methodOf,
  nop,
  react,
  rejectBrand,
} = require('internal/webstreams/util');
const { callPull, desiredSize, startController } = require('internal/webstreams/controller');

const kPull = Symbol('kPull');
const kCancel = Symbol('kCancel');
const kRelease = Symbol('kRelease');

class ReadableStateSlots {
  state = 'readable';
  storedError = undefined;
  reader = undefined;
  controller = undefined;
  disturbed = false;
  closed = new Deferred();

  constructor(isOf) {
    this.isOf = isOf;
    markHandled(this.closed.promise);
  }
}

class ReadableStream {
  /**
   * @param {object} [source] start, pull, cancel, type ('bytes'), autoAllocateChunkSize
   * @param {object} [strategy] highWaterMark, size
   */
  constructor(source = {}, strategy = {}) {
    if (source === kSecret) {
      hiddenState(this, new ReadableStateSlots(ReadableStream));
      return;
    }
    validateObject(source, 'source', kValidateObjectAllowObjects);
    checkDictionary(strategy, 'strategy');
    hiddenState(this, new ReadableStateSlots(ReadableStream));
    const type = source.type;
    if (`${type}` === 'bytes') {
      if (strategy?.size !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.size', strategy.size);
      const highWaterMark = extractHighWaterMark(strategy, 0);
      require('internal/webstreams/bytestream').setUpFromSource(this, source, highWaterMark);
      return;
    }
    if (type !== undefined) throw new ERR_INVALID_ARG_VALUE('source.type', type);
    const size = extractSizeAlgorithm(strategy);
    setUpFromSource(this, source, extractHighWaterMark(strategy, 1), size);
  }

  /** @param {Iterable | AsyncIterable} iterable */
  static from(iterable) {
    return require('internal/webstreams/iteration').readableFromIterable(iterable);
  }

  get locked() {
    checkBrand(this, ReadableStream);
    return isLocked(this);
  }

  cancel(reason = undefined) {
    if (!isBranded(this, ReadableStream)) return Promise.reject(new ERR_INVALID_THIS('ReadableStream'));
    if (isLocked(this)) return Promise.reject(invalidState('ReadableStream is locked'));
    return cancelStream(this, reason);
  }

  /** @param {{ mode?: 'byob' }} [options] */
  getReader(options = {}) {
    checkBrand(this, ReadableStream);
    checkDictionary(options, 'options');
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw new ERR_INVALID_ARG_VALUE('options.mode', mode);
    const { ReadableStreamBYOBReader } = require('internal/webstreams/bytestream');
    return new ReadableStreamBYOBReader(this);
  }

  /** @param {{ readable: ReadableStream, writable: WritableStream }} transform */
  pipeThrough(transform, options = {}) {
    checkBrand(this, ReadableStream);
    const { isWritableStream } = require('internal/webstreams/writablestream');
    if (!isBranded(transform?.readable, ReadableStream)) {
      throw new ERR_INVALID_ARG_TYPE('transform.readable', 'ReadableStream', transform?.readable);
    }
    if (!isWritableStream(transform.writable)) {
      throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', transform.writable);
    }
    const pipe = require('internal/webstreams/pipe');
    const parsed = pipe.readPipeOptions(options);
    if (isLocked(this)) throw invalidState('The ReadableStream is locked');
    if (transform.writable.locked) throw invalidState('The WritableStream is locked');
    markHandled(pipe.pipeTo(this, transform.writable, parsed));
    return transform.readable;
  }

  pipeTo(destination, options = {}) {
    try {
      checkBrand(this, ReadableStream);
      const { isWritableStream } = require('internal/webstreams/writablestream');
      if (!isWritableStream(destination)) {
        throw new ERR_INVALID_ARG_TYPE('destination', 'WritableStream', destination);
      }
      const pipe = require('internal/webstreams/pipe');
      const parsed = pipe.readPipeOptions(options);
      if (isLocked(this)) throw invalidState('The ReadableStream is locked');
      if (destination.locked) throw invalidState('The WritableStream is locked');
      return pipe.pipeTo(this, destination, parsed);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  tee() {
    checkBrand(this, ReadableStream);
    return require('internal/webstreams/tee').tee(this);
  }

  values(options = {}) {
    checkBrand(this, ReadableStream);
    checkDictionary(options, 'options');
    return require('internal/webstreams/iteration').makeIterator(this, Boolean(options?.preventCancel));
  }

  get [kIsDisturbed]() {
    return this[kState].disturbed;
  }

  get [kIsErrored]() {
    return this[kState].state === 'errored';
  }

  get [kIsReadable]() {
    return this[kState].state === 'readable';
  }

  get [kIsClosedPromise]() {
    return this[kState].closed;
  }

  [kControllerErrorFunction](error) {
    this[kState].controller.error(error);
  }
}

function isLocked(stream) {
  return stream[kState].reader !== undefined;
}

// ---- the stream ----

/** ReadableStreamCancel */
function cancelStream(stream, reason) {
  const s = stream[kState];
  s.disturbed = true;
  if (s.state === 'closed') return Promise.resolve();
  if (s.state === 'errored') return Promise.reject(s.storedError);
  closeReadable(stream);
  const r = s.reader?.[kState];
  if (r?.readIntoRequests !== undefined) {
    for (let request = r.readIntoRequests.shift(); request !== undefined; request = r.readIntoRequests.shift()) {
      request.close(undefined);
    }
  }
  return react(s.controller[kCancel](reason), nop);
}

/** ReadableStreamClose */
function closeReadable(stream) {
  const s = stream[kState];
  s.state = 'closed';
  s.closed.resolve();
  if (s.reader === undefined) return;
  const r = s.reader[kState];
  r.closed.resolve();
  if (r.readRequests === undefined) return;
  for (let request = r.readRequests.shift(); request !== undefined; request = r.readRequests.shift()) request.close();
}

/** ReadableStreamError */
function errorReadable(stream, error) {
  const s = stream[kState];
  s.state = 'errored';
  s.storedError = error;
  s.closed.rejectHandled(error);
  if (s.reader === undefined) return;
  const r = s.reader[kState];
  r.closed.rejectHandled(error);
  rejectRequests(s.reader, error);
}

/** Fails all reads that wait. */
function rejectRequests(reader, error) {
  const r = reader[kState];
  const requests = r.readRequests ?? r.readIntoRequests;
  for (let request = requests.shift(); request !== undefined; request = requests.shift()) request.error(error);
}

// ---- readers ----

/** What both kinds of reader are at their start (ReadableStreamReaderGenericInitialize). */
function initReader(reader, stream, slots) {
  const r = hiddenState(reader, { ...slots, stream, closed: undefined });
  const s = stream[kState];
  s.reader = reader;
  if (s.state === 'readable') r.closed = new Deferred();
  else if (s.state === 'closed') r.closed = Deferred.resolved();
  else r.closed = Deferred.rejected(s.storedError);
  markHandled(r.closed.promise);
}

/** ReadableStreamReaderGenericRelease, after which waiting reads fail. */
function releaseReader(reader) {
  const r = reader[kState];
  const { stream } = r;
  if (stream === undefined) return;
  const error = invalidState('Reader released');
  if (stream[kState].state === 'readable' && !r.closed.isSettled) r.closed.rejectHandled(error);
  else r.closed = Deferred.rejected(error);
  stream[kState].controller[kRelease]();
  stream[kState].reader = undefined;
  r.stream = undefined;
  rejectRequests(reader, invalidState('Releasing reader'));
}

function notAttached() {
  return invalidState('The reader is not attached to a stream');
}

/** The request behind a promise-returning read. */
class PromiseRead {
  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.promise = promise;
    this.resolve = resolve;
    this.error = reject;
  }

  chunk(value) {
    this.resolve({ value, done: false });
  }

  close() {
    this.resolve({ value: undefined, done: true });
  }
}

class ReadableStreamDefaultReader {
  /** @param {ReadableStream} stream */
  constructor(stream) {
    if (!isBranded(stream, ReadableStream)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
    if (isLocked(stream)) throw invalidState('ReadableStream is locked');
    initReader(this, stream, { isOf: ReadableStreamDefaultReader, readRequests: new Queue() });
  }

  get closed() {
    if (!isBranded(this, ReadableStreamDefaultReader)) return rejectBrand(ReadableStreamDefaultReader);
    return this[kState].closed.promise;
  }

  cancel(reason = undefined) {
    if (!isBranded(this, ReadableStreamDefaultReader)) return rejectBrand(ReadableStreamDefaultReader);
    const { stream } = this[kState];
    return stream === undefined ? Promise.reject(notAttached()) : cancelStream(stream, reason);
  }

  /** @returns {Promise<{ value: any, done: boolean }>} */
  read() {
    if (!isBranded(this, ReadableStreamDefaultReader)) return rejectBrand(ReadableStreamDefaultReader);
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(notAttached());
    const s = stream[kState];
    // The usual case without a request: a default controller with a chunk in store.
    const c = s.controller[kState];
    if (s.state === 'readable' && c.isOf === ReadableStreamDefaultController && c.queue.length > 0) {
      s.disturbed = true;
      return Promise.resolve({ done: false, value: takeChunk(s.controller) });  // in this order, as Node prints it
    }
    const request = new PromiseRead();
    readWith(this, request);
    return request.promise;
  }

  releaseLock() {
    checkBrand(this, ReadableStreamDefaultReader);
    releaseReader(this);
  }
}

/** ReadableStreamDefaultReaderRead */
function readWith(reader, request) {
  const { stream } = reader[kState];
  const s = stream[kState];
  s.disturbed = true;
  if (s.state === 'closed') request.close();
  else if (s.state === 'errored') request.error(s.storedError);
  else s.controller[kPull](request);
}

// ---- the default controller ----

class ReadableStreamDefaultController {
  constructor(secret = undefined) {
    if (secret !== kSecret) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get desiredSize() {
    checkBrand(this, ReadableStreamDefaultController);
    return desiredSizeOf(this);
  }

  close() {
    checkBrand(this, ReadableStreamDefaultController);
    if (!canCloseOrEnqueue(this)) throw invalidState('Controller is already closed');
    closeController(this);
  }

  enqueue(chunk = undefined) {
    checkBrand(this, ReadableStreamDefaultController);
    if (!canCloseOrEnqueue(this)) throw invalidState('Controller is already closed');
    enqueueChunk(this, chunk);
  }

  error(error = undefined) {
    checkBrand(this, ReadableStreamDefaultController);
    errorController(this, error);
  }

  [kPull](request) {
    const c = this[kState];
    if (c.queue.length > 0) {
      request.chunk(takeChunk(this));
      return;
    }
    c.stream[kState].reader[kState].readRequests.push(request);
    pullIfNeeded(this);
  }

  [kCancel](reason) {
    const c = this[kState];
    c.queue.reset();
    const result = c.cancel(reason);
    clearAlgorithms(this);
    return result;
  }

  [kRelease]() {}
}

/** Takes the oldest chunk and sees to what follows from that. */
function takeChunk(controller) {
  const chunk = controller[kState].queue.dequeue();
  afterTaking(controller);
  return chunk;
}

/** Hands out what the queue holds until `take` answers false; then sees to what follows from that. */
function takeChunks(controller, take) {
  const { queue } = controller[kState];
  while (queue.length > 0 && take(queue.dequeue()));
  afterTaking(controller);
}

function afterTaking(controller) {
  const c = controller[kState];
  if (!c.closeRequested || c.queue.length > 0) {
    pullIfNeeded(controller);
  } else if (c.stream[kState].state === 'readable') {
    clearAlgorithms(controller);
    closeReadable(c.stream);
  }
}

/** SetUpReadableStreamDefaultController; `algorithms` has start, pull, cancel. */
function setUpController(stream, algorithms, highWaterMark, size) {
  const controller = new ReadableStreamDefaultController(kSecret);
  hiddenState(controller, {
    isOf: ReadableStreamDefaultController,
    stream,
    queue: new SizedQueue(),
    started: false,
    closeRequested: false,
    pullAgain: false,
    pulling: false,
    size,
    highWaterMark,
    pull: algorithms.pull,
    cancel: algorithms.cancel,
  });
  startController(controller, algorithms, pullIfNeeded, errorController);
  return controller;
}

/** The algorithms of an underlying source. */
function sourceAlgorithms(source) {
  const start = methodOf(source, 'start', 'source');
  const pull = methodOf(source, 'pull', 'source');
  const cancel = methodOf(source, 'cancel', 'source');
  return {
    start: (controller) => (start === undefined ? undefined : Reflect.apply(start, source, [controller])),
    pull: (controller) => (pull === undefined ? Promise.resolve() : callAsPromise(pull, source, controller)),
    cancel: (reason) => (cancel === undefined ? Promise.resolve() : callAsync(cancel, source, reason)),
  };
}

function setUpFromSource(stream, source, highWaterMark, size) {
  setUpController(stream, sourceAlgorithms(source), highWaterMark, size);
}

function clearAlgorithms(controller) {
  const c = controller[kState];
  c.pull = undefined;
  c.cancel = undefined;
  c.size = undefined;
}

function canCloseOrEnqueue(controller) {
  const c = controller[kState];
  return !c.closeRequested && c.stream[kState].state === 'readable';
}

function desiredSizeOf(controller) {
  return desiredSize(controller, controller[kState].queue.total);
}

function waitingReads(stream) {
  return stream[kState].reader?.[kState].readRequests?.length ?? 0;
}

function shouldPull(controller) {
  const c = controller[kState];
  if (!canCloseOrEnqueue(controller) || !c.started) return false;
  return waitingReads(c.stream) > 0 || c.highWaterMark - c.queue.total > 0;
}

/** ReadableStreamDefaultControllerCallPullIfNeeded */
function pullIfNeeded(controller) {
  if (shouldPull(controller)) callPull(controller, pullIfNeeded, errorController);
}

function closeController(controller) {
  if (!canCloseOrEnqueue(controller)) return;
  const c = controller[kState];
  c.closeRequested = true;
  if (c.queue.length > 0) return;
  clearAlgorithms(controller);
  closeReadable(c.stream);
}

function enqueueChunk(controller, chunk) {
  if (!canCloseOrEnqueue(controller)) return;
  const c = controller[kState];
  if (waitingReads(c.stream) > 0) {
    c.stream[kState].reader[kState].readRequests.shift().chunk(chunk);
  } else {
    try {
      c.queue.enqueue(chunk, c.size(chunk));
    } catch (error) {
      errorController(controller, error);
      throw error;
    }
  }
  pullIfNeeded(controller);
}

function errorController(controller, error) {
  const c = controller[kState];
  if (c.stream[kState].state !== 'readable') return;
  c.queue.reset();
  clearAlgorithms(controller);
  errorReadable(c.stream, error);
}

/** A ReadableStream over algorithms instead of a source (TransformStream's readable side, tee branches). */
function createReadableStream(algorithms, highWaterMark = 1, size = () => 1) {
  const stream = new ReadableStream(kSecret);
  setUpController(stream, algorithms, highWaterMark, size);
  return stream;
}

Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  __proto__: null, value: ReadableStream.prototype.values, writable: true, configurable: true,
});
finishClass(ReadableStream, ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values'], (self) => ({
  locked: self.locked,
  state: self[kState].state,
  supportsBYOB: self[kState].controller?.constructor.name === 'ReadableByteStreamController',
}));
Object.defineProperty(ReadableStream, 'from', { __proto__: null, enumerable: true });
finishClass(ReadableStreamDefaultReader, ['closed', 'cancel', 'read', 'releaseLock'], (self) => ({
  stream: self[kState].stream,
  readRequests: self[kState].readRequests.length,
  close: self[kState].closed.promise,
}));
finishClass(ReadableStreamDefaultController, ['desiredSize', 'close', 'enqueue', 'error'], () => ({}));
Object.defineProperty(ReadableStreamDefaultController.prototype.enqueue, 'length', { __proto__: null, value: 0 });

Object.defineProperty(ReadableStream.prototype, kTransfer, {
  __proto__: null, value() { return require('internal/webstreams/transfer').transferReadable(this); }, configurable: true,
});
registerCloneable('ReadableStream', (port) => require('internal/webstreams/transfer').readableFrom(port));

module.exports = {
  PromiseRead,
  ReadableStream,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  cancelStream,
  canCloseOrEnqueue,
  closeController,
  closeReadable,
  createReadableStream,
  desiredSizeOf,
  enqueueChunk,
  errorController,
  errorReadable,
  initReader,
  isLocked,
  isReadableStream: (value) => isBranded(value, ReadableStream),
  kCancel,
  kPull,
  kRelease,
  notAttached,
  readWith,
  releaseReader,
  sourceAlgorithms,
  takeChunks,
};
