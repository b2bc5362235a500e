'use strict';

// TransformStream and its controller (https://streams.spec.whatwg.org/#ts).
// Callers: stream/web, the globals, the text and compression streams.
// Rule: a write waits while the readable side is full (`backpressure`); an error on one side is an error of both.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { kTransfer, registerCloneable } = require('internal/clone');
const { validateObject, kValidateObjectAllowObjects } = require('internal/validators');
const readable = require('internal/webstreams/readablestream');
const writable = require('internal/webstreams/writablestream');
const {
  Deferred,
  callAsPromise,
  callAsync,
  checkBrand,
  checkDictionary,
  extractHighWaterMark,
  extractSizeAlgorithm,
  finishClass,
  hiddenState,
  invalidState,
  kSecret,
  kState,
  methodOf,
  react,
} = require('internal/webstreams/util');

class TransformStream {
  /**
   * @param {object} [transformer] start, transform, flush, cancel
   * @param {object} [writableStrategy]
   * @param {object} [readableStrategy]
   */
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    validateObject(transformer, 'transformer', kValidateObjectAllowObjects);
    checkDictionary(writableStrategy, 'writableStrategy');
    checkDictionary(readableStrategy, 'readableStrategy');
    if (transformer?.readableType !== undefined) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.readableType', transformer.readableType);
    }
    if (transformer?.writableType !== undefined) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.writableType', transformer.writableType);
    }
    const readableMark = extractHighWaterMark(readableStrategy, 0);
    const readableSize = extractSizeAlgorithm(readableStrategy);
    const writableMark = extractHighWaterMark(writableStrategy, 1);
    const writableSize = extractSizeAlgorithm(writableStrategy);
    const started = new Deferred();
    setUpStreams(this, started.promise, writableMark, writableSize, readableMark, readableSize);
    setUpController(this, transformer);
    const start = methodOf(transformer, 'start', 'transformer');
    started.resolve(start === undefined ? undefined : Reflect.apply(start, transformer, [this[kState].controller]));
  }

  get readable() {
    checkBrand(this, TransformStream);
    return this[kState].readable;
  }

  get writable() {
    checkBrand(this, TransformStream);
    return this[kState].writable;
  }
}

