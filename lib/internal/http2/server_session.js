'use strict';
// ServerHttp2Session: the server's side of a connection.

const { Http2Session } = require('internal/http2/session');
const { markHeadRequest, ServerHttp2Stream } = require('internal/http2/server_stream');
const { toHeaderObject } = require('internal/http2/headers');
const channels = require('internal/http2/channels');
const { constants } = require('internal/http2/constants');
const { kIncoming, kNative, kOptions, kServer, kWhenStarted } = require('internal/http2/symbols');
const {
  codes: {
    ERR_HTTP2_ALTSVC_INVALID_ORIGIN, ERR_HTTP2_ALTSVC_LENGTH, ERR_HTTP2_INVALID_ORIGIN, ERR_HTTP2_INVALID_SESSION,
    ERR_HTTP2_ORIGIN_LENGTH, ERR_INVALID_ARG_TYPE, ERR_INVALID_CHAR, ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { validateString } = require('internal/validators');

const { HTTP2_METHOD_HEAD, NGHTTP2_FLAG_END_STREAM, NGHTTP2_REFUSED_STREAM, NGHTTP2_SESSION_SERVER } = constants;

// RFC 7838, section 4: a frame of 16,384 bytes with two of the origin's length.
const kMaxFrameText = 16382;
const kQuotedString = /^[\x09\x20-\x5b\x5d-\x7e\x80-\xff]*$/;

class ServerHttp2Session extends Http2Session {
  constructor(options, socket, server) {
    super(NGHTTP2_SESSION_SERVER, options, socket);
    this[kServer] = server;
  }

  get server() {
    return this[kServer];
  }

  /** @param {string} alt @param {number|string|URL|{origin: string}} originOrStream */
  altsvc(alt, originOrStream) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    validateString(alt, 'alt');
    if (!kQuotedString.test(alt)) throw new ERR_INVALID_CHAR('alt');
    let id = 0;
    let origin = '';
    if (typeof originOrStream === 'string') {
      origin = new URL(originOrStream).origin;
      if (origin === 'null') throw new ERR_HTTP2_ALTSVC_INVALID_ORIGIN();
    } else if (typeof originOrStream === 'number') {
      if (originOrStream >>> 0 !== originOrStream || originOrStream === 0) {
        throw new ERR_OUT_OF_RANGE('originOrStream', '> 0 && < 4294967296', originOrStream);
      }
      id = originOrStream;
    } else if (originOrStream !== undefined) {
      if (originOrStream !== null && typeof originOrStream === 'object') origin = originOrStream.origin;
      if (typeof origin !== 'string' || originOrStream === null || typeof originOrStream !== 'object') {
        throw new ERR_INVALID_ARG_TYPE('originOrStream', ['string', 'number', 'URL', 'object'], originOrStream);
      }
      if (origin === 'null' || origin.length === 0) throw new ERR_HTTP2_ALTSVC_INVALID_ORIGIN();
    }
    if (alt.length + origin.length > kMaxFrameText) throw new ERR_HTTP2_ALTSVC_LENGTH();
    if (id === 0 && origin === '') throw new ERR_HTTP2_ALTSVC_INVALID_ORIGIN();
    this[kWhenStarted](() => this[kNative].altsvc(id | 0, origin, alt));
  }

  /** @param {...(string|URL|{origin: string})} origins */
  origin(...origins) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (origins.length === 0) return;
    const texts = [];
    let length = 0;
    for (let origin of origins) {
      if (typeof origin === 'string') origin = new URL(origin).origin;
      else if (origin != null && typeof origin === 'object') origin = origin.origin;
      validateString(origin, 'origin');
      if (origin === 'null') throw new ERR_HTTP2_INVALID_ORIGIN();
      texts.push(origin);
      length += origin.length;
    }
    if (length > kMaxFrameText) throw new ERR_HTTP2_ORIGIN_LENGTH();
    this[kWhenStarted](() => this[kNative].origin(texts));
  }

  /** The first frames after SETTINGS. */
  emitStart() {
    if (Array.isArray(this[kOptions].origins)) this.origin(...this[kOptions].origins);
  }

  [kIncoming](id, list, sensitive, flags) {
    const headers = toHeaderObject(list, sensitive);
    const isEnd = (flags & NGHTTP2_FLAG_END_STREAM) !== 0;
    const stream = new ServerHttp2Stream(this, id, {}, headers, isEnd);
    if (this.closed || this.listenerCount('stream') === 0) {
      stream.on('error', () => {});
      stream.close(NGHTTP2_REFUSED_STREAM);
      return;
    }
    channels.created(stream, headers);
    channels.started(stream, headers);
    if (isEnd) stream.push(null);
    if (headers[':method'] === HTTP2_METHOD_HEAD) markHeadRequest(stream);
    this.emit('stream', stream, headers, flags, list);
  }
}

module.exports = { ServerHttp2Session };
