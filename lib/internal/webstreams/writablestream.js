'use strict';

// WritableStream, its writer and its controller (https://streams.spec.whatwg.org/#ws).
// Callers: stream/web, the globals, TransformStream, pipeTo, the adapters.
// States: writable -> erroring -> errored, writable -> closed. "Erroring" waits for the write or close that is out.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS },
} = require('internal/errors');
const { kTransfer, registerCloneable } = require('internal/clone');
const { kControllerErrorFunction, kIsClosedPromise, kIsErrored, kIsWritable } = require('internal/streams/utils');
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
  promiseOf,
  react,
  rejectBrand,
} = require('internal/webstreams/util');

const kClose = Symbol('kClose');

class WritableState {
  state = 'writable';
  storedError = undefined;
  writer = undefined;
  controller = undefined;
  writeRequests = new Queue();
  inFlightWrite = undefined;
  inFlightClose = undefined;
  closeRequest = undefined;
  // { deferred, reason, wasAlreadyErroring }
  pendingAbort = undefined;
  backpressure = false;
  closed = new Deferred();

  constructor(isOf) {
    this.isOf = isOf;
    markHandled(this.closed.promise);
  }

  get isClosing() {
    return this.closeRequest !== undefined || this.inFlightClose !== undefined;
  }
}

