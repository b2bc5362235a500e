'use strict';

// The queue and the pending pull-intos of a byte stream's controller: filling the readers' views, closing and failing
// (https://streams.spec.whatwg.org/#rbs-controller-abstract-ops).
// Callers: bytestream.js, which has the classes; bytetee.js through it.
// Rules:
// - buffers are transferred on every hand-over, so that reader and source never see the same memory;
// - `pullIntos` are the views that wait to be filled: each has a reader's request behind it, or stands for
//   `autoAllocateChunkSize`, or ('none') has lost its reader.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } } = require('internal/errors');
const { closeReadable, errorReadable } = require('internal/webstreams/readablestream');
const { callPull, desiredSize } = require('internal/webstreams/controller');
const { invalidState, kState } = require('internal/webstreams/util');

function isDetached(buffer) {
  return buffer.detached === true;
}

/** Moves the bytes to a new ArrayBuffer; the old one is unusable afterwards. */
function transfer(buffer) {
  return buffer.transfer();
}

function clearAlgorithms(c) {
  c.pull = undefined;
  c.cancel = undefined;
}

function resetQueue(c) {
  c.queue = [];
  c.total = 0;
}

function invalidateRequest(controller) {
  const c = controller[kState];
  if (c.byobRequest === null) return;
  const r = c.byobRequest[kState];
  r.controller = undefined;
  r.view = null;
  c.byobRequest = null;
}

function clearPullIntos(controller) {
  invalidateRequest(controller);
  controller[kState].pullIntos = [];
}

function desiredSizeOf(controller) {
  return desiredSize(controller, controller[kState].total);
}

function requestsOf(stream) {
  const r = stream[kState].reader?.[kState];
  return { reads: r?.readRequests, readIntos: r?.readIntoRequests };
}

function shouldPull(controller) {
  const c = controller[kState];
  if (c.stream[kState].state !== 'readable' || c.closeRequested || !c.started) return false;
  const { reads, readIntos } = requestsOf(c.stream);
  return reads?.length > 0 || readIntos?.length > 0 || desiredSizeOf(controller) > 0;
}

function pullIfNeeded(controller) {
  if (shouldPull(controller)) callPull(controller, pullIfNeeded, errorController);
}

function errorController(controller, error) {
  const c = controller[kState];
  if (c.stream[kState].state !== 'readable') return;
  clearPullIntos(controller);
  resetQueue(c);
  clearAlgorithms(c);
  errorReadable(c.stream, error);
}

function closeController(controller) {
  const c = controller[kState];
  if (c.closeRequested || c.stream[kState].state !== 'readable') return;
  if (c.total > 0) {
    c.closeRequested = true;
    return;
  }
  const first = c.pullIntos[0];
  if (first !== undefined && first.filled % first.elementSize !== 0) {
    const error = new ERR_INVALID_STATE.TypeError('Partial read');
    errorController(controller, error);
    throw error;
  }
  clearAlgorithms(c);
  closeReadable(c.stream);
}

function enqueueToQueue(c, buffer, offset, length) {
  c.queue.push({ buffer, offset, length });
  c.total += length;
}

/** ReadableByteStreamControllerEnqueue */
function enqueue(controller, chunk) {
  const c = controller[kState];
  if (c.closeRequested || c.stream[kState].state !== 'readable') return;
  const { byteOffset, byteLength } = chunk;
  if (isDetached(chunk.buffer)) throw invalidState('Destination ArrayBuffer is detached');
  const buffer = transfer(chunk.buffer);
  const first = c.pullIntos[0];
  if (first !== undefined) {
    if (isDetached(first.buffer)) throw invalidState('Destination ArrayBuffer is detached');
    invalidateRequest(controller);
    first.buffer = transfer(first.buffer);
    if (first.type === 'none') detachedPullIntoToQueue(controller, first);
  }
  const { reads, readIntos } = requestsOf(c.stream);
  if (reads !== undefined) {
    enqueueForDefaultReader(controller, reads, buffer, byteOffset, byteLength);
  } else if (readIntos !== undefined) {
    enqueueToQueue(c, buffer, byteOffset, byteLength);
    for (const done of takeFilled(controller)) commit(c.stream, done);
  } else {
    enqueueToQueue(c, buffer, byteOffset, byteLength);
  }
  pullIfNeeded(controller);
}

