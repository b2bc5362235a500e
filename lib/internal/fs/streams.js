'use strict';
// ReadStream and WriteStream. Callers: lib/fs.js (fs.createReadStream ...), internal/fs/file_handle.
// Rules: both are functions, not classes, and go through the fs functions of the `fs` option or of the public module, since
// programs (graceful-fs) replace fs.open, fs.close, ReadStream and ReadStream.prototype.open.

const {
  codes: {
    ERR_FEATURE_UNAVAILABLE_ON_PLATFORM, ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS,
    ERR_METHOD_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE, ERR_STREAM_DESTROYED,
  },
} = require('internal/errors');
const { getBuffer, getFd, getOptions, getPath } = require('internal/fs/args');
const { deprecate } = require('internal/util');
const { validateBoolean, validateFunction, validateInt32, validateInteger } = require('internal/validators');
const { errorOrDestroy } = require('internal/streams/destroy');
const { finished, Readable, Writable } = require('stream');

const kFs = Symbol('kFs');
const kHandle = Symbol('kHandle');
const kBusy = Symbol('kBusy');      // a read or write is under way
const kIdle = Symbol('kIdle');      // called when it has ended, if the stream is being destroyed

// ---- what both share ----

/** The fs functions of a stream over a FileHandle, which keep the handle open while they run. */
function handleOperations(handle) {
  const settle = (promise, callback, pick) => {
    promise.then((result) => process.nextTick(callback, null, pick?.(result), result?.buffer ?? result?.buffers),
                 (error) => process.nextTick(callback, error));
  };
  return {
    open(path, flags, mode, callback) { throw new ERR_METHOD_NOT_IMPLEMENTED('open()'); },
    close(fd, callback) { settle(handle.close(), callback); },
    fsync(fd, callback) { settle(handle.sync(), callback); },
    read(fd, buffer, offset, length, position, callback) {
      settle(handle.read(buffer, offset, length, position), callback, (result) => result.bytesRead);
    },
    write(fd, buffer, offset, length, position, callback) {
      settle(handle.write(buffer, offset, length, position), callback, (result) => result.bytesWritten);
    },
    writev(fd, buffers, position, callback) {
      settle(handle.writev(buffers, position), callback, (result) => result.bytesWritten);
    },
  };
}

// Where the stream's descriptor comes from: a number, a FileHandle, or `path`, which is opened.
function setSource(stream, path, options, defaultFlags) {
  const { fd, windowsHandle } = options;
  if (windowsHandle !== undefined && windowsHandle !== null) {
    if (fd !== undefined && fd !== null) throw new ERR_INCOMPATIBLE_OPTION_PAIR('windowsHandle', 'fd');
    throw new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('windowsHandle');
  }
  if (fd === undefined || fd === null) {
    stream.fd = null;
    stream[kFs] = options.fs || require('fs');
    validateFunction(stream[kFs].open, 'options.fs.open');
    stream.path = getPath(path);
    stream.flags = options.flags === undefined ? defaultFlags : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
    return;
  }
  if (typeof fd === 'object' && fd instanceof require('internal/fs/file_handle').FileHandle) {
    if (options.fs) throw new ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
    validateInt32(fd.fd, 'fd', 0);  // -1: closed
    stream[kHandle] = fd;
    stream[kFs] = handleOperations(fd);
    require('internal/fs/file_handle').attachStream(fd, stream);
    fd.on('close', stream.close.bind(stream));
    stream.fd = fd.fd;
  } else {
    if (typeof fd !== 'number') throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], fd);
    stream[kFs] = options.fs || require('fs');
    stream.fd = getFd(fd);
  }
}

function openFile(stream, callback) {
  stream[kFs].open(stream.path, stream.flags, stream.mode, (error, fd) => {
    if (error) return callback(error);
    stream.fd = fd;
    callback();
    stream.emit('open', fd);
    stream.emit('ready');
  });
}

