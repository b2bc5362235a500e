'use strict';
// ClientHttp2Stream: a request and what comes back.

const { Http2Stream, kEndAfterHeaders, kHeadersSent, kStatistics } = require('internal/http2/stream');
const { toHeaderObject } = require('internal/http2/headers');
const channels = require('internal/http2/channels');
const { constants } = require('internal/http2/constants');
const { HeadersKind, kAttach, kOnHeaders, kOriginSet, kSentHeaders } = require('internal/http2/symbols');

const { HTTP_STATUS_CONTINUE, HTTP_STATUS_MISDIRECTED_REQUEST, NGHTTP2_FLAG_END_STREAM } = constants;

class ClientHttp2Stream extends Http2Stream {
  constructor(session, id, options, headers) {
    super(session, options);
    this[kHeadersSent] = false;
    if (id !== undefined) this[kAttach](id);
  }

  [kOnHeaders](kind, list, sensitive, flags) {
    if (this.destroyed) return;
    this[kStatistics].firstHeader ||= performance.now();
    const headers = toHeaderObject(list, sensitive);
    const status = headers[':status'];
    const isEnd = (flags & NGHTTP2_FLAG_END_STREAM) !== 0;
    if (kind === HeadersKind.push) {
      this[kEndAfterHeaders] = isEnd;
      this.emit('push', headers, flags, list);
    } else if (status === undefined) {
      this.emit('trailers', headers, flags, list);
    } else if (status < 200) {
      if (status === HTTP_STATUS_CONTINUE) this.emit('continue');
      this.emit('headers', headers, flags, list);
    } else {
      this[kEndAfterHeaders] = isEnd;
      channels.finished(this, headers, flags);
      if (status === HTTP_STATUS_MISDIRECTED_REQUEST) forgetOrigin(this);
      this.emit('response', headers, flags, list);
    }
    if (isEnd && !this.destroyed) {
      this.push(null);
      this.read(0);
    }
  }
}

// RFC 8336, section 2.3: the server is not authoritative for what was asked.
function forgetOrigin(stream) {
  const sent = stream[kSentHeaders];
  stream.session?.[kOriginSet]?.delete(`${sent?.[':scheme']}://${sent?.[':authority']}`);
}

module.exports = { ClientHttp2Stream };
