'use strict';
// Operations on a file descriptor: callback and synchronous forms. Callers: lib/fs.js, internal/fs/streams,
// internal/fs/file_handle (through the callback forms).

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const {
  checkCallback, checkOwner, checkReadRange, checkView, checkViews, checkWriteRange, getBuffer, getFd, getFlags, getPath,
  getReadPosition, getWritePosition, isTextOrView, isView, parseFileMode, toUnixTimestamp,
} = require('internal/fs/args');
const { statTarget, takeStats } = require('internal/fs/stats');
const { kCustomPromisifyArgs } = require('internal/util');
const {
  kValidateObjectAllowNullable, validateEncoding, validateInteger, validateObject,
} = require('internal/validators');
const native = binding('fs_file');
const { fstat: nativeFstat } = binding('fs');

// ---- open and close ----

function open(path, flags, mode, callback) {
  path = getPath(path);
  if (arguments.length < 3) {
    callback = flags;
    flags = 'r';
    mode = 0o666;
  } else if (typeof mode === 'function') {
    callback = mode;
    mode = 0o666;
  } else {
    mode = parseFileMode(mode, 'mode', 0o666);
  }
  flags = getFlags(flags);
  native.open(path, flags, mode, checkCallback(callback));
}

function openSync(path, flags, mode) {
  return native.open(getPath(path), getFlags(flags), parseFileMode(mode, 'mode', 0o666));
}

function throwError(error) {
  if (error) throw error;
}

function close(fd, callback = throwError) {
  fd = getFd(fd);
  if (callback !== throwError) checkCallback(callback);
  native.close(fd, callback);
}

function closeSync(fd) {
  native.close(getFd(fd));
}

// ---- read ----

const kDefaultReadSize = 16384;

/** The checked range of a read; `length` 0 stands for nothing to do. */
function checkRead(buffer, offset, length) {
  if (offset === undefined || offset === null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length |= 0;
  if (length !== 0) {
    if (buffer.byteLength === 0) throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
    checkReadRange(offset, length, buffer.byteLength);
  }
  return { offset, length };
}

function read(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getFd(fd);
  let offset = offsetOrOptions;
  if (arguments.length <= 4) {
    let options;
    if (arguments.length === 4) {
      options = offsetOrOptions;
      callback = length;
      validateObject(options, 'options', kValidateObjectAllowNullable);
    } else if (arguments.length === 3) {
      callback = offsetOrOptions;
      if (!isView(buffer)) {
        options = buffer;
        validateObject(options, 'options', kValidateObjectAllowNullable);
        ({ buffer = getBuffer().alloc(kDefaultReadSize) } = options ?? {});
      }
    } else {
      callback = buffer;
      buffer = getBuffer().alloc(kDefaultReadSize);
    }
    ({ offset = 0, length = buffer?.byteLength - offset, position = null } = options ?? {});
  }
  checkView(buffer);
  checkCallback(callback);
  ({ offset, length } = checkRead(buffer, offset, length));
  position = getReadPosition(position, length);
  if (length === 0) return process.nextTick(callback, null, 0, buffer);
  native.read(fd, buffer, offset, length, position, (error, count) => callback(error, count || 0, buffer));
}
Object.defineProperty(read, kCustomPromisifyArgs, { __proto__: null, value: ['bytesRead', 'buffer'], enumerable: false });

function readSync(fd, buffer, offsetOrOptions, length, position) {
  checkView(buffer);
  fd = getFd(fd);
  let offset = offsetOrOptions;
  if (arguments.length <= 3 || (typeof offset === 'object' && offset !== null)) {
    if (offsetOrOptions !== undefined) validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable);
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? {});
  }
  ({ offset, length } = checkRead(buffer, offset, length));
  position = getReadPosition(position, length);
  return length === 0 ? 0 : native.read(fd, buffer, offset, length, position);
}

function readv(fd, buffers, position, callback) {
  fd = getFd(fd);
  checkViews(buffers);
  callback = checkCallback(callback || position);
  native.readv(fd, buffers, getWritePosition(position), (error, count) => callback(error, count || 0, buffers));
}
Object.defineProperty(readv, kCustomPromisifyArgs, { __proto__: null, value: ['bytesRead', 'buffers'], enumerable: false });

function readvSync(fd, buffers, position) {
  fd = getFd(fd);
  checkViews(buffers);
  return native.readv(fd, buffers, getWritePosition(position));
}

// ---- write ----

function checkWrite(buffer, offset, length) {
  if (offset === undefined || offset === null || typeof offset === 'function') offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (typeof length !== 'number') length = buffer.byteLength - offset;
  checkWriteRange(offset, length, buffer.byteLength);
  return { offset, length };
}

function write(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getFd(fd);
  let offset = offsetOrOptions;
  const answer = (error, count) => callback(error, count || 0, buffer);
  if (isView(buffer)) {
    callback = checkCallback(callback || position || length || offset);
    if (typeof offset === 'object') ({ offset = 0, length, position = null } = offsetOrOptions ?? {});
    ({ offset, length } = checkWrite(buffer, offset, length));
    return native.write(fd, buffer, offset, length, getWritePosition(position), answer);
  }
  isTextOrView(buffer);
  // (fd, string[, position[, encoding]], callback)
  if (typeof position !== 'function') {
    if (typeof offset === 'function') {
      position = offset;
      offset = null;
    } else {
      position = length;
    }
    length = 'utf8';
  }
  validateEncoding(buffer, length);
  callback = checkCallback(position);
  const bytes = toBytes(buffer, length);
  native.write(fd, bytes, 0, bytes.byteLength, getWritePosition(offset), answer);
}
Object.defineProperty(write, kCustomPromisifyArgs, { __proto__: null, value: ['bytesWritten', 'buffer'], enumerable: false });

