'use strict';
// respondWithFile() and respondWithFD(): the answer's body comes from a file. Reading goes chunk by chunk on the thread pool, the
// next one when the native queue has sent the one before.

const fs = require('fs');
const { FileHandle } = require('internal/fs/file_handle');
const { kNativeGone, nativeOf } = require('internal/http2/stream');
const {
  checkOpen, checkOptions, checkStatus, completeResponse, isBodylessStatus, submitResponse,
} = require('internal/http2/server_stream');
const { constants } = require('internal/http2/constants');
const { kOnWritten, kSendingFile, kUpdateTimer } = require('internal/http2/symbols');
const {
  codes: { ERR_HTTP2_PAYLOAD_FORBIDDEN, ERR_HTTP2_SEND_FILE, ERR_HTTP2_SEND_FILE_NOSEEK, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');

const kChunkBytes = 64 * 1024;

function readOptions(options) {
  const checked = checkOptions(options);
  for (const { 0: name, 1: type } of [['offset', 'number'], ['length', 'number'], ['statCheck', 'function'],
                                      ['onError', 'function']]) {
    if (checked[name] !== undefined && typeof checked[name] !== type) {
      throw new ERR_INVALID_ARG_VALUE(`options.${name}`, checked[name]);
    }
  }
  return checked;
}

function prepare(stream, headers, options) {
  checkOpen(stream);
  const checked = readOptions(options);
  const response = completeResponse(headers, checked);
  checkStatus(response.status);
  if (isBodylessStatus(response.status)) throw new ERR_HTTP2_PAYLOAD_FORBIDDEN(response.status);
  return { checked, response };
}

/**
 * @param {object} stream @param {number|FileHandle} fd is not closed
 * @param {object} [headers] @param {object} [options]
 */
function respondWithFD(stream, fd, headers, options) {
  checkOpen(stream);
  const number = fd instanceof FileHandle ? fd.fd : fd;
  if (typeof number !== 'number') throw new ERR_INVALID_ARG_TYPE('fd', ['number', 'FileHandle'], fd);
  const { checked, response } = prepare(stream, headers, options);
  stream[kUpdateTimer]();
  if (checked.statCheck === undefined) {
    const hasLength = typeof checked.length === 'number' && checked.length >= 0;
    start(stream, number, response, checked, hasLength ? checked.length : Infinity, () => {});
    return;
  }
  fs.fstat(number, (error, stat) => {
    if (stream.destroyed || stream.closed) return;
    if (error) stream.destroy(error);
    else checkAndStart(stream, number, stat, response, checked, () => {});
  });
}

/** @param {object} stream @param {string|Buffer|URL} path @param {object} [headers] @param {object} [options] */
function respondWithFile(stream, path, headers, options) {
  const { checked, response } = prepare(stream, headers, options);
  stream[kUpdateTimer]();
  const fail = (error) => {
    if (checked.onError) checked.onError(error);
    else stream.destroy(error);
  };
  fs.open(path, 'r', (error, fd) => {
    if (error) {
      fail(error);
      return;
    }
    const done = () => fs.close(fd, () => {});
    if (stream.destroyed || stream.closed) {
      done();
      return;
    }
    fs.fstat(fd, (statError, stat) => {
      if (stream.destroyed || stream.closed) {
        done();
        return;
      }
      const problem = statError ?? problemOf(stat, checked);
      if (problem) {
        done();
        fail(problem);
        return;
      }
      checkAndStart(stream, fd, stat, response, checked, done);
    });
  });
}

function problemOf(stat, options) {
  if (stat.isFile()) return null;
  if (stat.isDirectory()) return new ERR_HTTP2_SEND_FILE();
  return options.offset !== undefined || options.length !== undefined ? new ERR_HTTP2_SEND_FILE_NOSEEK() : null;
}

function checkAndStart(stream, fd, stat, response, options, done) {
  const limits = { offset: options.offset ?? 0, length: options.length ?? -1 };
  if (typeof options.statCheck === 'function' &&
      (Reflect.apply(options.statCheck, stream, [stat, response.copy, limits]) === false || stream.headersSent ||
       stream.destroyed || stream.closed)) {
    done();
    return;
  }
  let length = limits.length < 0 ? Infinity : limits.length;
  if (stat.isFile()) {
    length = Math.max(0, Math.min(stat.size - limits.offset, length));
    response.copy['content-length'] = length;
  }
  start(stream, fd, { ...response, list: response.copy }, { ...options, offset: limits.offset }, length, done);
}

// From here on nobody is there to catch what a header list is wrong about.
function start(stream, fd, response, options, length, done) {
  try {
    begin(stream, fd, response, options, length, done);
  } catch (error) {
    done();
    stream.destroy(error);
  }
}

function begin(stream, fd, response, options, length, done) {
  stream[kSendingFile] = true;
  stream.end();
  if (stream.headRequest || length === 0) {
    submitResponse(stream, response.copy, response.list, !stream.headRequest, !stream.headRequest && Boolean(options.waitForTrailers));
    if (!stream.headRequest && !stream.destroyed) finish(stream);
    stream[kSendingFile] = false;
    done();
    return;
  }
  submitResponse(stream, response.copy, response.list, true, Boolean(options.waitForTrailers));
  pump(stream, fd, options.offset > 0 ? options.offset : -1, length, done);
}

function finish(stream) {
  stream[kSendingFile] = false;
  nativeOf(stream)?.end(stream.id);
}

// Positions are kept when an offset was given; a pipe or a terminal has none.
function pump(stream, fd, position, left, done) {
  const buffer = Buffer.allocUnsafeSlow(Math.min(kChunkBytes, left));
  const next = () => {
    if (stream.destroyed || stream[kNativeGone]) {
      done();
      return;
    }
    fs.read(fd, buffer, 0, Math.min(buffer.length, left), position < 0 ? null : position, onRead);
  };
  const onRead = (error, bytesRead) => {
    if (stream.destroyed || stream[kNativeGone]) {
      done();
      return;
    }
    if (error) {
      stream[kSendingFile] = false;
      done();
      stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      return;
    }
    if (bytesRead === 0) {
      finish(stream);
      done();
      return;
    }
    stream[kUpdateTimer]();
    if (position >= 0) position += bytesRead;
    left -= bytesRead;
    const isLast = left === 0;
    stream[kOnWritten] = isLast ? () => {} : next;
    if (nativeOf(stream).write(stream.id, buffer.subarray(0, bytesRead)) !== 0 || isLast) {
      finish(stream);
      done();
    }
  };
  next();
}

module.exports = { respondWithFD, respondWithFile };
