'use strict';
// ServerHttp2Stream: answers, informational headers, pushes. Files are sent by internal/http2/files.

const {
  Http2Stream, isStrict, kEndAfterHeaders, kHeadersSent, kHeadRequest, kStatistics, kTrailersPending, nativeOf, onRefused,
} = require('internal/http2/stream');
const { assertHeaders, buildBlock, copyHeaders, requestPseudo, responsePseudo, toHeaderObject } =
  require('internal/http2/headers');
const { nativeError, NativeError } = require('internal/http2/errors');
const channels = require('internal/http2/channels');
const { constants } = require('internal/http2/constants');
const {
  kAttach, kAuthority, kOnHeaders, kProtocol, kSentHeaders, kSentInfo, sensitiveHeaders,
} = require('internal/http2/symbols');
const { utcDate } = require('internal/http/common');
const {
  codes: {
    ERR_HTTP2_HEADERS_AFTER_RESPOND, ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INVALID_INFO_STATUS, ERR_HTTP2_INVALID_STREAM,
    ERR_HTTP2_NESTED_PUSH, ERR_HTTP2_OUT_OF_STREAMS, ERR_HTTP2_PUSH_DISABLED,
    ERR_HTTP2_STATUS_101, ERR_HTTP2_STATUS_INVALID,
  },
} = require('internal/errors');
const { kValidateObjectAllowArray, validateFunction, validateObject } = require('internal/validators');

const {
  HTTP_STATUS_NO_CONTENT, HTTP_STATUS_NOT_MODIFIED, HTTP_STATUS_OK, HTTP_STATUS_RESET_CONTENT,
  HTTP_STATUS_SWITCHING_PROTOCOLS, HTTP2_METHOD_GET, HTTP2_METHOD_HEAD, NGHTTP2_FLAG_END_STREAM,
} = constants;

/** Whether answers of this status have no body (RFC 9110, section 15). */
function isBodylessStatus(status) {
  return status === HTTP_STATUS_NO_CONTENT || status === HTTP_STATUS_RESET_CONTENT || status === HTTP_STATUS_NOT_MODIFIED;
}

/**
 * The headers of an answer with what an answer has always.
 * @returns {{copy: object, list: object|unknown[], status: number}}
 */
function completeResponse(given, options) {
  assertHeaders(given);
  const copy = copyHeaders(given ?? {});
  const isList = Array.isArray(given);
  const added = [];
  if (copy[':status'] == null) added.push(':status', HTTP_STATUS_OK);
  if (!hasDate(copy) && options.sendDate !== false) added.push('date', utcDate());
  const status = copy[':status'] | 0 || HTTP_STATUS_OK;
  for (let i = 0; i < added.length; i += 2) copy[added[i]] = added[i + 1];
  if (!isList) {
    copy[':status'] = status;
    if (given !== undefined) copy[sensitiveHeaders] = given[sensitiveHeaders];
    return { copy, list: copy, status };
  }
  const list = given.concat(added);
  if (given[sensitiveHeaders] !== undefined) list[sensitiveHeaders] = given[sensitiveHeaders];
  return { copy, list, status };
}

function hasDate(headers) {
  if (headers.date !== undefined) return true;
  for (const name of Object.keys(headers)) if (name.length === 4 && name.toLowerCase() === 'date') return true;
  return false;
}

function checkStatus(status) {
  if (status < 200 || status > 599) throw new ERR_HTTP2_STATUS_INVALID(status);
}

class ServerHttp2Stream extends Http2Stream {
  constructor(session, id, options, headers, endStream) {
    super(session, options);
    this[kProtocol] = headers[':scheme'];
    this[kAuthority] = headers[':authority'];
    this[kEndAfterHeaders] = Boolean(endStream);
    this[kStatistics].firstHeader = performance.now();
    this[kAttach](id);
  }

  get pushAllowed() {
    const { session } = this;
    return !this.destroyed && !this.closed && session !== undefined && !session.closed && !session.destroyed &&
      session.remoteSettings.enablePush;
  }

  /** @param {object|unknown[]} [headers] @param {object} [options] endStream, waitForTrailers, sendDate */
  respond(headers, options) {
    checkOpen(this);
    const checked = checkOptions(options);
    const { copy, list, status } = completeResponse(headers, checked);
    checkStatus(status);
    const endStream = Boolean(checked.endStream) || isBodylessStatus(status) || this.headRequest;
    submitResponse(this, copy, list, !endStream, Boolean(checked.waitForTrailers) && !endStream);
    if (endStream) this.end();
  }

  /** @param {number|object} fd @param {object} [headers] @param {object} [options] offset, length, statCheck, waitForTrailers */
  respondWithFD(fd, headers, options) {
    require('internal/http2/files').respondWithFD(this, fd, headers, options);
  }

