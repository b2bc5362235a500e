'use strict';
// The way of native events to sessions and streams. The native side hands over what one read or write brought in one call; ticks
// and microtasks run between the events, as if each had come alone.

const { Session: NativeSession, setHandlers } = binding('http2');
const { FastBuffer } = require('internal/buffer');
const { exchangeStorage } = require('internal/async_context');
const { runNextTicks } = require('internal/process/task_queues');
const { kOnEnd } = require('internal/net/handle');
const { Socket } = require('internal/net/socket');
const {
  EventKind, HeadersKind, kIncoming, kNative, kOnData, kOnEndOfData, kOnHeaders, kOnNativeClose, kOnWantTrailers, kOnWritten,
  kSocket, kStorage, kStreams, kUpdateTimer,
} = require('internal/http2/symbols');

const kBatch = Symbol('kBatch');
const kSessionEvent = Symbol('kSessionEvent');
const kItems = 6;
const kFlagAck = 1;

/** A buffer of its own with the bytes of a text of one byte a character. */
function latin1(text) {
  const buffer = Buffer.allocUnsafeSlow(text.length);
  buffer.latin1Write(text);
  return buffer;
}

function splitList(text) {
  return text === undefined ? [] : text.split('\0');
}

function onEvents(session, events, buffer) {
  if (events !== undefined) session[kBatch] = { events, buffer, next: 0 };
  const batch = session[kBatch];
  if (batch === undefined) return;
  session[kUpdateTimer]();
  while (batch.next < batch.events.length) {
    const at = batch.next;
    batch.next += kItems;
    dispatch(session, batch, at);
    if (batch.next < batch.events.length) runNextTicks();
  }
  session[kBatch] = undefined;
}

function dispatch(session, { events, buffer }, at) {
  const kind = events[at];
  const id = events[at + 1];
  const number = events[at + 2];
  const detail = events[at + 3];
  const text = events[at + 4];
  const more = events[at + 5];
  if (kind > EventKind.wantTrailers) {
    session[kSessionEvent](kind, id, number, detail, text, more);
    return;
  }
  const stream = session[kStreams].get(id);
  if (kind === EventKind.headers && detail === HeadersKind.request) {
    if (!session.destroyed && stream === undefined) session[kIncoming](id, splitList(text), splitList(more), number);
    return;
  }
  if (stream === undefined) return;
  // What belongs to a request runs in the context of who made it.
  const storage = exchangeStorage(stream[kStorage]);
  try {
    switch (kind) {
      case EventKind.headers: stream[kOnHeaders](detail, splitList(text), splitList(more), number); break;
      case EventKind.data: stream[kOnData](new FastBuffer(buffer, detail, number)); break;
      case EventKind.end: stream[kOnEndOfData](); break;
      case EventKind.closed: stream[kOnNativeClose](number); break;
      case EventKind.written: stream[kOnWritten](); break;
      default: stream[kOnWantTrailers]();
    }
  } finally {
    exchangeStorage(storage);
  }
}

// The transport that a native handle carries has ended: what its socket does with that is what it always does.
function onTransportEnd(session, status) {
  session[kSocket]?.[kOnEnd]?.(status);
}

function onOutput(session, bytes) {
  const socket = session[kSocket];
  const native = session[kNative];
  if (socket === undefined || socket.destroyed) return;
  // A Duplex of the user's may take a write and have it read in one go; the writer hears of it in a turn of its own.
  const done = () => native?.outputDone();
  socket.write(new FastBuffer(bytes), socket instanceof Socket ? done : () => setImmediate(done));
}

setHandlers(onEvents, onTransportEnd, onOutput);

module.exports = { kFlagAck, kSessionEvent, latin1, NativeSession, splitList };