// A replaced open() tells by events how it went. The first 'error' goes to the stream's own machinery instead of to the
// listeners, which would hear of it twice.
function openByEvents(stream, callback) {
  const settle = () => { delete stream.emit; };
  Object.defineProperty(stream, 'emit', {
    __proto__: null,
    configurable: true,
    enumerable: false,
    writable: true,
    value(name, ...args) {
      if (name === 'error') {
        settle();
        callback(args[0]);
        return true;
      }
      if (name === 'open') {
        settle();
        callback();
        return stream.emit(name, ...args);
      }
      return Reflect.apply(Object.getPrototypeOf(stream).emit, stream, [name, ...args]);
    },
  });
  stream.open();
}

function construct(callback) {
  if (typeof this.fd === 'number') callback();
  else if (this.open !== openForRead && this.open !== openForWrite) openByEvents(this, callback);
  else openFile(this, callback);
}

// Streams open their file by themselves; these are there to be replaced.
const openForRead = deprecate(function() {}, 'ReadStream.prototype.open() is deprecated', 'DEP0135');
const openForWrite = deprecate(function() {}, 'WriteStream.prototype.open() is deprecated', 'DEP0135');

function closeFile(stream, error, callback) {
  stream[kFs].close(stream.fd, (failure) => callback(failure ?? error));
  stream.fd = null;
}

// Calls back with the file closed, after the read or write under way.
function destroyFile(stream, error, callback) {
  if (stream[kBusy]) {
    stream[kIdle] = (failure) => finishFile(stream, error ?? failure, callback);
  } else {
    finishFile(stream, error, callback);
  }
}

function finishFile(stream, error, callback) {
  if (typeof stream.fd !== 'number') return callback(error);
  if (!stream.flush) return closeFile(stream, error, callback);
  stream[kFs].fsync(stream.fd, (failure) => closeFile(stream, failure ?? error, callback));
}

// The read or write has ended. True: the stream has been destroyed meanwhile, and goes on there.
function endBusy(stream, error) {
  stream[kBusy] = false;
  const idle = stream[kIdle];
  if (idle === undefined) return stream.destroyed;
  stream[kIdle] = undefined;
  idle(error);
  return true;
}

function copyOptions(options) {
  options = { ...getOptions(options, {}) };
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  return options;
}

function needs(stream, name) {
  validateFunction(stream[kFs][name], `options.fs.${name}`);
}

const PENDING = {
  __proto__: null,
  get() { return this.fd === null; },
  configurable: true,
};