function enqueueForDefaultReader(controller, reads, buffer, offset, length) {
  const c = controller[kState];
  while (reads.length > 0 && c.total > 0) fillFromQueue(controller, reads.shift());
  if (reads.length === 0) {
    enqueueToQueue(c, buffer, offset, length);
    return;
  }
  if (c.pullIntos.length > 0) c.pullIntos.shift();
  reads.shift().chunk(new Uint8Array(buffer, offset, length));
}

/** Serves a default reader's request from the queue. */
function fillFromQueue(controller, request) {
  const c = controller[kState];
  const { buffer, offset, length } = c.queue.shift();
  c.total -= length;
  afterDrain(controller);
  request.chunk(new Uint8Array(buffer, offset, length));
}

function afterDrain(controller) {
  const c = controller[kState];
  if (c.total === 0 && c.closeRequested) {
    clearAlgorithms(c);
    closeReadable(c.stream);
  } else {
    pullIfNeeded(controller);
  }
}

/** Keeps what a pull-into without a reader has got so far. */
function detachedPullIntoToQueue(controller, descriptor) {
  const c = controller[kState];
  if (descriptor.filled > 0) {
    const copy = descriptor.buffer.slice(descriptor.offset, descriptor.offset + descriptor.filled);
    enqueueToQueue(c, copy, 0, copy.byteLength);
  }
  c.pullIntos.shift();
}

/** Moves bytes from the queue to a descriptor. @returns {boolean} whether it has enough */
function fillDescriptor(controller, descriptor) {
  const c = controller[kState];
  const most = Math.min(c.total, descriptor.length - descriptor.filled);
  const filledWith = descriptor.filled + most;
  let left = most;
  let ready = false;
  const wholeElements = filledWith - (filledWith % descriptor.elementSize);
  if (wholeElements >= descriptor.minFill) {
    left = wholeElements - descriptor.filled;
    ready = true;
  }
  while (left > 0) {
    const head = c.queue[0];
    const count = Math.min(left, head.length);
    new Uint8Array(descriptor.buffer, descriptor.offset + descriptor.filled, count)
      .set(new Uint8Array(head.buffer, head.offset, count));
    if (head.length === count) {
      c.queue.shift();
    } else {
      head.offset += count;
      head.length -= count;
    }
    c.total -= count;
    descriptor.filled += count;
    left -= count;
  }
  return ready;
}

/** Takes the descriptors that the queue can fill off the list. */
function takeFilled(controller) {
  const c = controller[kState];
  const filled = [];
  while (c.pullIntos.length > 0 && c.total > 0) {
    if (!fillDescriptor(controller, c.pullIntos[0])) break;
    filled.push(c.pullIntos.shift());
  }
  return filled;
}

function viewOf(descriptor) {
  const { View, offset, filled, elementSize } = descriptor;
  const buffer = transfer(descriptor.buffer);
  return new View(buffer, offset, filled / elementSize);
}

/** Answers the request behind a descriptor. */
function commit(stream, descriptor) {
  const done = stream[kState].state === 'closed';
  const view = viewOf(descriptor);
  const { reads, readIntos } = requestsOf(stream);
  const request = descriptor.type === 'default' ? reads.shift() : readIntos.shift();
  if (done) request.close(view);
  else request.chunk(view);
}