class TransformStreamDefaultController {
  constructor(secret = undefined) {
    if (secret !== kSecret) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get desiredSize() {
    checkBrand(this, TransformStreamDefaultController);
    return readable.desiredSizeOf(readableController(this[kState].stream));
  }

  enqueue(chunk = undefined) {
    checkBrand(this, TransformStreamDefaultController);
    enqueue(this, chunk);
  }

  error(reason = undefined) {
    checkBrand(this, TransformStreamDefaultController);
    errorStream(this[kState].stream, reason);
  }

  terminate() {
    checkBrand(this, TransformStreamDefaultController);
    const { stream } = this[kState];
    readable.closeController(readableController(stream));
    errorWritableAndUnblock(stream, invalidState('TransformStream has been terminated'));
  }
}

function readableController(stream) {
  return stream[kState].readable[kState].controller;
}

/** InitializeTransformStream */
function setUpStreams(stream, started, writableMark, writableSize, readableMark, readableSize) {
  const t = hiddenState(stream, {
    isOf: TransformStream,
    readable: undefined,
    writable: undefined,
    controller: undefined,
    backpressure: undefined,
    backpressureChange: undefined,
  });
  const start = () => started;
  t.writable = writable.createWritableStream({
    start,
    write: (chunk) => sinkWrite(stream, chunk),
    close: () => sinkClose(stream),
    abort: async (reason) => sinkAbort(stream, reason),  // a turn later than close(), as in Node
  }, writableMark, writableSize);
  t.readable = readable.createReadableStream({
    start,
    pull: () => {
      setBackpressure(stream, false);
      return t.backpressureChange.promise;
    },
    cancel: (reason) => sourceCancel(stream, reason),
  }, readableMark, readableSize);
  setBackpressure(stream, true);
}

function setUpController(stream, transformer) {
  const transform = methodOf(transformer, 'transform', 'transformer');
  const flush = methodOf(transformer, 'flush', 'transformer');
  const cancel = methodOf(transformer, 'cancel', 'transformer');
  const controller = new TransformStreamDefaultController(kSecret);
  hiddenState(controller, {
    isOf: TransformStreamDefaultController,
    stream,
    finish: undefined,
    transform: transform === undefined ?
      (chunk) => callAsPromise(enqueue, undefined, controller, chunk) :
      (chunk) => callAsPromise(transform, transformer, chunk, controller),
    flush: () => (flush === undefined ? Promise.resolve() : callAsync(flush, transformer, controller)),
    cancel: (reason) => (cancel === undefined ? Promise.resolve() : callAsync(cancel, transformer, reason)),
  });
  stream[kState].controller = controller;
}

function clearAlgorithms(controller) {
  const c = controller[kState];
  c.transform = undefined;
  c.flush = undefined;
  c.cancel = undefined;
}

function setBackpressure(stream, backpressure) {
  const t = stream[kState];
  t.backpressureChange?.resolve(undefined);
  t.backpressureChange = new Deferred();
  t.backpressure = backpressure;
}

function errorStream(stream, error) {
  readable.errorController(readableController(stream), error);
  errorWritableAndUnblock(stream, error);
}

function errorWritableAndUnblock(stream, error) {
  const t = stream[kState];
  clearAlgorithms(t.controller);
  writable.errorIfNeeded(t.writable[kState].controller, error);
  // A write may be waiting for room that will never come.
  if (t.backpressure) setBackpressure(stream, false);
}

function enqueue(controller, chunk) {
  const { stream } = controller[kState];
  const target = readableController(stream);
  if (!readable.canCloseOrEnqueue(target)) throw invalidState('Unable to enqueue');
  try {
    readable.enqueueChunk(target, chunk);
  } catch (error) {
    errorWritableAndUnblock(stream, error);
    throw stream[kState].readable[kState].storedError;
  }
  const r = target[kState];
  const waiting = stream[kState].readable[kState].reader?.[kState].readRequests?.length ?? 0;
  const full = waiting === 0 && r.highWaterMark - r.queue.total <= 0;
  if (full && !stream[kState].backpressure) setBackpressure(stream, true);
}

function performTransform(controller, chunk) {
  const { transform, stream } = controller[kState];
  if (transform === undefined) return Promise.resolve();
  return react(transform(chunk), undefined, (error) => {
    errorStream(stream, error);
    throw error;
  });
}

function sinkWrite(stream, chunk) {
  const t = stream[kState];
  if (!t.backpressure) return performTransform(t.controller, chunk);
  return react(t.backpressureChange.promise, () => {
    const w = t.writable[kState];
    if (w.state === 'erroring') throw w.storedError;
    return performTransform(t.controller, chunk);
  });
}

/** Starts an ending once: the first of close, abort and cancel decides. */
function finishOnce(controller, run) {
  const c = controller[kState];
  if (c.finish !== undefined) return c.finish.promise;
  c.finish = new Deferred();
  run(c.finish);
  return c.finish.promise;
}

function sinkAbort(stream, reason) {
  const { controller, readable: side } = stream[kState];
  return finishOnce(controller, (done) => {
    const cancelled = controller[kState].cancel(reason);
    clearAlgorithms(controller);
    react(cancelled, () => {
      if (side[kState].state === 'errored') {
        done.reject(side[kState].storedError);
      } else {
        readable.errorController(side[kState].controller, reason);
        done.resolve(undefined);
      }
    }, (error) => {
      readable.errorController(side[kState].controller, error);
      done.reject(error);
    });
  });
}

function sinkClose(stream) {
  const { controller, readable: side } = stream[kState];
  return finishOnce(controller, (done) => {
    const flushed = controller[kState].flush();
    clearAlgorithms(controller);
    react(flushed, () => {
      if (side[kState].state === 'errored') {
        done.reject(side[kState].storedError);
      } else {
        readable.closeController(side[kState].controller);
        done.resolve(undefined);
      }
    }, (error) => {
      readable.errorController(side[kState].controller, error);
      done.reject(error);
    });
  });
}

function sourceCancel(stream, reason) {
  const { controller, writable: side } = stream[kState];
  return finishOnce(controller, (done) => {
    const cancelled = controller[kState].cancel(reason);
    clearAlgorithms(controller);
    const unblock = () => {
      if (stream[kState].backpressure) setBackpressure(stream, false);
    };
    react(cancelled, () => {
      if (side[kState].state === 'errored') {
        done.reject(side[kState].storedError);
      } else {
        writable.errorIfNeeded(side[kState].controller, reason);
        unblock();
        done.resolve(undefined);
      }
    }, (error) => {
      writable.errorIfNeeded(side[kState].controller, error);
      unblock();
      done.reject(error);
    });
  });
}

finishClass(TransformStream, ['readable', 'writable'], (self) => ({
  readable: self.readable,
  writable: self.writable,
  backpressure: self[kState].backpressure,
}));
finishClass(TransformStreamDefaultController, ['desiredSize', 'enqueue', 'error', 'terminate'],
            (self) => ({ stream: self[kState].stream }));

/** The copy of a transferred stream: two sides that came one by one. */
function revive({ readablePort, writablePort }) {
  const { readableFrom, writableTo } = require('internal/webstreams/transfer');
  const stream = Object.create(TransformStream.prototype);
  hiddenState(stream, { isOf: TransformStream, readable: readableFrom(readablePort), writable: writableTo(writablePort) });
  return stream;
}

Object.defineProperty(TransformStream.prototype, kTransfer, {
  __proto__: null, value() { return require('internal/webstreams/transfer').transferTransform(this); }, configurable: true,
});
registerCloneable('TransformStream', revive);

module.exports = { TransformStream, TransformStreamDefaultController };