// ---- ReadStream ----

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = copyOptions(options);
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  setSource(this, path, options, 'r');
  needs(this, 'read');
  if (options.autoDestroy) needs(this, 'close');

  this.start = options.start;
  this.end = options.end === undefined || options.end === null ? Infinity : options.end;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kBusy] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) {
      throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  Reflect.apply(Readable, this, [options]);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

Object.defineProperty(ReadStream.prototype, 'autoClose', {
  __proto__: null,
  get() {
    if (this._readableState === undefined) throw new ERR_INVALID_THIS('ReadStream');
    return this._readableState.autoDestroy;
  },
  set(value) { this._readableState.autoDestroy = value; },
  configurable: true,
});
ReadStream.prototype.open = openForRead;
ReadStream.prototype._construct = construct;

ReadStream.prototype._read = function(size) {
  const at = this.pos !== undefined ? this.pos : this.bytesRead;
  size = Math.min(this.end - at + 1, size);
  if (size <= 0) {
    this.push(null);
    return;
  }
  const buffer = getBuffer().allocUnsafeSlow(size);
  this[kBusy] = true;
  this[kFs].read(this.fd, buffer, 0, size, this.pos, (error, count, filled = buffer) => {
    if (endBusy(this, error)) return;
    if (error) {
      errorOrDestroy(this, error);
    } else if (count > 0) {
      this.bytesRead += count;
      if (this.pos !== undefined) this.pos += count;
      this.push(trim(filled, count));
    } else {
      this.push(null);
    }
  });
};

// The part that was read; a small part does not keep the whole buffer alive.
function trim(buffer, count) {
  if (count === buffer.length) return buffer;
  const copy = getBuffer().allocUnsafeSlow(count);
  buffer.copy(copy, 0, 0, count);
  return copy;
}

ReadStream.prototype._destroy = function(error, callback) {
  destroyFile(this, error, callback);
};

ReadStream.prototype.close = function(callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

Object.defineProperty(ReadStream.prototype, 'pending', PENDING);

// ---- WriteStream ----

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = copyOptions(options);
  options.decodeStrings = true;
  setSource(this, path, options, 'w');
  if (options.flush !== undefined && options.flush !== null) validateBoolean(options.flush, 'options.flush');
  this.flush = options.flush ?? false;
  if (!this[kFs].write && !this[kFs].writev) needs(this, 'write');
  if (this[kFs].write) needs(this, 'write');
  if (this[kFs].writev) needs(this, 'writev');
  if (options.autoDestroy) needs(this, 'close');
  if (!this[kFs].writev) this._writev = null;
  if (this.flush) needs(this, 'fsync');

  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kBusy] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Reflect.apply(Writable, this, [options]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

Object.defineProperty(WriteStream.prototype, 'autoClose', {
  __proto__: null,
  get() {
    if (this._writableState === undefined) throw new ERR_INVALID_THIS('WriteStream');
    return this._writableState.autoDestroy;
  },
  set(value) { this._writableState.autoDestroy = value; },
  configurable: true,
});
WriteStream.prototype.open = openForWrite;
WriteStream.prototype._construct = construct;

const kMaxIdleWrites = 5;

function stuckError() {
  const error = new Error('write failed');
  error.code = 'EIO';
  error.syscall = 'write';
  return error;
}

// With only one of write() and writev() given, it serves for both.
function writeOnce(stream, buffer, position, callback) {
  const fs = stream[kFs];
  if (fs.write) fs.write(stream.fd, buffer, 0, buffer.length, position, callback);
  else fs.writev(stream.fd, [buffer], position ?? null, callback);
}

// Writes all of the buffer; a disk that takes nothing several times in a row is an error.
function writeAll(stream, buffer, position, callback, idle = 0) {
  writeOnce(stream, buffer, position, (error, count) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      count = 0;
    }
    if (error || stream.destroyed) return callback(error ?? new ERR_STREAM_DESTROYED('write'));
    stream.bytesWritten += count;
    if (count === buffer.length) return callback(null);
    idle = count === 0 ? idle + 1 : 0;
    if (idle >= kMaxIdleWrites) return callback(stuckError());
    writeAll(stream, buffer.subarray(count), position === undefined ? undefined : position + count, callback, idle);
  });
}

function writeAllBuffers(stream, buffers, size, position, callback) {
  stream[kFs].writev(stream.fd, buffers, position ?? null, (error, count) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      count = 0;
    }
    if (error || stream.destroyed) return callback(error ?? new ERR_STREAM_DESTROYED('write'));
    stream.bytesWritten += count;
    if (count === size) return callback(null);
    const rest = getBuffer().concat(buffers).subarray(count);
    writeAll(stream, rest, position === undefined ? undefined : position + count, callback);
  });
}

function writeDone(stream, callback) {
  return (error) => {
    // A stream that was destroyed meanwhile did not fail by that.
    endBusy(stream, error?.code === 'ERR_STREAM_DESTROYED' ? null : error);
    callback(error);
  };
}

WriteStream.prototype._write = function(data, encoding, callback) {
  this[kBusy] = true;
  const position = this.pos;
  if (position !== undefined) this.pos += data.length;
  writeAll(this, data, position, writeDone(this, callback));
};

WriteStream.prototype._writev = function(chunks, callback) {
  const buffers = new Array(chunks.length);
  let size = 0;
  for (let i = 0; i < chunks.length; i++) {
    buffers[i] = chunks[i].chunk;
    size += buffers[i].length;
  }
  this[kBusy] = true;
  const position = this.pos;
  if (position !== undefined) this.pos += size;
  writeAllBuffers(this, buffers, size, position, writeDone(this, callback));
};

WriteStream.prototype._destroy = function(error, callback) {
  destroyFile(this, error, callback);
};

WriteStream.prototype.close = function(callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  // Without autoClose nobody else destroys the stream after 'finish'.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};
// A file has no other half to wait for.
WriteStream.prototype.destroySoon = WriteStream.prototype.end;

Object.defineProperty(WriteStream.prototype, 'pending', PENDING);

module.exports = { kFs, ReadStream, WriteStream };
