'use strict';
// http.ServerResponse. Responses of fast connections are made by `FastResponse` (same prototype); they have `kExchange`,
// the connection that C++ owns, until they are finished. `end()` on such a response tries `kCommit` first: head and body
// leave in one native call. Everything else goes through a net.Socket, which `res.socket` makes when it is touched.

const {
  checkInvalidHeaderChar, chunkExpression, headerPairs, STATUS_CODES, validateHeaderName, validateHeaderValue,
} = require('internal/http/common');
const { kExchange, kSocket } = require('internal/http/incoming');
const {
  emitClose, kCommit, kOutHeaders, kRejectNonStandardBodyWrites, kUniqueHeaders, OutgoingMessage, setSocket,
} = require('internal/http/outgoing');
const {
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_STATUS_CODE, ERR_HTTP_SOCKET_ASSIGNED, ERR_INVALID_ARG_VALUE,
    ERR_INVALID_CHAR,
  },
} = require('internal/errors');
const { kValidateObjectAllowArray, validateInteger, validateLinkHeaderValue, validateObject } = require('internal/validators');

// A body above this waits for the kernel by the socket's own ways, with its 'drain' and 'finish'.
const kMaxCommit = 64 * 1024;

/** @param {import('http').IncomingMessage} req @param {object} [options] highWaterMark, rejectNonStandardBodyWrites */
function ServerResponse(req, options) {
  Reflect.apply(OutgoingMessage, this, [options]);
  this[kExchange] = null;
  initializeResponse(this, req);
  if (options?.uniqueHeaders !== undefined) this[kUniqueHeaders] = options.uniqueHeaders;
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

function initializeResponse(res, req) {
  if (req.method === 'HEAD') res._hasBody = false;
  res.req = req;
  res.sendDate = true;
  res._sent100 = false;
  res._expect_continue = false;
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    res.useChunkedEncodingByDefault = chunkExpression.test(req.headers.te);
    res.shouldKeepAlive = false;
  }
}

function FastResponse(req, exchange, options) {
  this[kExchange] = exchange;
  Reflect.apply(OutgoingMessage, this, [options]);
  this[kSocket] = undefined;
  initializeResponse(this, req);
  if (options.uniqueHeaders !== undefined) this[kUniqueHeaders] = options.uniqueHeaders;
}
Object.setPrototypeOf(FastResponse, OutgoingMessage);
FastResponse.prototype = ServerResponse.prototype;

ServerResponse.prototype.statusCode = 200;
ServerResponse.prototype.statusMessage = undefined;

Object.defineProperty(ServerResponse.prototype, 'socket', {
  __proto__: null,
  get() {
    const socket = this[kSocket];
    if (socket !== undefined) return socket;
    return this[kExchange] ? this[kExchange].attach(this) : null;
  },
  set: setSocket,
  configurable: true,
  enumerable: true,
});

function onSocketClose() {
  if (this._httpMessage) emitClose(this._httpMessage);
}

ServerResponse.prototype.assignSocket = function(socket) {
  takeSocket(this, socket);
  this.emit('socket', socket);
  this._flush();
};

function takeSocket(res, socket) {
  if (socket._httpMessage) throw new ERR_HTTP_SOCKET_ASSIGNED();
  socket._httpMessage = res;
  socket.on('close', onSocketClose);
  res.socket = socket;
}

ServerResponse.prototype.detachSocket = function(socket) {
  socket.removeListener('close', onSocketClose);
  socket._httpMessage = null;
  this.socket = null;
};

// Informational answers come before the head of the response (RFC 9110 section 15.2).
function refuseAfterHead(res) {
  if (res._header) throw new ERR_HTTP_HEADERS_SENT('write');
}

ServerResponse.prototype.writeContinue = function(callback) {
  refuseAfterHead(this);
  this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'latin1', callback);
  this._sent100 = true;
};

ServerResponse.prototype.writeProcessing = function(callback) {
  refuseAfterHead(this);
  this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'latin1', callback);
};

ServerResponse.prototype.writeEarlyHints = function(hints, callback) {
  validateObject(hints, 'hints');
  if (hints.link === null || hints.link === undefined) return;
  refuseAfterHead(this);
  const link = validateLinkHeaderValue(hints.link);
  if (link.length === 0) return;
  if (checkInvalidHeaderChar(link)) throw new ERR_INVALID_ARG_VALUE('hints.link', link);
  const { link: _, ...others } = hints;
  let head = 'HTTP/1.1 103 Early Hints\r\n';
  for (const { 0: name, 1: value } of Object.entries({ Link: link, ...others })) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    head += `${name}: ${value}\r\n`;
  }
  this._writeRaw(`${head}\r\n`, 'ascii', callback);
};

