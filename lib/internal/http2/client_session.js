'use strict';
// ClientHttp2Session and http2.connect().

const net = require('net');
const { Http2Session } = require('internal/http2/session');
const { ClientHttp2Stream } = require('internal/http2/client_stream');
const { kHeadersSent, kEndSent } = require('internal/http2/stream');
const { assertHeaders, buildBlock, completeRequest, isBodyless, requestPseudo, toHeaderObject } =
  require('internal/http2/headers');
const { nativeError, NativeError } = require('internal/http2/errors');
const channels = require('internal/http2/channels');
const { constants } = require('internal/http2/constants');
const {
  kAttach, kAuthority, kIncoming, kNative, kOptions, kProtocol, kSentHeaders, kWhenStarted,
} = require('internal/http2/symbols');
const {
  AbortError,
  codes: {
    ERR_HTTP2_GOAWAY_SESSION, ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_OUT_OF_STREAMS, ERR_HTTP2_STREAM_SELF_DEPENDENCY,
    ERR_HTTP2_UNSUPPORTED_PROTOCOL, ERR_INVALID_ARG_TYPE,
  },
} = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateNumber, validateObject } = require('internal/validators');

const { HTTP2_METHOD_HEAD, NGHTTP2_FLAG_END_STREAM, NGHTTP2_REFUSED_STREAM, NGHTTP2_SESSION_CLIENT } = constants;

let warnedOfPriority = false;

function warnOfPriority() {
  if (warnedOfPriority) return;
  warnedOfPriority = true;
  process.emitWarning('Priority signaling has been deprecated as of RFC 9113.', 'DeprecationWarning', 'DEP0194');
}

class ClientHttp2Session extends Http2Session {
  constructor(options, socket) {
    super(NGHTTP2_SESSION_CLIENT, options, socket);
  }

  /** @param {object|unknown[]} [headers] @param {object} [options] endStream, waitForTrailers, signal */
  request(headers, options) {
    assertHeaders(headers);
    const checked = readRequestOptions(options);
    const scheme = this[kProtocol].slice(0, -1);
    const complete = completeRequest(headers, this[kAuthority], scheme);
    const block = buildBlock(complete.list, requestPseudo, this[kOptions].strictSingleValueFields !== false);
    checked.endStream ??= isBodyless(complete.method);
    const stream = new ClientHttp2Stream(this, undefined, {});
    stream[kSentHeaders] = complete.headers;
    stream[kHeadersSent] = true;
    stream.authority = this[kAuthority];
    channels.created(stream, complete.headers);
    if (checked.endStream) {
      stream[kEndSent] = true;
      stream.end();
      channels.bodyless(stream);
    }
    if (checked.signal !== undefined) addSignal(stream, checked.signal);
    if (this.destroyed || this.closed) {
      const error = this.destroyed ? new ERR_HTTP2_INVALID_SESSION() : new ERR_HTTP2_GOAWAY_SESSION();
      process.nextTick(() => stream.destroy(error));
    } else {
      this[kWhenStarted](() => submitRequest(this, stream, block, checked));
    }
    return stream;
  }

  // A promise of the server's; `flags` are those of its PUSH_PROMISE frame.
  [kIncoming](id, list, sensitive, flags) {
    const headers = toHeaderObject(list, sensitive);
    const stream = new ClientHttp2Stream(this, id, {});
    stream[kEndSent] = true;
    stream.end();
    if (this.listenerCount('stream') === 0) {
      stream.on('error', () => {});
      stream.close(NGHTTP2_REFUSED_STREAM);
      return;
    }
    channels.created(stream, headers);
    channels.started(stream, headers);
    channels.bodyless(stream);
    if (headers[':method'] === HTTP2_METHOD_HEAD || (flags & NGHTTP2_FLAG_END_STREAM) !== 0) stream.push(null);
    this.emit('stream', stream, headers, flags, list);
  }
}

