'use strict';
// The frames of a connection as a whole: SETTINGS, PING, GOAWAY, ALTSVC, ORIGIN, and what could not be sent or received.
// Callers: internal/http2/session.

const { AsyncResource } = require('async_hooks');
const { settingsToList } = require('internal/http2/settings');
const { numberOr, sessionSettings } = require('internal/http2/session_options');
const { latin1, splitList } = require('internal/http2/events');
const { nativeError, NativeError } = require('internal/http2/errors');
const { constants } = require('internal/http2/constants');
const {
  EventKind, kEnd, kGoaway, kLocalSettings, kNative, kOptions, kOriginSet, kPendingAcks, kPingDuration, kPings,
  kRemoteSettings, kStreams,
} = require('internal/http2/symbols');
const errors = require('internal/errors');
const { codes: { ERR_HTTP2_MAX_PENDING_SETTINGS_ACK, ERR_HTTP2_PING_CANCEL, ERR_HTTP2_SESSION_ERROR } } = errors;

const { NGHTTP2_NO_ERROR } = constants;
const kMaxPings = 10;
const kMaxOrigins = 128;

/** An event of a session that is alive; its parts as in src/http2/session.h. */
function onSessionFrame(session, kind, id, number, detail, text, more) {
  switch (kind) {
    case EventKind.settings: onSettings(session, text); break;
    case EventKind.settingsAck: onSettingsAck(session, text); break;
    case EventKind.ping: session.emit('ping', latin1(text)); break;
    case EventKind.pingAck: onPingAck(session, latin1(text)); break;
    case EventKind.goaway: onGoaway(session, id, number, text === undefined ? undefined : latin1(text)); break;
    case EventKind.altsvc: session.emit('altsvc', text ?? '', more ?? '', id); break;
    case EventKind.origin: onOrigin(session, splitList(text)); break;
    case EventKind.frameError: onFrameError(session, id, number, detail); break;
    case EventKind.over: onOver(session); break;
    default: onFailed(session, number | 0, text);
  }
}

function readSettings(text) {
  return sessionSettings(text.split(' ').map(Number));
}

function onSettings(session, text) {
  session[kRemoteSettings] = readSettings(text);
  session.emit('remoteSettings', session[kRemoteSettings]);
}

function sendSettings(session, settings, pending) {
  if (session.destroyed) return;
  pending.start = performance.now();
  // Acknowledgements come in the order of sending; what was asked for before the connection stood is sent after its first.
  const pendingAcks = session[kPendingAcks];
  pendingAcks.push(...pendingAcks.splice(pendingAcks.indexOf(pending), 1));
  const status = session[kNative].settings(settingsToList(settings));
  if (status === NativeError.flooded) session.destroy(new ERR_HTTP2_MAX_PENDING_SETTINGS_ACK());
  else if (status < 0) session.destroy(nativeError(status));
}

function onSettingsAck(session, text) {
  const pending = session[kPendingAcks].shift();
  const settings = readSettings(text);
  session[kLocalSettings] = settings;
  pending?.callback?.(null, settings, performance.now() - pending.start);
  if (!session.destroyed) session.emit('localSettings', settings);
}

function sendPing(session, payload, callback) {
  const most = numberOr(session[kOptions].maxOutstandingPings, kMaxPings);
  const ping = { callback, resource: new AsyncResource('HTTP2PING'), start: performance.now() };
  if (session.destroyed || session[kPings].length >= most) {
    process.nextTick(finishPing, ping, new ERR_HTTP2_PING_CANCEL());
    return false;
  }
  if (!payload) {
    payload = Buffer.alloc(8);
    payload.writeBigUInt64LE(process.hrtime.bigint());
  }
  session[kPings].push(ping);
  session[kNative].ping(payload);
  return true;
}

function onPingAck(session, payload) {
  const ping = session[kPings].shift();
  if (ping === undefined) {
    // Nobody asked.
    session.destroy(nativeError(NativeError.protocol), constants.NGHTTP2_PROTOCOL_ERROR);
    return;
  }
  const duration = performance.now() - ping.start;
  session[kPingDuration] = duration;
  finishPing(ping, null, duration, payload);
}

function finishPing({ callback, resource }, ...results) {
  try {
    resource.runInAsyncScope(callback, undefined, ...results);
  } finally {
    resource.emitDestroy();
  }
}

function onGoaway(session, lastStreamId, code, opaque) {
  session[kGoaway] = { code, lastStreamId };
  session.emit('goaway', code, lastStreamId, opaque);
  if (session.destroyed) return;
  if (code === NGHTTP2_NO_ERROR) {
    session.close();
  } else {
    session[kEnd](NGHTTP2_NO_ERROR, new ERR_HTTP2_SESSION_ERROR(code), code);
  }
}

function onOrigin(session, origins) {
  if (!session.encrypted) return;
  const most = numberOr(session[kOptions].maxOriginSetSize, kMaxOrigins);
  session.originSet;  // the connection's own origin comes first
  for (const origin of origins) {
    if (session[kOriginSet].size < most) session[kOriginSet].add(origin);
  }
  session.emit('origin', origins);
}

function onFrameError(session, id, type, code) {
  const stream = session[kStreams].get(id);
  const target = stream ?? session;
  target.emit('frameError', type, code === constants.NGHTTP2_ERR_FRAME_SIZE_ERROR ? constants.NGHTTP2_FRAME_SIZE_ERROR : code, id);
  if (stream === undefined) {
    session.close();
  } else {
    // nghttp2 closes the stream by itself where it can; its event comes next.
    setImmediate(() => { if (!stream.destroyed) stream.close(constants.NGHTTP2_INTERNAL_ERROR); });
  }
}

function onFailed(session, errno, code) {
  const NodeError = code === undefined ? undefined : errors.codes[code];
  session.destroy(NodeError === undefined ? nativeError(errno) : new NodeError());
}

/** The end of a session: nobody will answer any more. */
function cancelPings(session) {
  for (const ping of session[kPings].splice(0)) process.nextTick(finishPing, ping, new ERR_HTTP2_PING_CANCEL());
}

// nghttp2 has told the peer why. A session that is closing need not hear of it.
function onOver(session) {
  if (!session.closed) session.destroy(nativeError(NativeError.protocol));
}

module.exports = { cancelPings, onSessionFrame, sendPing, sendSettings };
