'use strict';
// Http2ServerResponse: the answer on a server stream as http.ServerResponse shows one. It holds status and headers until the first
// write, then hands them to stream.respond().

const Stream = require('stream');
const { compatSocket } = require('internal/http2/compat');
const { isConnectionHeader } = require('internal/http2/headers');
const { constants } = require('internal/http2/constants');
const { kRequest, kResponse } = require('internal/http2/symbols');
const { checkIsHttpToken } = require('internal/http/common');
const {
  codes: {
    ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INFO_STATUS_NOT_ALLOWED, ERR_HTTP2_INVALID_HEADER_VALUE,
    ERR_HTTP2_INVALID_PSEUDOHEADER, ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED, ERR_HTTP2_STATUS_INVALID,
    ERR_INVALID_ARG_VALUE, ERR_INVALID_HTTP_TOKEN, ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors');
const { validateFunction, validateLinkHeaderValue, validateObject, validateString } = require('internal/validators');

const kStream = Symbol('stream');
const kHeaders = Symbol('headers');
const kTrailers = Symbol('trailers');
const kState = Symbol('state');

let warnedOfMessage = false;
let warnedOfConnection = false;

function warnOfMessage() {
  if (warnedOfMessage) return;
  warnedOfMessage = true;
  process.emitWarning('Status message is not supported by HTTP/2 (RFC7540 8.1.2.4)', 'UnsupportedWarning');
}

function warnOfConnection() {
  if (warnedOfConnection) return;
  warnedOfConnection = true;
  process.emitWarning('The provided connection header is not valid, the value will be dropped from the header and will never ' +
                      'be in use.', 'UnsupportedWarning');
}

function checkName(name) {
  validateString(name, 'name');
  return name.trim().toLowerCase();
}

function checkField(name, value) {
  if (name[0] === ':') throw new ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED();
  if (name === '' || !checkIsHttpToken(name)) throw new ERR_INVALID_HTTP_TOKEN('Header name', name);
  if (value === undefined || value === null) throw new ERR_HTTP2_INVALID_HEADER_VALUE(value, name);
}

/** What is dropped with a warning, since HTTP/1 programs set it. */
function isDropped(name, value) {
  if (name !== 'connection' || !isConnectionHeader(name, value)) return false;
  warnOfConnection();
  return true;
}

class Http2ServerResponse extends Stream {
  constructor(stream, options) {
    super(options);
    this[kState] = { closed: false, ending: false, destroyed: false, headRequest: false, sendDate: true, statusCode: 200 };
    this[kHeaders] = { __proto__: null };
    this[kTrailers] = { __proto__: null };
    this[kStream] = stream;
    stream[kResponse] = this;
    this.writable = true;
    this.req = stream[kRequest];
    stream.on('drain', onDrain);
    stream.on('close', onClose);
    stream.on('wantTrailers', onWantTrailers);
    stream.on('timeout', onTimeout);
  }

  // What programs use to see whether an answer has begun.
  get _header() { return this.headersSent; }
  get writableEnded() { return this[kState].ending; }
  get finished() { return this[kState].ending; }
  get socket() { return this[kState].closed ? undefined : compatSocket(this[kStream]); }
  get connection() { return this.socket; }
  get stream() { return this[kStream]; }
  get headersSent() { return this[kStream].headersSent; }
  get sendDate() { return this[kState].sendDate; }
  set sendDate(value) { this[kState].sendDate = Boolean(value); }
  get statusCode() { return this[kState].statusCode; }
  set statusCode(code) {
    code |= 0;
    if (code >= 100 && code < 200) throw new ERR_HTTP2_INFO_STATUS_NOT_ALLOWED();
    if (code < 100 || code > 599) throw new ERR_HTTP2_STATUS_INVALID(code);
    this[kState].statusCode = code;
  }

  get writableCorked() { return this[kStream].writableCorked; }
  get writableHighWaterMark() { return this[kStream].writableHighWaterMark; }
  get writableObjectMode() { return this[kStream].writableObjectMode; }
  get writableFinished() { return this[kStream].writableFinished; }
  get writableLength() { return this[kStream].writableLength; }
  get writableNeedDrain() { return this[kStream].writableNeedDrain; }

  setTrailer(name, value) {
    name = checkName(name);
    if (value === undefined || value === null) throw new ERR_HTTP2_INVALID_HEADER_VALUE(value, name);
    if (name[0] !== ':') checkField(name, value);
    this[kTrailers][name] = value;
  }

  addTrailers(headers) {
    for (const name of Object.keys(headers)) this.setTrailer(name, headers[name]);
  }

  getHeader(name) { return this[kHeaders][checkName(name)]; }
  getHeaderNames() { return Object.keys(this[kHeaders]); }
  getHeaders() { return { __proto__: null, ...this[kHeaders] }; }
  hasHeader(name) { return Object.hasOwn(this[kHeaders], checkName(name)); }

  removeHeader(name) {
    name = checkName(name);
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    if (name === 'date') this[kState].sendDate = false;
    else delete this[kHeaders][name];
  }

  setHeader(name, value) {
    name = checkName(name);
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    checkField(name, value);
    if (!isDropped(name, value)) this[kHeaders][name] = value;
  }

  appendHeader(name, value) {
    name = checkName(name);
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    if (name[0] === ':') throw new ERR_HTTP2_INVALID_PSEUDOHEADER(name);
    checkField(name, value);
    if (isDropped(name, value)) return;
    const before = this[kHeaders][name];
    this[kHeaders][name] = before === undefined ? value : [].concat(before, value);
  }

  get statusMessage() {
    warnOfMessage();
    return '';
  }
  set statusMessage(message) {
    warnOfMessage();
  }

  flushHeaders() {
    if (!this[kState].closed && !this.headersSent) this.writeHead(this.statusCode);
  }

  writeHead(statusCode, statusMessage, headers) {
    const state = this[kState];
    if (state.closed || this[kStream].destroyed || this[kStream].closed) return this;
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    if (typeof statusMessage === 'string') warnOfMessage();
    if (headers === undefined && typeof statusMessage === 'object') headers = statusMessage;
    mergeHeaders(this, headers);
    this.statusCode = statusCode;
    beginResponse(this);
    return this;
  }

  cork() { this[kStream].cork(); }
  uncork() { this[kStream].uncork(); }

  write(chunk, encoding, callback) {
    const state = this[kState];
    const stream = this[kStream];
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = 'utf8';
    }
    let error;
    if (state.ending) error = new ERR_STREAM_WRITE_AFTER_END();
    else if (state.closed) error = new ERR_HTTP2_INVALID_STREAM();
    else if (state.destroyed) return false;
    if (error !== undefined) {
      if (typeof callback === 'function') process.nextTick(callback, error);
      this.destroy(error);
      return false;
    }
    if (!stream.headersSent) this.writeHead(state.statusCode);
    return stream.write(chunk, encoding, callback);
  }

  end(chunk, encoding, callback) {
    const state = this[kState];
    const stream = this[kStream];
    if (typeof chunk === 'function') {
      callback = chunk;
      chunk = null;
    } else if (typeof encoding === 'function') {
      callback = encoding;
      encoding = 'utf8';
    }
    if (state.closed || (state.ending && state.headRequest === stream.headRequest)) {
      if (typeof callback === 'function') {
        if (state.closed) process.nextTick(callback);
        else this.once('finish', callback);
      }
      return this;
    }
    const hasChunk = chunk !== null && chunk !== undefined;
    // A HEAD request's stream has ended already; its answer has no body whatever is given.
    if (hasChunk && !stream.headRequest) this.write(chunk, encoding);
    state.headRequest = stream.headRequest;
    state.ending = true;
    if (typeof callback === 'function') {
      if (stream.writableEnded) this.once('finish', callback);
      else stream.once('finish', callback);
    }
    if (!stream.headersSent && !stream.destroyed && !stream.closed) beginResponse(this, { endStream: true });
    else stream.end();
    return this;
  }

  destroy(error) {
    if (this[kState].destroyed) return;
    this[kState].destroyed = true;
    this[kStream].destroy(error);
  }

  setTimeout(msecs, callback) {
    if (!this[kState].closed) this[kStream].setTimeout(msecs, callback);
  }

  createPushResponse(headers, callback) {
    validateFunction(callback, 'callback');
    if (this[kState].closed) {
      const error = new ERR_HTTP2_INVALID_STREAM();
      process.nextTick(callback, error);
      return;
    }
    this[kStream].pushStream(headers, {}, (error, stream) => {
      if (error) callback(error);
      else callback(null, new Http2ServerResponse(stream));
    });
  }

  writeInformation(statusCode, headers) {
    if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 199 || statusCode === 101) {
      throw new ERR_HTTP2_STATUS_INVALID(statusCode);
    }
    if (headers !== undefined) validateObject(headers, 'headers');
    return sendInformation(this, statusCode, headers);
  }

  writeContinue() {
    return sendInformation(this, constants.HTTP_STATUS_CONTINUE);
  }

  writeEarlyHints(hints) {
    validateObject(hints, 'hints');
    const headers = { __proto__: null };
    const link = validateLinkHeaderValue(hints.link);
    for (const key of Object.keys(hints)) {
      if (key === 'link') continue;
      const name = key.trim().toLowerCase();
      checkField(name, hints[key]);
      headers[name] = hints[key];
    }
    if (link.length === 0) return false;
    headers.Link = link;
    return sendInformation(this, constants.HTTP_STATUS_EARLY_HINTS, headers);
  }
}

