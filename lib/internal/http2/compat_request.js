'use strict';
// Http2ServerRequest: a server stream's request as http.IncomingMessage shows one.

const { Readable } = require('stream');
const { compatSocket } = require('internal/http2/compat');
const { kRequest } = require('internal/http2/symbols');
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateString } = require('internal/validators');

const kStream = Symbol('stream');
const kHeaders = Symbol('headers');
const kRawHeaders = Symbol('rawHeaders');
const kTrailers = Symbol('trailers');
const kRawTrailers = Symbol('rawTrailers');
const kAborted = Symbol('aborted');
const kClosed = Symbol('closed');
const kStarted = Symbol('started');

class Http2ServerRequest extends Readable {
  constructor(stream, headers, options, rawHeaders) {
    super({ autoDestroy: false, ...options });
    this[kStream] = stream;
    this[kHeaders] = headers;
    this[kRawHeaders] = rawHeaders;
    this[kTrailers] = {};
    this[kRawTrailers] = [];
    this[kAborted] = false;
    this[kClosed] = false;
    this[kStarted] = false;
    stream[kRequest] = this;
    // Errors stay with the stream, as the documentation of the compatibility API has it.
    stream.on('error', () => {});
    stream.on('trailers', onTrailers);
    stream.on('end', onEnd);
    stream.on('aborted', onAborted);
    stream.on('close', onClose);
    stream.on('timeout', onTimeout);
    this.on('pause', onPause);
    this.on('resume', onResume);
  }

  get aborted() { return this[kAborted]; }
  get complete() { return this[kAborted] || this.readableEnded || this[kClosed] || this[kStream].destroyed; }
  get stream() { return this[kStream]; }
  get headers() { return this[kHeaders]; }
  get rawHeaders() { return this[kRawHeaders]; }
  get trailers() { return this[kTrailers]; }
  get rawTrailers() { return this[kRawTrailers]; }
  get httpVersionMajor() { return 2; }
  get httpVersionMinor() { return 0; }
  get httpVersion() { return '2.0'; }
  get socket() { return compatSocket(this[kStream]); }
  get connection() { return this.socket; }

  _read() {
    if (this[kStarted]) {
      process.nextTick(resume, this[kStream]);
    } else {
      this[kStarted] = true;
      this[kStream].on('data', onData);
    }
  }

  get method() { return this[kHeaders][':method']; }
  set method(method) {
    validateString(method, 'method');
    if (method.trim() === '') throw new ERR_INVALID_ARG_VALUE('method', method);
    this[kHeaders][':method'] = method;
  }

  get authority() { return this[kHeaders][':authority'] ?? this[kHeaders].host; }
  get scheme() { return this[kHeaders][':scheme']; }
  get url() { return this[kHeaders][':path']; }
  set url(url) { this[kHeaders][':path'] = url; }

  setTimeout(msecs, callback) {
    if (!this[kClosed]) this[kStream].setTimeout(msecs, callback);
    return this;
  }

  /** Destroys the stream; there is nothing of the request without it. */
  _destroy(error, callback) {
    const stream = this[kStream];
    if (!stream.destroyed) stream.destroy(error);
    callback();
  }
}

function resume(stream) {
  if (!stream.destroyed) stream.resume();
}

function onData(chunk) {
  const request = this[kRequest];
  if (request !== undefined && !request.push(chunk)) this.pause();
}

function onTrailers(trailers, flags, rawTrailers) {
  const request = this[kRequest];
  if (request === undefined) return;
  Object.assign(request[kTrailers], trailers);
  request[kRawTrailers].push(...rawTrailers);
}

function onEnd() {
  this[kRequest]?.push(null);
}

function onAborted() {
  const request = this[kRequest];
  if (request === undefined || request[kClosed]) return;
  request[kAborted] = true;
  request.emit('aborted');
}

function onTimeout() {
  this[kRequest]?.emit('timeout');
}

function onClose() {
  const request = this[kRequest];
  if (request === undefined || request[kClosed]) return;
  request[kClosed] = true;
  request.push(null);
  // 'end' comes only to those who listen for data: what was not read is dropped.
  if (!request.readableEnded && request.readableFlowing === null) request.resume();
  this[kRequest] = undefined;
  request.emit('close');
}

function onPause() {
  this[kStream].pause();
}

function onResume() {
  const stream = this[kStream];
  if (!stream.destroyed && this[kStarted]) stream.resume();
}

module.exports = { Http2ServerRequest };