class WritableStream {
  /** @param {object} [sink] start, write, close, abort @param {object} [strategy] highWaterMark, size */
  constructor(sink = {}, strategy = {}) {
    if (sink === kSecret) {
      hiddenState(this, new WritableState(WritableStream));
      return;
    }
    validateObject(sink, 'sink', kValidateObjectAllowObjects);
    checkDictionary(strategy, 'strategy');
    if (sink?.type !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('type', sink.type);
    hiddenState(this, new WritableState(WritableStream));
    const size = extractSizeAlgorithm(strategy);
    setUpFromSink(this, sink, extractHighWaterMark(strategy, 1), size);
  }

  get locked() {
    checkBrand(this, WritableStream);
    return isLocked(this);
  }

  abort(reason = undefined) {
    if (!isBranded(this, WritableStream)) return Promise.reject(new ERR_INVALID_THIS('WritableStream'));
    if (isLocked(this)) return Promise.reject(invalidState('WritableStream is locked'));
    return abortStream(this, reason);
  }

  close() {
    if (!isBranded(this, WritableStream)) return Promise.reject(new ERR_INVALID_THIS('WritableStream'));
    if (isLocked(this)) return Promise.reject(invalidState('WritableStream is locked'));
    if (this[kState].isClosing) return Promise.reject(invalidState('Failure closing WritableStream'));
    return closeStream(this);
  }

  getWriter() {
    checkBrand(this, WritableStream);
    return new WritableStreamDefaultWriter(this);
  }

  get [kIsErrored]() {
    return this[kState].state === 'errored';
  }

  get [kIsWritable]() {
    return this[kState].state === 'writable';
  }

  get [kIsClosedPromise]() {
    return this[kState].closed;
  }

  [kControllerErrorFunction](error) {
    errorIfNeeded(this[kState].controller, error);
  }
}

function isLocked(stream) {
  return stream[kState].writer !== undefined;
}

// ---- the stream ----

/** WritableStreamAbort */
function abortStream(stream, reason) {
  const s = stream[kState];
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve();
  s.controller[kState].abortController.abort(reason);
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve();
  if (s.pendingAbort !== undefined) return s.pendingAbort.deferred.promise;
  const wasAlreadyErroring = s.state === 'erroring';
  const deferred = new Deferred();
  s.pendingAbort = { deferred, reason: wasAlreadyErroring ? undefined : reason, wasAlreadyErroring };
  if (!wasAlreadyErroring) startErroring(stream, reason);
  return deferred.promise;
}

/** WritableStreamClose */
function closeStream(stream) {
  const s = stream[kState];
  if (s.state === 'closed' || s.state === 'errored') {
    return Promise.reject(invalidState('WritableStream is closed'));
  }
  const deferred = new Deferred();
  s.closeRequest = deferred;
  if (s.writer !== undefined && s.backpressure && s.state === 'writable') s.writer[kState].ready.resolve();
  const c = s.controller[kState];
  c.queue.enqueue(kClose, 0);
  advanceQueue(s.controller);
  return deferred.promise;
}

function addWriteRequest(stream) {
  const deferred = new Deferred();
  stream[kState].writeRequests.push(deferred);
  return deferred.promise;
}

/** WritableStreamStartErroring */
function startErroring(stream, reason) {
  const s = stream[kState];
  s.state = 'erroring';
  s.storedError = reason;
  if (s.writer !== undefined) ensureReadyRejected(s.writer, reason);
  if (s.inFlightWrite === undefined && s.inFlightClose === undefined && s.controller[kState].started) {
    finishErroring(stream);
  }
}

function dealWithRejection(stream, error) {
  if (stream[kState].state === 'writable') startErroring(stream, error);
  else finishErroring(stream);
}

/** WritableStreamFinishErroring */
function finishErroring(stream) {
  const s = stream[kState];
  s.state = 'errored';
  s.controller[kState].queue.reset();
  for (let request = s.writeRequests.shift(); request !== undefined; request = s.writeRequests.shift()) {
    request.reject(s.storedError);
  }
  const { pendingAbort } = s;
  if (pendingAbort === undefined) {
    rejectCloseAndClosed(stream);
    return;
  }
  s.pendingAbort = undefined;
  if (pendingAbort.wasAlreadyErroring) {
    pendingAbort.deferred.reject(s.storedError);
    rejectCloseAndClosed(stream);
    return;
  }
  react(runAbort(s.controller, pendingAbort.reason), () => {
    pendingAbort.deferred.resolve();
    rejectCloseAndClosed(stream);
  }, (error) => {
    pendingAbort.deferred.reject(error);
    rejectCloseAndClosed(stream);
  });
}

function rejectCloseAndClosed(stream) {
  const s = stream[kState];
  if (s.closeRequest !== undefined) {
    s.closeRequest.reject(s.storedError);
    s.closeRequest = undefined;
  }
  s.closed.rejectHandled(s.storedError);
  if (s.writer !== undefined) s.writer[kState].closed.rejectHandled(s.storedError);
}

function updateBackpressure(stream, backpressure) {
  const s = stream[kState];
  const isChange = s.backpressure !== backpressure;
  s.backpressure = backpressure;
  if (s.writer === undefined || !isChange) return;
  const w = s.writer[kState];
  if (backpressure) {
    w.ready = new Deferred();
  } else {
    w.ready.resolve();
    w.onReady?.();
  }
}

// ---- the controller ----

class WritableStreamDefaultController {
  constructor(secret = undefined) {
    if (secret !== kSecret) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get signal() {
    checkBrand(this, WritableStreamDefaultController);
    return this[kState].abortController.signal;
  }

  error(error = undefined) {
    checkBrand(this, WritableStreamDefaultController);
    errorIfNeeded(this, error);
  }
}

/** SetUpWritableStreamDefaultController; `algorithms` has start, write, close, abort. */
function setUpController(stream, algorithms, highWaterMark, size) {
  const controller = new WritableStreamDefaultController(kSecret);
  hiddenState(controller, {
    isOf: WritableStreamDefaultController,
    stream,
    queue: new SizedQueue(),
    abortController: new AbortController(),
    started: false,
    size,
    highWaterMark,
    algorithms,
  });
  stream[kState].controller = controller;
  updateBackpressure(stream, getBackpressure(controller));
  const started = algorithms.start(controller);
  react(promiseOf(started), () => {
    controller[kState].started = true;
    advanceQueue(controller);
  }, (error) => {
    controller[kState].started = true;
    dealWithRejection(stream, error);
  });
  return controller;
}

function setUpFromSink(stream, sink, highWaterMark, size) {
  const start = methodOf(sink, 'start', 'sink');
  const write = methodOf(sink, 'write', 'sink');
  const close = methodOf(sink, 'close', 'sink');
  const abort = methodOf(sink, 'abort', 'sink');
  setUpController(stream, {
    start: (controller) => (start === undefined ? undefined : Reflect.apply(start, sink, [controller])),
    write: (chunk, controller) => (write === undefined ? Promise.resolve() : callAsPromise(write, sink, chunk, controller)),
    close: () => (close === undefined ? Promise.resolve() : callAsync(close, sink)),
    abort: (reason) => (abort === undefined ? Promise.resolve() : callAsync(abort, sink, reason)),
  }, highWaterMark, size);
}

/** The abort algorithm, after which the algorithms are let go. */
function runAbort(controller, reason) {
  const c = controller[kState];
  const result = c.algorithms.abort(reason);
  clearAlgorithms(controller);
  return result;
}

function clearAlgorithms(controller) {
  const c = controller[kState];
  c.algorithms = undefined;
  c.size = undefined;
}

function desiredSizeOf(controller) {
  const c = controller[kState];
  return c.highWaterMark - c.queue.total;
}

/** Whether the stream's queue has room, whatever became of the stream. */
function wantsChunk(stream) {
  return desiredSizeOf(stream[kState].controller) > 0;
}

function getBackpressure(controller) {
  return desiredSizeOf(controller) <= 0;
}

function errorIfNeeded(controller, error) {
  const { stream } = controller[kState];
  if (stream[kState].state !== 'writable') return;
  clearAlgorithms(controller);
  startErroring(stream, error);
}

/** WritableStreamDefaultControllerAdvanceQueueIfNeeded */
function advanceQueue(controller) {
  const c = controller[kState];
  const s = c.stream[kState];
  if (!c.started || s.inFlightWrite !== undefined) return;
  if (s.state === 'erroring') {
    finishErroring(c.stream);
    return;
  }
  if (c.queue.length === 0 || s.state !== 'writable') return;
  const next = c.queue.peek();
  if (next === kClose) processClose(controller);
  else processWrite(controller, next);
}

function processClose(controller) {
  const c = controller[kState];
  const { stream } = c;
  const s = stream[kState];
  s.inFlightClose = s.closeRequest;
  s.closeRequest = undefined;
  c.queue.dequeue();
  const result = c.algorithms.close();
  clearAlgorithms(controller);
  react(result, () => finishClose(stream), (error) => {
    s.inFlightClose.reject(error);
    s.inFlightClose = undefined;
    if (s.pendingAbort !== undefined) {
      s.pendingAbort.deferred.reject(error);
      s.pendingAbort = undefined;
    }
    dealWithRejection(stream, error);
  });
}

/** WritableStreamFinishInFlightClose */
function finishClose(stream) {
  const s = stream[kState];
  s.inFlightClose.resolve();
  s.inFlightClose = undefined;
  if (s.state === 'erroring') {
    // What has closed has not failed.
    s.storedError = undefined;
    if (s.pendingAbort !== undefined) {
      s.pendingAbort.deferred.resolve();
      s.pendingAbort = undefined;
    }
  }
  s.state = 'closed';
  if (s.writer !== undefined) s.writer[kState].closed.resolve();
  s.closed.resolve();
}

function processWrite(controller, chunk) {
  const c = controller[kState];
  const { stream } = c;
  const s = stream[kState];
  s.inFlightWrite = s.writeRequests.shift();
  react(c.algorithms.write(chunk, controller), () => {
    s.inFlightWrite.resolve();
    s.inFlightWrite = undefined;
    c.queue.dequeue();
    if (!s.isClosing && s.state === 'writable') updateBackpressure(stream, getBackpressure(controller));
    advanceQueue(controller);
  }, (error) => {
    if (s.state === 'writable') clearAlgorithms(controller);
    s.inFlightWrite.reject(error);
    s.inFlightWrite = undefined;
    dealWithRejection(stream, error);
  });
}

function chunkSize(controller, chunk) {
  const { size } = controller[kState];
  if (size === undefined) return 1;
  try {
    return size(chunk);
  } catch (error) {
    errorIfNeeded(controller, error);
    return 1;
  }
}

// ---- the writer ----

class WritableStreamDefaultWriter {
  /** @param {WritableStream} stream */
  constructor(stream) {
    if (!isBranded(stream, WritableStream)) throw new ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream);
    if (isLocked(stream)) throw invalidState('WritableStream is locked');
    const s = stream[kState];
    const w = hiddenState(this, {
      isOf: WritableStreamDefaultWriter,
      stream,
      ready: undefined,
      closed: undefined,
      onReady: undefined,  // a pipe's: called at once where `ready` is resolved
    });
    s.writer = this;
    if (s.state === 'writable') {
      w.ready = !s.isClosing && s.backpressure ? new Deferred() : Deferred.resolved();
      w.closed = new Deferred();
    } else if (s.state === 'closed') {
      w.ready = Deferred.resolved();
      w.closed = Deferred.resolved();
    } else {
      w.ready = Deferred.rejected(s.storedError);
      w.closed = s.state === 'erroring' ? new Deferred() : Deferred.rejected(s.storedError);
    }
    markHandled(w.ready.promise);
  }