  /** @param {string|Buffer|URL} path @param {object} [headers] @param {object} [options] as respondWithFD, onError */
  respondWithFile(path, headers, options) {
    require('internal/http2/files').respondWithFile(this, path, headers, options);
  }

  /** Sends informational headers. */
  additionalHeaders(headers) {
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM();
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_AFTER_RESPOND();
    if (headers !== undefined) validateObject(headers, 'headers');
    const copy = copyHeaders(headers ?? {});
    if (copy[':status'] != null) {
      const status = copy[':status'] |= 0;
      if (status === HTTP_STATUS_SWITCHING_PROTOCOLS) throw new ERR_HTTP2_STATUS_101();
      if (status < 100 || status >= 200) throw new ERR_HTTP2_INVALID_INFO_STATUS(headers[':status']);
    }
    const block = buildBlock(copy, responsePseudo, isStrict(this));
    (this[kSentInfo] ??= []).push(copy);
    const status = nativeOf(this).info(this.id, block);
    if (status < 0) onRefused(this, status);
  }

  pushStream(headers, options, callback) {
    if (!this.pushAllowed) throw new ERR_HTTP2_PUSH_DISABLED();
    if (this.id % 2 === 0) throw new ERR_HTTP2_NESTED_PUSH();
    if (typeof options === 'function') {
      callback = options;
      options = undefined;
    }
    validateFunction(callback, 'callback');
    if (options !== undefined) validateObject(options, 'options');
    if (headers !== undefined) validateObject(headers, 'headers');
    const copy = copyHeaders(headers ?? {});
    copy[':method'] ??= HTTP2_METHOD_GET;
    copy[':authority'] ??= this[kAuthority];
    copy[':scheme'] ??= this[kProtocol];
    copy[':path'] ??= '/';
    const block = buildBlock(copy, requestPseudo, isStrict(this));
    const id = nativeOf(this).push(this.id, block);
    if (id <= 0) {
      process.nextTick(callback, pushError(id));
      return;
    }
    const stream = makePushStream(this.session, id, copy);
    process.nextTick(callback, null, stream, copy);
  }

  [kOnHeaders](kind, list, sensitive, flags) {
    this.emit('trailers', toHeaderObject(list, sensitive), flags, list);
    if ((flags & NGHTTP2_FLAG_END_STREAM) !== 0 && !this.destroyed) {
      this.push(null);
      this.read(0);
    }
  }
}

function makePushStream(session, id, headers) {
  const stream = new ServerHttp2Stream(session, id, {}, headers, true);
  channels.created(stream, headers);
  channels.started(stream, headers);
  stream[kSentHeaders] = headers;
  stream.push(null);
  if (headers[':method'] === HTTP2_METHOD_HEAD) markHeadRequest(stream);
  return stream;
}

function pushError(status) {
  if (status === NativeError.streamIdNotAvailable) return new ERR_HTTP2_OUT_OF_STREAMS();
  if (status === NativeError.streamClosed) return new ERR_HTTP2_INVALID_STREAM();
  return nativeError(status);
}

function markHeadRequest(stream) {
  stream[kHeadRequest] = true;
  stream.end();
}

function checkOpen(stream) {
  if (stream.destroyed || stream.closed) throw new ERR_HTTP2_INVALID_STREAM();
  if (stream.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
}

function checkOptions(options) {
  if (options !== undefined) validateObject(options, 'options', kValidateObjectAllowArray);
  return { ...options };
}

// What the channel http2.server.stream.finish tells as `flags`: bits of the stream's state, observed at Node.
const kReady = 1, kSentHeadersFlag = 4, kHeadRequestFlag = 8, kHasTrailers = 32;

function stateFlags(stream, hasTrailers) {
  return kReady | kSentHeadersFlag | (stream[kHeadRequest] ? kHeadRequestFlag : 0) | (hasTrailers ? kHasTrailers : 0);
}

function submitResponse(stream, copy, list, hasBody, hasTrailers) {
  const block = buildBlock(list, responsePseudo, isStrict(stream));
  stream[kHeadersSent] = true;
  stream[kSentHeaders] = copy;
  stream[kTrailersPending] = hasTrailers;
  const status = nativeOf(stream).respond(stream.id, block, hasBody, hasTrailers);
  if (status < 0) onRefused(stream, status);
  else channels.finished(stream, copy, stateFlags(stream, hasTrailers));
}

module.exports = {
  checkOpen, checkOptions, checkStatus, completeResponse, isBodylessStatus, markHeadRequest, ServerHttp2Stream, submitResponse,
};
