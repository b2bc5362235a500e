'use strict';
// http.OutgoingMessage: what ServerResponse and ClientRequest share: the body's output, and its queue while another message
// has the socket. The fields are in header_methods.js, the head's text in head_text.js. A legacy Stream, as in Node, with
// Writable's surface.
//
// Rules: `_header` is the head's text once it is fixed, `_headerSent` tells whether it went out; npm packages read both.
// Output goes through _send (puts the head in front) and _writeRaw (socket or queue).

const { isUint8Array } = require('internal/util/types');
const { getDefaultHighWaterMark, Stream } = require('stream');
const { kOutHeaders, kRelaxed, kUniqueHeaders, storeHeader } = require('internal/http/head_text');
const { kChunks, kChunksLength, sendCorkedChunks, writeChunk } = require('internal/http/chunks');
const headerMethods = require('internal/http/header_methods');
const { kExchange, kSocket } = require('internal/http/incoming');
const {
  codes: {
    ERR_HTTP_BODY_NOT_ALLOWED, ERR_HTTP_CONTENT_LENGTH_MISMATCH, ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED,
    ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_CANNOT_PIPE, ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES,
    ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors');

const kCorked = Symbol('corked');
const kBytesWritten = Symbol('kBytesWritten');
const kEndCallbacks = Symbol('kEndCallbacks');
const kErrored = Symbol('errored');
const kWritableFinished = Symbol('kWritableFinished');
const kFlushError = Symbol('kFlushError');
const kHighWaterMark = Symbol('kHighWaterMark');
const kNeedDrain = Symbol('kNeedDrain');
const kRejectNonStandardBodyWrites = Symbol('kRejectNonStandardBodyWrites');
const kCommit = Symbol('kCommit');
const kRefused = Symbol('kRefused');  // an 'error' of a write after the end is on its way

function noop() {}

// Each field is assigned to `this` here: V8 gives an object room for what its constructor, and the one that this inherits from,
// assigns so. What does not fit makes it a dictionary, since assignments by symbols may not grow an object much.
function OutgoingMessage(options) {
  // Responses of the fast server have no table of listeners until they need one.
  if (this[kExchange] === undefined) Reflect.apply(Stream, this, []);
  this.outputData = [];
  this.outputSize = 0;
  this.writable = true;
  this.destroyed = false;
  this._last = false;
  this.chunkedEncoding = false;
  this.shouldKeepAlive = true;
  this.maxRequestsOnConnectionReached = false;
  this._defaultKeepAlive = true;
  this.useChunkedEncodingByDefault = true;
  this.sendDate = false;
  this._removedConnection = false;
  this._removedContLen = false;
  this._removedTE = false;
  this.strictContentLength = false;
  this[kBytesWritten] = 0;
  this._contentLength = null;
  this._hasBody = true;
  this._trailer = '';
  this[kNeedDrain] = false;
  this.finished = false;
  this._headerSent = false;
  this[kCorked] = 0;
  this[kChunks] = null;
  this[kChunksLength] = 0;
  this._closed = false;
  this[kSocket] = null;
  this._header = null;
  this[kOutHeaders] = null;
  this._keepAliveTimeout = 0;
  this._onPendingData = noop;
  this[kErrored] = null;
  this[kWritableFinished] = false;
  this[kFlushError] = null;
  this[kEndCallbacks] = null;
  this[kHighWaterMark] = options?.highWaterMark ?? getDefaultHighWaterMark();
  this[kRejectNonStandardBodyWrites] = options?.rejectNonStandardBodyWrites ?? false;
  this[kRelaxed] = options?.relaxed ?? false;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

/** The setter of `socket`: a message that is corked corks what it writes to. */
function setSocket(socket) {
  for (let corks = this[kCorked]; corks > 0; corks--) socket?.cork();
  this[kSocket] = socket;
}

function define(name, get, set, isOpen = false) {
  Object.defineProperty(OutgoingMessage.prototype, name, {
    __proto__: null, get, set, configurable: isOpen, enumerable: isOpen,
  });
}
OutgoingMessage.prototype[kRefused] = false;
define('socket', function() { return this[kSocket]; }, setSocket);
define('connection', function() { return this.socket; }, function(value) { this.socket = value; });
define('errored', function() { return this[kErrored]; });
define('closed', function() { return this._closed; });
define('writableFinished', function() { return this[kWritableFinished]; });
define('writableObjectMode', () => false);
define('writableLength', function() {
  return this.outputSize + this[kChunksLength] + (this[kSocket] ? this[kSocket].writableLength : 0);
});
define('writableHighWaterMark', function() {
  return this[kSocket] ? this[kSocket].writableHighWaterMark : this[kHighWaterMark];
});
define('writableCorked', function() { return this[kCorked]; });
define('writableEnded', function() { return this.finished; });
define('writableNeedDrain', function() { return !this.destroyed && !this.finished && this[kNeedDrain]; });
define('headersSent', function() { return Boolean(this._header); }, undefined, true);

OutgoingMessage.prototype.cork = function() {
  this[kCorked]++;
  if (this[kSocket]) this[kSocket].cork();
};

OutgoingMessage.prototype.uncork = function() {
  this[kCorked]--;
  if (this[kSocket]) this[kSocket].uncork();
  if (this[kCorked] || !this[kChunks] || this[kChunks].length === 0) return;
  // A socket that takes everything at once has no 'drain' of its own.
  if (!sendCorkedChunks(this) || !this.writableNeedDrain) return;
  this[kNeedDrain] = false;
  this.emit('drain');
};

OutgoingMessage.prototype.setTimeout = function(milliseconds, callback) {
  if (callback) this.on('timeout', callback);
  const socket = this.socket;
  if (!socket) this.once('socket', (assigned) => assigned.setTimeout(milliseconds));
  else socket.setTimeout(milliseconds);
  return this;
};

OutgoingMessage.prototype.destroy = function(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this[kErrored] = error;
  const socket = this.socket;
  if (socket) socket.destroy(error);
  else process.nextTick(emitClose, this);
  return this;
};

/** 'close', once. */
function emitClose(message) {
  if (message._closed) return;
  message.destroyed = true;
  message._closed = true;
  message.emit('close');
}

Object.assign(OutgoingMessage.prototype, headerMethods);

OutgoingMessage.prototype._storeHeader = function(firstLine, headers) {
  storeHeader(this, firstLine, headers);
};

OutgoingMessage.prototype.flushHeaders = function() {
  if (!this._header) this._implicitHeader();
  this._send('');
};

OutgoingMessage.prototype._implicitHeader = function() {
  throw new ERR_METHOD_NOT_IMPLEMENTED('_implicitHeader()');
};

// ---- output ----

OutgoingMessage.prototype._send = function(data, encoding, callback, byteLength) {
  if (!this._headerSent && this._header !== null) {
    const header = this._header;
    if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
      data = header + data;
    } else {
      this.outputData.unshift({ data: header, encoding: 'latin1', callback: null });
      this.outputSize += header.length;
      this._onPendingData(header.length);
    }
    this._headerSent = true;
  }
  return this._writeRaw(data, encoding, callback, byteLength);
};

OutgoingMessage.prototype._writeRaw = function(data, encoding, callback, size) {
  const socket = this.socket;
  if (socket?.destroyed && this.destroyed) return false;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length !== 0) this._flushOutput(socket);
    return socket.write(data, encoding, callback);
  }
  this.outputData.push({ data, encoding, callback });
  this.outputSize += data.length;
  this._onPendingData(data.length);
  return this.outputSize < this[kHighWaterMark];
};