  get closed() {
    if (!isBranded(this, WritableStreamDefaultWriter)) return rejectBrand(WritableStreamDefaultWriter);
    return this[kState].closed.promise;
  }

  get desiredSize() {
    checkBrand(this, WritableStreamDefaultWriter);
    const { stream } = this[kState];
    if (stream === undefined) throw notBound();
    const s = stream[kState];
    if (s.state === 'errored' || s.state === 'erroring') return null;
    return s.state === 'closed' ? 0 : desiredSizeOf(s.controller);
  }

  get ready() {
    if (!isBranded(this, WritableStreamDefaultWriter)) return rejectBrand(WritableStreamDefaultWriter);
    return this[kState].ready.promise;
  }

  abort(reason = undefined) {
    if (!isBranded(this, WritableStreamDefaultWriter)) return rejectBrand(WritableStreamDefaultWriter);
    const { stream } = this[kState];
    return stream === undefined ? Promise.reject(notBound()) : abortStream(stream, reason);
  }

  close() {
    if (!isBranded(this, WritableStreamDefaultWriter)) return rejectBrand(WritableStreamDefaultWriter);
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(notBound());
    if (stream[kState].isClosing) return Promise.reject(invalidState('Failure to close WritableStream'));
    return closeStream(stream);
  }

  releaseLock() {
    checkBrand(this, WritableStreamDefaultWriter);
    if (this[kState].stream !== undefined) releaseWriter(this);
  }