function readRequestOptions(options) {
  if (options !== undefined) validateObject(options, 'options');
  const checked = { ...options };
  if (checked.weight !== undefined) warnOfPriority();
  if (checked.endStream !== undefined) validateBoolean(checked.endStream, 'options.endStream');
  if (checked.exclusive !== undefined) validateBoolean(checked.exclusive, 'options.exclusive');
  if (checked.parent !== undefined) validateNumber(checked.parent, 'options.parent', 0);
  if (checked.silent !== undefined) validateBoolean(checked.silent, 'options.silent');
  if (checked.signal !== undefined) validateAbortSignal(checked.signal, 'options.signal');
  return checked;
}

function addSignal(stream, signal) {
  const abort = () => stream.destroy(new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) {
    abort();
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', abort));
}

function submitRequest(session, stream, block, options) {
  if (stream.destroyed || session.destroyed) return;
  if (session.closed) {
    stream.destroy(new ERR_HTTP2_GOAWAY_SESSION());
    return;
  }
  const id = session[kNative].request(block, !options.endStream, Boolean(options.waitForTrailers));
  if (id > 0) {
    channels.started(stream, stream[kSentHeaders]);
    stream[kAttach](id);
    return;
  }
  if (id === NativeError.streamIdNotAvailable) stream.destroy(new ERR_HTTP2_OUT_OF_STREAMS());
  else if (id === NativeError.invalidArgument) stream.destroy(new ERR_HTTP2_STREAM_SELF_DEPENDENCY());
  else session.destroy(nativeError(id));
}

/**
 * http2.connect()
 * @param {string|URL|object} authority @param {object|Function} [options] @param {Function} [listener] of 'connect'
 */
function connect(authority, options, listener) {
  if (typeof options === 'function') {
    listener = options;
    options = undefined;
  }
  if (options !== undefined) validateObject(options, 'options');
  options = { ...options };
  require('internal/http2/server_options').checkCustomSettings(options);
  if (typeof authority === 'string') authority = new URL(authority);
  else if (authority === null || (typeof authority !== 'object' && authority !== undefined) || Array.isArray(authority)) {
    throw new ERR_INVALID_ARG_TYPE('authority', ['string', 'URL', 'Object'], authority);
  }
  const protocol = authority.protocol || options.protocol || 'https:';
  const port = authority.port !== '' && authority.port !== undefined ? authority.port : protocol === 'http:' ? '80' : '443';
  const host = hostOf(authority);
  const socket = openSocket(authority, protocol, host, port, options);
  const session = new ClientHttp2Session(options, socket);
  session[kAuthority] = authorityText(host, port, protocol);
  session[kProtocol] = protocol;
  if (typeof listener === 'function') session.once('connect', listener);
  return session;
}

function hostOf(authority) {
  const host = authority.hostname || authority.host || 'localhost';
  return host[0] === '[' ? host.slice(1, -1) : host;
}

function authorityText(host, port, protocol) {
  const name = net.isIPv6(host) ? `[${host}]` : host;
  const isDefault = Number(port) === (protocol === 'http:' ? 80 : 443);
  return isDefault ? name : `${name}:${port}`;
}

function openSocket(authority, protocol, host, port, options) {
  if (typeof options.createConnection === 'function') return options.createConnection(authority, options);
  if (protocol === 'http:') return net.connect({ port, host, ...options });
  if (protocol !== 'https:') throw new ERR_HTTP2_UNSUPPORTED_PROTOCOL(protocol);
  const servername = net.isIP(host) ? '' : host;
  return require('tls').connect({ port, host, servername, ALPNProtocols: ['h2'], ...options });
}

Object.defineProperty(connect, require('util').promisify.custom, {
  __proto__: null,
  value(authority, options) {
    return new Promise((resolve, reject) => {
      const session = connect(authority, options, () => {
        session.removeListener('error', reject);
        resolve(session);
      });
      session.once('error', reject);
    });
  },
});

module.exports = { ClientHttp2Session, connect };