OutgoingMessage.prototype._flush = function() {
  const socket = this[kSocket];
  if (!socket?.writable) return;
  const result = this._flushOutput(socket);
  if (this.finished) {
    this._finish();
  } else if (result && this[kNeedDrain]) {
    this[kNeedDrain] = false;
    this.emit('drain');
  }
};

OutgoingMessage.prototype._flushOutput = function(socket) {
  const queue = this.outputData;
  if (queue.length === 0) return undefined;
  this.outputData = [];
  socket.cork();
  let result;
  for (const { data, encoding, callback } of queue) result = socket.write(data, encoding, callback);
  socket.uncork();
  this._onPendingData(-this.outputSize);
  this.outputSize = 0;
  return result;
};

OutgoingMessage.prototype._finish = function() {
  this.emit('prefinish');
};

OutgoingMessage.prototype.write = function(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  return writeBody(this, chunk, encoding, callback, false);
};

function reportError(message, error, callback) {
  message[kRefused] = true;
  process.nextTick(() => {
    callback(error);
    if (typeof message.emit === 'function' && !message.destroyed) message.emit('error', error);
  });
}

function chunkLength(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
}

function checkChunk(chunk) {
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
  if (typeof chunk !== 'string' && !isUint8Array(chunk)) {
    throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  }
}

function writeBody(message, chunk, encoding, callback, fromEnd) {
  if (typeof callback !== 'function') callback = noop;
  checkChunk(chunk);
  const refused = message.finished ? new ERR_STREAM_WRITE_AFTER_END() :
    message.destroyed ? new ERR_STREAM_DESTROYED('write') : null;
  if (refused !== null) {
    if (message.destroyed && fromEnd) return false;  // nobody hears how a message ends that is gone
    if (message.destroyed) process.nextTick(callback, refused);
    else reportError(message, refused, callback);
    return false;
  }
  const length = chunkLength(chunk, encoding);
  countBytes(message, length, fromEnd);
  if (!message._header) {
    if (fromEnd) message._contentLength = length;
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (message[kRejectNonStandardBodyWrites]) throw new ERR_HTTP_BODY_NOT_ALLOWED();
    if (!fromEnd) process.nextTick(callback);
    return true;
  }
  if (fromEnd) {
    if (!message.chunkedEncoding) {
      message._send(chunk, encoding, callback, length);
      return kCarriesFinish;
    }
    callback = null;  // the last chunk reports the end
  }
  const socket = message.socket;
  if (!fromEnd && socket && !socket.writableCorked) {
    socket.cork();
    process.nextTick(uncorkSocket, socket);
  }
  const result = message.chunkedEncoding && length !== 0 ?
    writeChunk(message, chunk, encoding, callback, length) : message._send(chunk, encoding, callback, length);
  if (!result) message[kNeedDrain] = true;
  return result;
}