  write(chunk = undefined) {
    if (!isBranded(this, WritableStreamDefaultWriter)) return rejectBrand(WritableStreamDefaultWriter);
    return this[kState].stream === undefined ? Promise.reject(notBound()) : writerWrite(this, chunk);
  }
}

function notBound() {
  return invalidState('Writer is not bound to a WritableStream');
}

function ensureReadyRejected(writer, error) {
  const w = writer[kState];
  if (w.ready.isSettled) w.ready = Deferred.rejected(error);
  else w.ready.rejectHandled(error);
}

function ensureClosedRejected(writer, error) {
  const w = writer[kState];
  if (w.closed.isSettled) w.closed = Deferred.rejected(error);
  else w.closed.rejectHandled(error);
}

function releaseWriter(writer) {
  const w = writer[kState];
  const error = invalidState('Writer has been released');
  ensureReadyRejected(writer, error);
  ensureClosedRejected(writer, error);
  w.stream[kState].writer = undefined;
  w.stream = undefined;
}

/** WritableStreamDefaultWriterWrite */
function writerWrite(writer, chunk) {
  const { stream } = writer[kState];
  const s = stream[kState];
  const { controller } = s;
  const size = chunkSize(controller, chunk);
  // The size function is the user's: it may have released the writer.
  if (stream !== writer[kState].stream) return Promise.reject(invalidState('Mismatched WritableStreams'));
  if (s.state === 'errored') return Promise.reject(s.storedError);
  if (s.isClosing || s.state === 'closed') return Promise.reject(invalidState('WritableStream is closed'));
  if (s.state === 'erroring') return Promise.reject(s.storedError);
  const promise = addWriteRequest(stream);
  enqueueWrite(controller, chunk, size);
  return promise;
}

function enqueueWrite(controller, chunk, size) {
  const c = controller[kState];
  try {
    c.queue.enqueue(chunk, size);
  } catch (error) {
    errorIfNeeded(controller, error);
    return;
  }
  const s = c.stream[kState];
  if (!s.isClosing && s.state === 'writable') updateBackpressure(c.stream, getBackpressure(controller));
  advanceQueue(controller);
}

/** WritableStreamDefaultWriterCloseWithErrorPropagation */
function writerCloseWithPropagation(writer) {
  const { stream } = writer[kState];
  const s = stream[kState];
  if (s.isClosing || s.state === 'closed') return Promise.resolve();
  if (s.state === 'errored') return Promise.reject(s.storedError);
  return closeStream(stream);
}

/** A WritableStream over algorithms instead of a sink (TransformStream's writable side). */
function createWritableStream(algorithms, highWaterMark, size) {
  const stream = new WritableStream(kSecret);
  setUpController(stream, algorithms, highWaterMark, size);
  return stream;
}

finishClass(WritableStream, ['locked', 'abort', 'close', 'getWriter'],
            (self) => ({ locked: self.locked, state: self[kState].state }));
finishClass(WritableStreamDefaultController, ['signal', 'error'], (self) => ({ stream: self[kState].stream }));
finishClass(WritableStreamDefaultWriter, ['closed', 'desiredSize', 'ready', 'abort', 'close', 'releaseLock', 'write'],
            (self) => ({
              stream: self[kState].stream,
              close: self[kState].closed.promise,
              ready: self[kState].ready.promise,
              desiredSize: self[kState].stream === undefined ? null : self.desiredSize,
            }));
for (const [method, length] of [[WritableStream.prototype.abort, 0], [WritableStreamDefaultWriter.prototype.write, 0]]) {
  Object.defineProperty(method, 'length', { __proto__: null, value: length });
}

Object.defineProperty(WritableStream.prototype, kTransfer, {
  __proto__: null, value() { return require('internal/webstreams/transfer').transferWritable(this); }, configurable: true,
});
registerCloneable('WritableStream', (port) => require('internal/webstreams/transfer').writableTo(port));

module.exports = {
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
  abortStream,
  createWritableStream,
  errorIfNeeded,
  isWritableStream: (value) => isBranded(value, WritableStream),
  releaseWriter,
  wantsChunk,
  updateBackpressure,
  writerCloseWithPropagation,
  writerWrite,
};