// An unknown encoding stands for UTF-8 here.
function toBytes(text, encoding) {
  const Buffer = getBuffer();
  return Buffer.from(text, Buffer.isEncoding(encoding) ? encoding : 'utf8');
}

function writeSync(fd, buffer, offsetOrOptions, length, position) {
  fd = getFd(fd);
  let offset = offsetOrOptions;
  if (isView(buffer)) {
    if (position === undefined) position = null;
    if (typeof offset === 'object') ({ offset = 0, length, position = null } = offsetOrOptions ?? {});
    ({ offset, length } = checkWrite(buffer, offset, length));
    return native.write(fd, buffer, offset, length, getWritePosition(position));
  }
  isTextOrView(buffer);
  validateEncoding(buffer, length);
  if (length === undefined || length === null || length === 'utf8' || length === 'utf-8') {
    return native.writeText(fd, buffer, getWritePosition(offset));
  }
  const bytes = toBytes(buffer, length);
  return native.write(fd, bytes, 0, bytes.byteLength, getWritePosition(offset));
}

function writev(fd, buffers, position, callback) {
  fd = getFd(fd);
  checkViews(buffers);
  callback = checkCallback(callback || position);
  if (buffers.length === 0) return process.nextTick(callback, null, 0, buffers);
  native.writev(fd, buffers, getWritePosition(position), (error, count) => callback(error, count || 0, buffers));
}
Object.defineProperty(writev, kCustomPromisifyArgs, { __proto__: null, value: ['bytesWritten', 'buffers'], enumerable: false });

function writevSync(fd, buffers, position) {
  fd = getFd(fd);
  checkViews(buffers);
  return buffers.length === 0 ? 0 : native.writev(fd, buffers, getWritePosition(position));
}

// ---- attributes and contents ----

function fstat(fd, options = { bigint: false }, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  checkCallback(callback);
  const bigint = options.bigint === true;
  nativeFstat(getFd(fd), statTarget(bigint), bigint, (error) => {
    if (error) callback(error);
    else callback(null, takeStats(bigint));
  });
}

function fstatSync(fd, options = { bigint: false }) {
  const bigint = options.bigint === true;
  nativeFstat(getFd(fd), statTarget(bigint), bigint);
  return takeStats(bigint);
}

function fsync(fd, callback) {
  fd = getFd(fd);
  native.fsync(fd, checkCallback(callback));
}

function fsyncSync(fd) {
  native.fsync(getFd(fd));
}

function fdatasync(fd, callback) {
  fd = getFd(fd);
  native.fdatasync(fd, checkCallback(callback));
}

function fdatasyncSync(fd) {
  native.fdatasync(getFd(fd));
}

function ftruncate(fd, len = 0, callback) {
  if (typeof len === 'function') {
    callback = len;
    len = 0;
  }
  fd = getFd(fd);
  validateInteger(len, 'len');
  native.ftruncate(fd, Math.max(0, len), checkCallback(callback));
}

function ftruncateSync(fd, len = 0) {
  validateInteger(len, 'len');
  native.ftruncate(getFd(fd), Math.max(0, len));
}

function truncate(path, len, callback) {
  if (typeof len === 'function') {
    callback = len;
    len = 0;
  }
  if (len === undefined) len = 0;
  validateInteger(len, 'len');
  len = Math.max(0, len);
  checkCallback(callback);
  open(path, 'r+', (error, fd) => {
    if (error) return callback(error);
    native.ftruncate(fd, len, (failure) => native.close(fd, (closing) => callback(failure ?? closing)));
  });
}

function truncateSync(path, len) {
  if (len === undefined) len = 0;
  const fd = openSync(path, 'r+');
  try {
    ftruncateSync(fd, len);
  } finally {
    closeSync(fd);
  }
}

function fchmod(fd, mode, callback) {
  fd = getFd(fd);
  mode = parseFileMode(mode, 'mode');
  native.fchmod(fd, mode, checkCallback(callback));
}

function fchmodSync(fd, mode) {
  native.fchmod(getFd(fd), parseFileMode(mode, 'mode'));
}

function fchown(fd, uid, gid, callback) {
  fd = getFd(fd);
  checkOwner(uid, gid);
  native.fchown(fd, uid, gid, checkCallback(callback));
}

function fchownSync(fd, uid, gid) {
  fd = getFd(fd);
  checkOwner(uid, gid);
  native.fchown(fd, uid, gid);
}

function futimes(fd, atime, mtime, callback) {
  fd = getFd(fd);
  atime = toUnixTimestamp(atime, 'atime');
  mtime = toUnixTimestamp(mtime, 'mtime');
  native.futimes(fd, atime, mtime, checkCallback(callback));
}

function futimesSync(fd, atime, mtime) {
  native.futimes(getFd(fd), toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime'));
}

module.exports = {
  checkRead, checkWrite, close, closeSync, fchmod, fchmodSync, fchown, fchownSync, fdatasync, fdatasyncSync, fstat, fstatSync,
  fsync, fsyncSync, ftruncate, ftruncateSync, futimes, futimesSync, open, openSync, read, readSync, readv, readvSync,
  toBytes, truncate, truncateSync, write, writeSync, writev, writevSync,
};