function sendInformation(response, status, headers) {
  const stream = response[kStream];
  if (stream.headersSent || response[kState].closed || stream.destroyed || stream.closed) return false;
  stream.additionalHeaders({ ...headers, ':status': status });
  return true;
}

/** Headers of writeHead(): an object, a flat list, or a list of pairs. */
function mergeHeaders(response, headers) {
  if (Array.isArray(headers)) {
    if (headers.length > 0 && Array.isArray(headers[0])) {
      for (const { 0: name, 1: value } of headers) response.setHeader(name, value);
      return;
    }
    if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers);
    // The list replaces what was set under these names and may name one several times.
    for (let i = 0; i < headers.length; i += 2) delete response[kHeaders][checkName(headers[i])];
    for (let i = 0; i < headers.length; i += 2) response.appendHeader(headers[i], headers[i + 1]);
  } else if (headers !== null && typeof headers === 'object') {
    for (const name of Object.keys(headers)) response.setHeader(name, headers[name]);
  }
}

function beginResponse(response, options) {
  const state = response[kState];
  const stream = response[kStream];
  const hasTrailers = Object.keys(response[kTrailers]).length > 0;
  const headers = { __proto__: null, ...response[kHeaders], ':status': state.statusCode };
  stream.respond(headers, {
    endStream: Boolean(options?.endStream) && !hasTrailers, waitForTrailers: true, sendDate: state.sendDate,
  });
  if (options?.endStream) stream.end();
}

function onDrain() {
  this[kResponse]?.emit('drain');
}

function onWantTrailers() {
  const response = this[kResponse];
  if (response !== undefined && !this.destroyed && !this.closed) this.sendTrailers(response[kTrailers]);
}

function onTimeout() {
  this[kResponse]?.emit('timeout');
}

function onClose() {
  const response = this[kResponse];
  if (response === undefined || response[kState].closed) return;
  response[kState].closed = true;
  this[kResponse] = undefined;
  response.emit('finish');
  response.emit('close');
}

module.exports = { Http2ServerResponse };
