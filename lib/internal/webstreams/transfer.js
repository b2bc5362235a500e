'use strict';
// Web streams in a transfer list (https://streams.spec.whatwg.org/#transferrable-streams): the stream is piped over a
// channel to a new one at the receiver. Messages: { type: 'pull' } from the reading end, { type: 'chunk' | 'close' | 'error',
// value } from the other. Callers: the stream classes ([kTransfer] and revivers).
// A port keeps its thread alive only while somebody waits for an answer.

const { cloneError } = require('internal/clone');
const { MessageChannel } = require('internal/messaging');

function post(port, type, value) {
  try {
    port.postMessage({ type, value });
    return undefined;
  } catch (error) {
    port.postMessage({ type: 'error', value: error });
    return error;
  }
}

/** Ends the channel; a reason that cannot be cloned is left out. */
function finish(port, type, value) {
  try {
    port.postMessage({ type, value });
  } catch {
    port.postMessage({ type, value: undefined });
  }
  port.close();
}

function readableFrom(port) {
  const { ReadableStream } = require('internal/webstreams/readablestream');
  return new ReadableStream({
    start(controller) {
      port.on('message', ({ type, value }) => {
        port.unref();
        if (type === 'chunk') {
          controller.enqueue(value);
          return;
        }
        if (type === 'close') controller.close();
        else controller.error(value);
        port.close();
      });
      port.on('messageerror', () => {
        const error = cloneError('A chunk could not be deserialized');
        finish(port, 'error', error);
        controller.error(error);
      });
      port.unref();
    },
    pull() {
      port.ref();
      post(port, 'pull');
    },
    cancel(reason) {
      finish(port, 'error', reason);
    },
  }, { highWaterMark: 0 });
}

function writableTo(port) {
  const { WritableStream } = require('internal/webstreams/writablestream');
  let wanted = Promise.withResolvers();  // settles when the reading end wants a chunk
  return new WritableStream({
    start(controller) {
      port.on('message', ({ type, value }) => {
        port.unref();
        if (type === 'error') controller.error(value);
        wanted.resolve();
      });
      port.on('messageerror', () => {
        const error = cloneError('A message could not be deserialized');
        finish(port, 'error', error);
        controller.error(error);
      });
      port.unref();
    },
    async write(chunk) {
      port.ref();
      await wanted.promise;
      port.unref();
      wanted = Promise.withResolvers();
      const error = post(port, 'chunk', chunk);
      if (error !== undefined) {
        port.close();
        throw error;
      }
    },
    close() { finish(port, 'close'); },
    abort(reason) { finish(port, 'error', reason); },
  });
}

function checkUnlocked(stream, name) {
  if (stream.locked) throw cloneError(`Cannot transfer a locked ${name}`);
}

// A failure reaches the stream's own users; the pipe's promise has none.
function pipe(readable, writable) {
  readable.pipeTo(writable).catch(() => {});
}

function transferReadable(stream) {
  checkUnlocked(stream, 'ReadableStream');
  const { port1, port2 } = new MessageChannel();
  pipe(stream, writableTo(port1));
  return { type: 'ReadableStream', data: port2, transfer: [port2] };
}

function transferWritable(stream) {
  checkUnlocked(stream, 'WritableStream');
  const { port1, port2 } = new MessageChannel();
  pipe(readableFrom(port1), stream);
  return { type: 'WritableStream', data: port2, transfer: [port2] };
}

function transferTransform({ readable, writable }) {
  checkUnlocked(readable, 'ReadableStream');
  checkUnlocked(writable, 'WritableStream');
  const { data: readablePort } = transferReadable(readable);
  const { data: writablePort } = transferWritable(writable);
  return { type: 'TransformStream', data: { readablePort, writablePort }, transfer: [readablePort, writablePort] };
}

module.exports = { readableFrom, transferReadable, transferTransform, transferWritable, writableTo };