/** ReadableByteStreamControllerPullInto */
function pullInto(controller, view, min, request) {
  const c = controller[kState];
  const { stream } = c;
  const isDataView = view instanceof DataView;
  const elementSize = isDataView ? 1 : view.BYTES_PER_ELEMENT;
  const View = isDataView ? DataView : constructorOf(view);
  const { byteOffset, byteLength } = view;
  let buffer;
  try {
    buffer = transfer(view.buffer);
  } catch (error) {
    request.error(error);
    return;
  }
  const descriptor = {
    buffer, bufferLength: buffer.byteLength, offset: byteOffset, length: byteLength, filled: 0,
    minFill: min * elementSize, elementSize, View, type: 'byob',
  };
  if (c.pullIntos.length > 0) {
    c.pullIntos.push(descriptor);
    stream[kState].reader[kState].readIntoRequests.push(request);
    return;
  }
  if (stream[kState].state === 'closed') {
    request.close(new View(buffer, byteOffset, 0));
    return;
  }
  if (c.total > 0) {
    if (fillDescriptor(controller, descriptor)) {
      const filled = viewOf(descriptor);
      afterDrain(controller);
      request.chunk(filled);
      return;
    }
    if (c.closeRequested) {
      const error = invalidState('ReadableStream closed');
      errorController(controller, error);
      request.error(error);
      return;
    }
  }
  c.pullIntos.push(descriptor);
  stream[kState].reader[kState].readIntoRequests.push(request);
  pullIfNeeded(controller);
}

function constructorOf(view) {
  const { Buffer } = require('buffer');
  // A Buffer comes back as a Buffer.
  if (view instanceof Buffer) {
    return class {
      constructor(buffer, offset, length) {
        return Buffer.from(buffer, offset, length);
      }
    };
  }
  return globalThis[view[Symbol.toStringTag]] ?? view.constructor;
}

/** ReadableByteStreamControllerRespond */
function respond(controller, bytesWritten) {
  const c = controller[kState];
  const first = c.pullIntos[0];
  bytesWritten = Number(bytesWritten);
  if (!Number.isInteger(bytesWritten) || bytesWritten < 0) {
    throw new ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
  }
  if (c.stream[kState].state === 'closed') {
    if (bytesWritten !== 0) throw invalidState('Controller is closed');
  } else {
    if (bytesWritten === 0) throw invalidState('bytesWritten can not be 0');
    if (first.filled + bytesWritten > first.length) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('bytesWritten', bytesWritten);
    }
  }
  first.buffer = transfer(first.buffer);
  respondInternal(controller, bytesWritten);
}

function respondWithNewView(controller, view) {
  const c = controller[kState];
  const first = c.pullIntos[0];
  const { byteOffset, byteLength, buffer } = view;
  if (c.stream[kState].state === 'closed') {
    if (byteLength !== 0) throw invalidState('View is not zero-length');
  } else if (byteLength === 0) {
    throw invalidState('View is zero-length');
  }
  if (first.offset + first.filled !== byteOffset) throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
  if (first.bufferLength !== buffer.byteLength) throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
  if (first.filled + byteLength > first.length) throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
  first.buffer = transfer(buffer);
  respondInternal(controller, byteLength);
}

function respondInternal(controller, bytesWritten) {
  const c = controller[kState];
  const first = c.pullIntos[0];
  invalidateRequest(controller);
  if (c.stream[kState].state === 'closed') respondClosed(controller, first);
  else respondReadable(controller, bytesWritten, first);
  pullIfNeeded(controller);
}

function respondClosed(controller, first) {
  const c = controller[kState];
  if (first.type === 'none') c.pullIntos.shift();
  const { readIntos } = requestsOf(c.stream);
  const done = [];
  while (done.length < (readIntos?.length ?? 0)) done.push(c.pullIntos.shift());
  for (const descriptor of done) commit(c.stream, descriptor);
}

function respondReadable(controller, bytesWritten, descriptor) {
  const c = controller[kState];
  descriptor.filled += bytesWritten;
  if (descriptor.type === 'none') {
    detachedPullIntoToQueue(controller, descriptor);
    for (const done of takeFilled(controller)) commit(c.stream, done);
    return;
  }
  if (descriptor.filled < descriptor.minFill) return;
  c.pullIntos.shift();
  const rest = descriptor.filled % descriptor.elementSize;
  if (rest > 0) {
    // Part of an element waits for its other part in the queue.
    const end = descriptor.offset + descriptor.filled;
    const copy = descriptor.buffer.slice(end - rest, end);
    enqueueToQueue(c, copy, 0, copy.byteLength);
    descriptor.filled -= rest;
  }
  const filled = takeFilled(controller);
  commit(c.stream, descriptor);
  for (const done of filled) commit(c.stream, done);
}

module.exports = {
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
};