/**
 * 1xx answers of any kind.
 * @param {number} statusCode @param {object|Array|null} [headers] an object, a flat list or a list of pairs @param {Function} [callback]
 * @returns {boolean} false when the socket wants its 'drain' to be waited for
 */
ServerResponse.prototype.writeInformation = function(statusCode, headers, callback) {
  refuseAfterHead(this);
  validateInteger(statusCode, 'statusCode', 100, 199);
  if (statusCode === 101) throw new ERR_HTTP_INVALID_STATUS_CODE(statusCode);
  if (headers !== null && headers !== undefined) validateObject(headers, 'headers', kValidateObjectAllowArray);
  if (Array.isArray(headers) && !Array.isArray(headers[0]) && headers.length % 2 !== 0) {
    throw new ERR_INVALID_ARG_VALUE('headers', headers);
  }
  let head = `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] || 'unknown'}\r\n`;
  for (const [name, value] of headerPairs(headers ?? [])) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    head += `${name}: ${value}\r\n`;
  }
  return this._writeRaw(`${head}\r\n`, 'latin1', callback);
};

ServerResponse.prototype._implicitHeader = function() {
  this.writeHead(this.statusCode);
};

/** writeHead(status[, reason][, headers]): headers as an object, a flat list or a list of pairs. */
ServerResponse.prototype.writeHead = function(statusCode, reason, headers) {
  refuseAfterHead(this);
  const given = statusCode;
  statusCode |= 0;
  if (statusCode < 100 || statusCode > 999) throw new ERR_HTTP_INVALID_STATUS_CODE(given);
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    this.statusMessage ||= STATUS_CODES[statusCode] || 'unknown';
    headers ??= reason;
  }
  this.statusCode = statusCode;
  const fields = this[kOutHeaders] ? mergeHeaders(this, headers) : headers;
  if (checkInvalidHeaderChar(this.statusMessage)) throw new ERR_INVALID_CHAR('statusMessage');
  if (statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode <= 199)) this._hasBody = false;
  // The client has not been told to send its body and may not: the connection cannot be used again.
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  this._storeHeader(`HTTP/1.1 ${statusCode} ${this.statusMessage}\r\n`, fields);
  return this;
};

// Fields given to writeHead win over those set before.
function mergeHeaders(res, headers) {
  if (Array.isArray(headers)) {
    if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers);
    for (let i = 0; i < headers.length; i += 2) res.removeHeader(headers[i]);
    for (let i = 0; i < headers.length; i += 2) {
      if (headers[i]) res.appendHeader(headers[i], headers[i + 1]);
    }
  } else if (headers) {
    for (const key of Object.keys(headers)) {
      if (key) res.setHeader(key, headers[key]);
    }
  }
  return res[kOutHeaders];
}

ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;

/**
 * One native call for a response that is complete: true when it was made; false leaves everything to the socket's way.
 */
ServerResponse.prototype[kCommit] = function(chunk, encoding, callback) {
  const exchange = this[kExchange];
  if (exchange === null || !exchange.canCommit(this)) return false;
  let length = 0;
  let latin1 = false;
  let utf8Head = false;  // a string's encoding is that of the head in front of it
  if (chunk !== null) {
    if (typeof chunk === 'string') {
      if (encoding === 'latin1' || encoding === 'binary') {
        latin1 = true;
        length = chunk.length;
      } else if (encoding && encoding !== 'utf8' && encoding !== 'utf-8') {
        return false;
      } else {
        length = Buffer.byteLength(chunk);
        utf8Head = true;
        latin1 = length === chunk.length;  // ASCII only: both encodings agree
      }
    } else if (chunk instanceof Uint8Array) {
      length = chunk.byteLength;
    } else {
      return false;
    }
    if (length > kMaxCommit) return false;
  }
  if (this._header === null) {
    this._contentLength = length;
    this._implicitHeader();
  }
  if (!this._hasBody) {
    if (length !== 0 && this[kRejectNonStandardBodyWrites]) return false;
    chunk = null;
    utf8Head = false;
  } else if (this.chunkedEncoding) {
    if (typeof chunk !== 'string' && chunk !== null) return false;
    utf8Head = false;
    const end = `0\r\n${this._trailer}\r\n`;
    chunk = length === 0 ? end : `${length.toString(16)}\r\n${chunk}\r\n${end}`;
  }
  if (!exchange.commit(this, this._header, utf8Head, chunk, latin1)) return false;
  this._headerSent = true;
  this.finished = true;
  exchange.finished(this, callback);
  return true;
};

module.exports = { FastResponse, ServerResponse, takeSocket };
