'use strict';
// Http2Session: what server and client sessions share. The protocol is the native session's (src/http2), the streams' life is
// internal/http2/stream's; here are settings, pings, GOAWAY, the bond with the socket and the end.
//
//   connecting --socket connected--> open --close(), GOAWAY--> closed --last stream gone--> destroyed --socket closed--> 'close'
//   any --destroy(), socket closed--> destroyed

const EventEmitter = require('events');
const { bindToCaller } = require('internal/async_bind');
const { inspect } = require('internal/util/inspect');
const { isArrayBufferView } = require('internal/util/types');
const { validateSettings } = require('internal/http2/settings');
const { kSessionEvent, NativeSession } = require('internal/http2/events');
const { cancelPings, onSessionFrame, sendPing, sendSettings } = require('internal/http2/session_frames');
const { mostOutstandingSettings, optionNumbers, sessionSettings } = require('internal/http2/session_options');
const { makeSocketProxy } = require('internal/http2/socket_proxy');
const { clearTimer, madeProgress, setStreamTimeout } = require('internal/http2/timeouts');
const { constants } = require('internal/http2/constants');
const {
  kCloseBySession, kDestroyCode, kDurations, kEnd, kGoaway, kLocalSettings, kNative, kOptions, kOriginSet, kPendingAcks,
  kPendingStreams, kPingDuration, kPings, kProxySocket, kRemoteSettings, kSocket, kStart, kStreamGone, kStreams, kTimeout,
  kUpdateTimer, kWhenStarted,
} = require('internal/http2/symbols');
const {
  codes: {
    ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_MAX_PENDING_SETTINGS_ACK, ERR_HTTP2_NO_MEM, ERR_HTTP2_PING_LENGTH,
    ERR_HTTP2_SESSION_ERROR, ERR_HTTP2_SOCKET_BOUND, ERR_HTTP2_STREAM_CANCEL, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { validateFunction, validateInt32, validateNumber, validateObject } = require('internal/validators');
const debug = require('internal/util/debuglog').debuglog('http2');

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_SESSION_SERVER } = constants;

const kType = Symbol('type');
const kClosed = Symbol('closed');
const kDestroyed = Symbol('destroyed');
const kEncrypted = Symbol('encrypted');
const kAlpn = Symbol('alpnProtocol');
const kSession = Symbol('http2.session');  // on the socket
const kStartTime = Symbol('startTime');
const kWaiting = Symbol('waiting');

const stateNames = [
  'effectiveLocalWindowSize', 'effectiveRecvDataLength', 'nextStreamID', 'localWindowSize', 'lastProcStreamID',
  'remoteWindowSize', 'outboundQueueSize', 'deflateDynamicTableSize', 'inflateDynamicTableSize',
];

class Http2Session extends EventEmitter {
  constructor(type, options, socket) {
    super();
    if (socket[kSession] !== undefined) throw new ERR_HTTP2_SOCKET_BOUND();
    socket[kSession] = this;
    this[kType] = type;
    this[kOptions] = options;
    this[kSocket] = socket;
    this[kNative] = undefined;
    this[kStreams] = new Map();
    this[kPendingStreams] = new Set();
    this[kClosed] = false;
    this[kDestroyed] = false;
    this[kDestroyCode] = NGHTTP2_NO_ERROR;
    this[kGoaway] = { code: null, lastStreamId: null };  // what the peer has said
    this[kPendingAcks] = [];
    this[kPings] = [];
    this[kProxySocket] = null;
    this[kEncrypted] = undefined;
    this[kAlpn] = undefined;
    this[kOriginSet] = undefined;
    this[kTimeout] = null;
    this[kRemoteSettings] = undefined;
    this[kLocalSettings] = undefined;
    this[kStartTime] = performance.now();
    this[kWaiting] = [];
    debug('session %s: created', type === NGHTTP2_SESSION_SERVER ? 'server' : 'client');
    this[kDurations] = { count: 0, sum: 0 };
    this[kPingDuration] = 0;
    socket.on('close', onSocketClose);
    socket.on('error', onSocketError);
    socket.setNoDelay?.(true);
    const secureConnecting = socket.encrypted === true && socket.secureConnecting === true;
    if (socket.connecting || secureConnecting) {
      socket.once(socket.encrypted === true ? 'secureConnect' : 'connect', () => {
        if (this.destroyed) return;
        this[kStart]();
        this.emit('connect', this, socket);
        for (const work of this[kWaiting].splice(0)) work();
      });
    } else {
      this[kStart]();
      process.nextTick(() => {
        if (!this.destroyed) this.emit('connect', this, socket);
      });
    }
  }

  /** The socket is connected: makes the native session and gives it the transport. */
  [kStart]() {
    const socket = this[kSocket];
    const options = this[kOptions];
    this[kEncrypted] = socket.encrypted === true;
    this[kAlpn] = this[kEncrypted] ? socket.alpnProtocol : 'h2c';
    if (this[kEncrypted]) this[kOriginSet] = new Set();
    const native = new NativeSession(this, this[kType] === NGHTTP2_SESSION_SERVER, optionNumbers(this[kType], options),
                                     options.remoteCustomSettings?.map((id) => Number(id) >>> 0) ?? []);
    this[kNative] = native;
    this.settings(options.settings ?? {});
    this.emitStart?.();
    attachTransport(native, socket);
  }

  /** Runs `work` when the native session is there; never if the session ends before. */
  [kWhenStarted](work) {
    if (this.connecting) this[kWaiting].push(work);
    else work();
  }

  get encrypted() {
    return this[kEncrypted];
  }

  get alpnProtocol() {
    return this[kAlpn];
  }

  get originSet() {
    if (!this.encrypted || this.destroyed) return undefined;
    const set = this[kOriginSet];
    if (set.size === 0) {
      const socket = this[kSocket];
      let host = socket.servername;
      if (!host) host = socket.remoteFamily === 'IPv6' ? `[${socket.remoteAddress}]` : socket.remoteAddress;
      set.add(new URL(`https://${host}${socket.remotePort == null ? '' : `:${socket.remotePort}`}`).origin);
    }
    return [...set];
  }

  get connecting() {
    return this[kNative] === undefined && !this.destroyed;
  }

  get closed() {
    return this[kClosed];
  }

  get destroyed() {
    return this[kDestroyed];
  }

  get type() {
    return this[kType];
  }

  get socket() {
    return this[kProxySocket] ??= makeSocketProxy(this);
  }

  get goawayCode() {
    return this[kGoaway].code ?? NGHTTP2_NO_ERROR;
  }

  get goawayLastStreamID() {
    return this[kGoaway].lastStreamId ?? 0;
  }

  get pendingSettingsAck() {
    return this[kPendingAcks].length > 0;
  }

  get state() {
    const state = {};
    const values = this[kNative]?.state() ?? [];
    for (let i = 0; i < values.length; i++) state[stateNames[i]] = values[i];
    return state;
  }

  get localSettings() {
    if (this[kNative] === undefined) return this[kLocalSettings] ?? {};
    return this[kLocalSettings] ??= sessionSettings(this[kNative].localSettings());
  }

  get remoteSettings() {
    if (this[kNative] === undefined) return this[kRemoteSettings] ?? {};
    return this[kRemoteSettings] ??= sessionSettings(this[kNative].remoteSettings());
  }

  setNextStreamID(id) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    validateNumber(id, 'id');
    if (id <= 0 || id > 0xFFFFFFFF) throw new ERR_OUT_OF_RANGE('id', '> 0 and <= 4294967295', id);
    this[kNative]?.setNextStreamId(id | 0);
  }

  setLocalWindowSize(windowSize) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    validateInt32(windowSize, 'windowSize', 0);
    const status = this[kNative]?.setLocalWindowSize(windowSize);
    if (status < 0) this.destroy(new ERR_HTTP2_NO_MEM());
  }

  ping(payload, callback) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (typeof payload === 'function') {
      callback = payload;
      payload = undefined;
    }
    if (payload) {
      if (!isArrayBufferView(payload)) throw new ERR_INVALID_ARG_TYPE('payload', ['Buffer', 'TypedArray', 'DataView'], payload);
      if (payload.byteLength !== 8) throw new ERR_HTTP2_PING_LENGTH();
    }
    validateFunction(callback, 'callback');
    if (!this.connecting) return sendPing(this, payload, callback);
    this[kWhenStarted](() => sendPing(this, payload, callback));
    return true;
  }

  settings(settings, callback) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (settings !== undefined) validateObject(settings, 'settings');
    validateSettings(settings);
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (this[kPendingAcks].length >= mostOutstandingSettings(this[kOptions])) {
      this.destroy(new ERR_HTTP2_MAX_PENDING_SETTINGS_ACK());
      return;
    }
    const pending = { callback: callback && bindToCaller(callback, 'HTTP2SETTINGS'), start: performance.now() };
    this[kPendingAcks].push(pending);
    const copy = { ...settings };
    this[kWhenStarted](() => sendSettings(this, copy, pending));
  }

  goaway(code = NGHTTP2_NO_ERROR, lastStreamID = 0, opaqueData) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (opaqueData !== undefined && !isArrayBufferView(opaqueData)) {
      throw new ERR_INVALID_ARG_TYPE('opaqueData', ['Buffer', 'TypedArray', 'DataView'], opaqueData);
    }
    validateNumber(code, 'code');
    validateNumber(lastStreamID, 'lastStreamID');
    const send = () => {
      if (this.destroyed) return;
      this[kNative].goaway(code >>> 0, lastStreamID > 0 ? lastStreamID | 0 : -1, opaqueData);
    };
    this[kWhenStarted](send);
  }

  close(callback) {
    if (this.closed || this.destroyed) return;
    this[kClosed] = true;
    if (typeof callback === 'function') this.once('close', callback);
    this.goaway();
    this[kStreamGone]();
  }

  destroy(error = NGHTTP2_NO_ERROR, code) {
    if (this.destroyed) return;
    if (typeof error === 'number') {
      code = error;
      error = code === NGHTTP2_NO_ERROR ? undefined : new ERR_HTTP2_SESSION_ERROR(code);
    }
    if (error == null) code = NGHTTP2_NO_ERROR;
    else code ??= NGHTTP2_INTERNAL_ERROR;
    this[kEnd](code, error);
  }

  ref() {
    this[kSocket]?.ref?.();
  }

  unref() {
    this[kSocket]?.unref?.();
  }

  _onTimeout() {
    if (!this.destroyed && !madeProgress(this, this[kNative])) this.emit('timeout');
  }

  [kUpdateTimer]() {
    if (this[kTimeout] !== null) this[kTimeout].refresh();
  }

  /** A stream is gone, or none came into being: the end of a closed session. */
  [kStreamGone]() {
    if (!this.closed || this.destroyed || this[kStreams].size > 0 || this[kPendingStreams].size > 0) return;
    setImmediate(() => {
      if (!this.destroyed && this[kStreams].size === 0 && this[kPendingStreams].size === 0) this.destroy();
    });
  }

  [kSessionEvent](kind, id, number, detail, text, more) {
    if (!this.destroyed) onSessionFrame(this, kind, id, number, detail, text, more);
  }

  /** `code` goes to the peer, `streamCode` to the streams. */
  [kEnd](code, error, streamCode = code) {
    endSession(this, code, error, streamCode);
  }

  [inspect.custom](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = {
      type: this[kType], closed: this.closed, destroyed: this.destroyed, state: this.state,
      localSettings: this.localSettings, remoteSettings: this.remoteSettings,
    };
    return `Http2Session ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }

  [Symbol.for('nodejs.rejection')](error, event, ...args) {
    if (event === 'stream') args[0].destroy(error);
    else this.destroy(error);
  }
}
Object.defineProperty(Http2Session.prototype, 'setTimeout', {
  __proto__: null, value: setStreamTimeout, writable: true, configurable: true, enumerable: true,
});

// ---- Transport ----

// A plain net.Socket lends its native handle; any other Duplex passes bytes through JavaScript.
function attachTransport(native, socket) {
  const { Pipe, Tcp } = require('internal/net/handle');
  const waiting = socket.readableLength > 0 ? socket.read() : null;
  const handle = socket._handle;
  if ((handle instanceof Tcp || handle instanceof Pipe) && native.attach(handle) === 0) {
    handle.reading = true;
  } else {
    socket.on('data', (chunk) => native.receive(chunk));
    socket.resume();
  }
  if (waiting !== null) process.nextTick(() => native.receive(waiting));
}

function onSocketClose() {
  const session = this[kSession];
  if (session === undefined || session.destroyed) return;
  session[kClosed] = true;
  for (const stream of [...session[kPendingStreams], ...session[kStreams].values()]) stream[kCloseBySession](NGHTTP2_CANCEL);
  // What arrived whole can still be read; the session ends with its last stream.
  if (session[kStreams].size === 0) session[kEnd](NGHTTP2_NO_ERROR, undefined);
}

function onSocketError(error) {
  const session = this[kSession];
  if (session === undefined || session.destroyed) return;
  // A peer that said goodbye may cut the connection.
  if (error.code === 'ECONNRESET' && session[kGoaway].code === NGHTTP2_NO_ERROR) session.destroy();
  else session.destroy(error);
}

// ---- The end ----

function endSession(session, code, error, streamCode) {
  session[kDestroyed] = true;
  session[kDestroyCode] = streamCode;
  clearTimer(session);
  session[kWaiting] = [];
  const cancel = new ERR_HTTP2_STREAM_CANCEL(error);
  for (const stream of [...session[kPendingStreams]]) stream.destroy(cancel);
  for (const stream of [...session[kStreams].values()]) stream.destroy(error);
  cancelPings(session);
  const native = session[kNative];
  if (native !== undefined) {
    native.terminate(code);
    native.flush();
    recordSession(session, native);
    native.close();
  }
  session[kNative] = undefined;
  const socket = session[kSocket];
  session[kSocket] = undefined;
  socket[kSession] = undefined;
  closeSocket(session, socket, error);
}

function closeSocket(session, socket, error) {
  const done = () => process.nextTick(emitClose, session, error);
  if (socket.destroyed && socket.closed !== false) {
    done();
    return;
  }
  socket.once('close', done);
  if (socket.destroyed) return;
  socket.removeListener('close', onSocketClose);
  if (error !== undefined || socket.connecting || session.connecting) {
    socket.destroy();
  } else if (session.closed) {
    // The peer may still be writing: its last frames are read and dropped, so that its kernel gets no reset.
    socket.end();
    socket.resume();
  } else if (typeof socket.destroySoon === 'function') {
    socket.destroySoon();
  } else {
    socket.end(() => socket.destroy());
  }
}

function emitClose(session, error) {
  if (error !== undefined) session.emit('error', error);
  session.emit('close');
}

function recordSession(session, native) {
  require('internal/http2/entries').recordSession(session, native.statistics(), session[kStartTime]);
}

module.exports = { Http2Session };