function uncorkSocket(socket) {
  socket.uncork();
}

// strictContentLength: neither more nor, at the end, fewer bytes than the head announces. What is written before there is a
// head is counted, but not refused.
function isStrict(message) {
  return message.strictContentLength && message._hasBody && typeof message._contentLength === 'number' &&
    !message.chunkedEncoding && !message.hasHeader('transfer-encoding');
}

function countBytes(message, length, fromEnd) {
  const written = message[kBytesWritten] + length;
  if (isStrict(message) && (fromEnd ? written !== message._contentLength : written > message._contentLength)) {
    throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(written, message._contentLength);
  }
  message[kBytesWritten] = written;
}

OutgoingMessage.prototype.end = function(chunk, encoding, callback) {
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (chunk) {
    if (this.finished) {
      if (!this.destroyed) reportError(this, new ERR_STREAM_WRITE_AFTER_END(), typeof callback === 'function' ? callback : noop);
      return this;
    }
    if (this[kCommit] !== undefined && this[kCommit](chunk, encoding, callback)) return this;
    const socket = this.socket;
    if (socket) socket.cork();
    const finish = finisher(this);
    const carries = writeBody(this, chunk, encoding, finish, true) === kCarriesFinish;
    finishOutput(this, chunk, callback, carries ? null : finish);
    return this;
  } else if (this.finished) {
    if (typeof callback === 'function') {
      if (this[kFlushError] !== null) callback(this[kFlushError]);
      else if (this.writableFinished) callback(new ERR_STREAM_ALREADY_FINISHED('end'));
      else callAtEnd(this, callback);
    }
    return this;
  } else if (!this._header) {
    if (this[kCommit] !== undefined && this[kCommit](null, encoding, callback)) return this;
    if (this.socket) this.socket.cork();
    this._contentLength = 0;
    this._implicitHeader();
  }
  finishOutput(this, chunk, callback, finisher(this));
  return this;
};

// What writeBody answers when the last write already reports the message's end.
const kCarriesFinish = Symbol('kCarriesFinish');

function finisher(message) {
  return (error) => {
    const socket = message[kSocket];
    error ??= socket?.errored ?? message[kErrored];
    if (error) failEnd(message, error);
    else if (!socket?._hadError) emitFinish(message);
  };
}

/** `callback` hears of 'finish', or of the error that keeps the message from finishing. */
function callAtEnd(message, callback) {
  (message[kEndCallbacks] ??= []).push(callback);
}

/** 'finish'; the callbacks of end() hear of it first. */
function emitFinish(message) {
  message[kWritableFinished] = true;
  callEndCallbacks(message, null);
  message.emit('finish');
}

function failEnd(message, error) {
  if (message[kFlushError] !== null) return;
  message[kFlushError] = error;
  callEndCallbacks(message, error);
}

function callEndCallbacks(message, error) {
  const callbacks = message[kEndCallbacks];
  message[kEndCallbacks] = null;
  for (const callback of callbacks ?? []) callback(error);
}

// `done` is null when the body's write has it already.
function finishOutput(message, chunk, callback, done) {
  if (typeof callback === 'function') callAtEnd(message, callback);
  if (isStrict(message) && message[kBytesWritten] !== message._contentLength) {
    throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(message[kBytesWritten], message._contentLength);
  }
  if (message[kChunks] !== null) sendCorkedChunks(message);
  if (done === null) {
    // nothing is left to send
  } else if (message._hasBody && message.chunkedEncoding) {
    message._send(`0\r\n${message._trailer}\r\n`, 'latin1', done);
  } else if (!message._headerSent || message.writableLength || chunk) {
    message._send('', 'latin1', done);
  } else {
    process.nextTick(done);
  }
  const socket = message[kSocket];
  if (socket) {
    if (socket._writableState) socket._writableState.corked = 1;  // however often it was corked: now it goes out
    socket.uncork();
  }
  message[kCorked] = 1;
  message.uncork();
  message.finished = true;
  if (message.outputData.length === 0 && socket && socket._httpMessage === message) message._finish();
}

OutgoingMessage.prototype.pipe = function() {
  this.emit('error', new ERR_STREAM_CANNOT_PIPE());
};

OutgoingMessage.prototype[Symbol.for('nodejs.rejection')] = function(error, event) {
  this.destroy(error);
};

module.exports = {
  callAtEnd,
  chunkLength,
  emitClose,
  emitFinish,
  kBytesWritten,
  kCommit,
  kEndCallbacks,
  kHighWaterMark,
  kNeedDrain,
  kOutHeaders,
  kRefused,
  kRejectNonStandardBodyWrites,
  kRelaxed,
  kUniqueHeaders,
  kWritableFinished,
  OutgoingMessage,
  setSocket,
};
