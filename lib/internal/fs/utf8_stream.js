'use strict';
// fs.Utf8Stream: text or buffers to a file with few, large writes (Node's documentation, "Class: fs.Utf8Stream").
// Callers: lib/fs.js.
//
//   opening --ready--> idle <--> writing;   end() or destroy() --> closed
//
// Data waits in #chunks, each at most maxWrite long; a write takes the first. Rules: 'drain' comes when nothing is left;
// a write that fails with EAGAIN or EBUSY is tried again where retryEAGAIN() says so.

const EventEmitter = require('events');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_OPERATION_FAILED } } = require('internal/errors');
const { getBuffer, parseFileMode } = require('internal/fs/args');
const { kEmptyObject, sleep } = require('internal/util');
const {
  validateBoolean, validateFunction, validateObject, validateOneOf, validateUint32,
} = require('internal/validators');
const { dirname } = require('path');

const kRetryDelay = 100;         // ms
const kHighWaterMark = 16387;    // beyond it write() answers false
const kDefaultMaxWrite = 16384;

class Utf8Stream extends EventEmitter {
  #fs;
  #file = null;
  #fd = -1;
  #options;
  #chunks = [];
  #size = 0;            // of all chunks
  #opening = false;
  #writing = false;
  #ending = false;
  #reopening = false;
  #destroyed = false;
  #timer = null;        // of periodicFlush
  #maxWrite;
  #retry;

  constructor(options = kEmptyObject) {
    super();
    validateObject(options, 'options');
    const {
      fd, dest, minLength = 0, maxLength = 0, maxWrite = kDefaultMaxWrite, periodicFlush = 0, sync = false, append = true,
      mkdir = false, fsync = false, contentMode = 'utf8', retryEAGAIN = () => true, fs = require('fs'),
    } = options;
    for (const { 0: name, 1: value } of Object.entries({ sync, append, mkdir, fsync })) validateBoolean(value, `options.${name}`);
    for (const { 0: name, 1: value } of Object.entries({ minLength, maxLength, maxWrite, periodicFlush })) {
      validateUint32(value, `options.${name}`);
    }
    validateOneOf(contentMode, 'options.contentMode', ['buffer', 'utf8']);
    validateFunction(retryEAGAIN, 'options.retryEAGAIN');
    validateObject(fs, 'options.fs');
    const mode = options.mode === undefined ? undefined : parseFileMode(options.mode, 'options.mode');
    if (minLength >= maxWrite) {
      throw new ERR_INVALID_ARG_VALUE('minLength', minLength, `should be smaller than maxWrite (${maxWrite})`);
    }
    this.#fs = fs;
    this.#maxWrite = maxWrite;
    this.#retry = retryEAGAIN;
    this.#options = { minLength, maxLength, periodicFlush, sync, append, mkdir, fsync, contentMode, mode };
    this.#start(fd ?? dest, fd);
    if (periodicFlush > 0) {
      this.#timer = setInterval(() => this.flush(() => {}), periodicFlush);
      this.#timer.unref();
    }
  }

  #start(target, fd) {
    if (typeof target === 'number') {
      this.#fd = target;
      process.nextTick(() => this.emit('ready'));
    } else if (typeof target === 'string') {
      this.#open(target);
    } else {
      throw new ERR_INVALID_ARG_TYPE('fd', ['number', 'string'], fd);
    }
  }

  // ---- what it is ----

  get mode() { return this.#options.mode; }
  get file() { return this.#file; }
  get fd() { return this.#fd; }
  get minLength() { return this.#options.minLength; }
  get maxLength() { return this.#options.maxLength; }
  get writing() { return this.#writing; }
  get sync() { return this.#options.sync; }
  get fsync() { return this.#options.fsync; }
  get append() { return this.#options.append; }
  get periodicFlush() { return this.#options.periodicFlush; }
  get contentMode() { return this.#options.contentMode; }
  get mkdir() { return this.#options.mkdir; }

  #checkAlive() {
    if (this.#destroyed) throw new ERR_INVALID_STATE('Utf8Stream is destroyed');
  }

  // ---- opening ----

  #open(file) {
    const { append, mkdir, mode, sync } = this.#options;
    const flags = append ? 'a' : 'w';
    this.#opening = true;
    this.#writing = true;
    if (sync) {
      if (mkdir) this.#fs.mkdirSync(dirname(file), { recursive: true });
      this.#opened(file, this.#fs.openSync(file, flags, mode));
      process.nextTick(() => this.emit('ready'));
      return;
    }
    const open = () => this.#fs.open(file, flags, mode, (error, fd) => {
      if (error) return this.#openFailed(error);
      this.#opened(file, fd);
      this.emit('ready');
      if (this.#destroyed) return;
      if (this.#size > 0 && this.#size >= this.minLength || this.#ending) this.#writeNext();
    });
    if (!mkdir) return open();
    this.#fs.mkdir(dirname(file), { recursive: true }, (error) => error ? this.#openFailed(error) : open());
  }

  #opened(file, fd) {
    this.#fd = fd;
    this.#file = file;
    this.#opening = false;
    this.#reopening = false;
    this.#writing = false;
  }

  #openFailed(error) {
    this.#opening = false;
    this.#writing = false;
    this.#reopening = false;
    this.emit('error', error);
  }

  reopen(file) {
    this.#checkAlive();
    if (this.#opening) {
      this.once('ready', () => this.reopen(file));
      return;
    }
    if (this.#ending) return;
    if (this.#file === null) throw new ERR_OPERATION_FAILED('Unable to reopen a file descriptor, you must pass a file to SonicBoom');
    if (file) this.#file = file;
    this.#reopening = true;
    if (!this.#writing) this.#reopenNow();
  }

  #reopenNow() {
    const old = this.#fd;
    this.once('ready', () => {
      if (old !== this.#fd) this.#fs.close(old, (error) => { if (error) this.emit('error', error); });
    });
    this.#open(this.#file);
  }

  // ---- writing ----

  write(data) {
    this.#checkAlive();
    const isText = this.#options.contentMode === 'utf8';
    if (isText ? typeof data !== 'string' : !(data instanceof Uint8Array)) {
      throw new ERR_INVALID_ARG_TYPE('data', isText ? 'string' : ['Buffer', 'TypedArray', 'DataView'], data);
    }
    const { length } = data;
    const { maxLength, minLength } = this.#options;
    if (maxLength > 0 && this.#size + length > maxLength) {
      this.emit('drop', data);
      return this.#size < kHighWaterMark;
    }
    this.#append(data, isText);
    if (!this.#writing && this.#size >= minLength) this.#writeNext();
    return this.#size < kHighWaterMark;
  }

  #append(data, isText) {
    this.#size += data.length;
    const last = this.#chunks.length - 1;
    if (isText && last >= 0 && this.#chunks[last].length + data.length <= this.#maxWrite) this.#chunks[last] += data;
    else this.#chunks.push(data);
  }

  // The first chunk, which small buffers are joined into.
  #takeChunk() {
    let chunk = this.#chunks[0];
    if (typeof chunk === 'string') return getBuffer().from(chunk, 'utf8');
    let count = 1;
    let size = chunk.length;
    while (count < this.#chunks.length && size + this.#chunks[count].length <= this.#maxWrite) size += this.#chunks[count++].length;
    if (count > 1) {
      chunk = getBuffer().concat(this.#chunks.slice(0, count), size);
      this.#chunks.splice(0, count, chunk);
    }
    return chunk;
  }

  // `written` bytes of what takeChunk() gave are out.
  #drop(bytes, written) {
    const chunk = this.#chunks[0];
    if (written === bytes.length) {
      this.#chunks.shift();
      this.#size -= chunk.length;
      return;
    }
    // What is left is kept as bytes: a write may end inside a character.
    const rest = bytes.subarray(written);
    this.#size += rest.length - chunk.length;
    this.#chunks[0] = rest;
  }

  #writeNext() {
    if (this.#size === 0) return this.#afterWrite();
    this.#writing = true;
    const bytes = this.#takeChunk();
    if (!this.#options.sync) {
      this.#fs.write(this.#fd, bytes, (error, written) => this.#written(error, bytes, written));
      return;
    }
    let written;
    let failure = null;
    try {
      written = this.#fs.writeSync(this.#fd, bytes);
    } catch (error) {
      failure = error;
    }
    this.#written(failure, bytes, written);
  }

  #mayRetry(error, bytes) {
    return (error.code === 'EAGAIN' || error.code === 'EBUSY') && this.#retry(error, bytes.length, this.#size - bytes.length);
  }

  #written(error, bytes, count) {
    if (error) {
      if (!this.#mayRetry(error, bytes)) {
        this.#writing = false;
        this.emit('error', error);
        return;
      }
      if (this.#options.sync) {
        sleep(kRetryDelay);
        this.#writeNext();
      } else {
        setTimeout(() => this.#writeNext(), kRetryDelay);
      }
      return;
    }
    this.emit('write', count);
    if (this.#destroyed) return;
    this.#drop(bytes, count);
    if (this.#chunks.length > 0) return this.#writeNext();
    if (this.#options.fsync) this.#fs.fsyncSync(this.#fd);
    this.#afterWrite();
  }

  #afterWrite() {
    this.#writing = false;
    if (this.#reopening) return this.#reopenNow();
    if (this.#ending) return this.#close();
    if (this.#options.sync) process.nextTick(() => { if (this.#size === 0) this.emit('drain'); });
    else this.emit('drain');
  }

  // ---- flushing ----

  flush(callback = () => {}) {
    validateFunction(callback, 'cb');
    if (this.#destroyed) {
      process.nextTick(callback, new ERR_INVALID_STATE('Utf8Stream is destroyed'));
      return;
    }
    if (this.#options.minLength === 0 && this.#size === 0 && !this.#opening) {
      callback();  // nothing is ever held back
    } else if (this.#opening || this.#writing) {
      this.#flushLater(callback);
    } else if (this.#size > 0) {
      this.#flushLater(callback);
      this.#writeNext();
    } else {
      process.nextTick(() => this.#sync(callback));
    }
  }

  #sync(callback) {
    if (this.#destroyed) return callback();
    this.#fs.fsync(this.#fd, (error) => {
      // Pipes and terminals cannot be synced.
      callback(error && error.code !== 'EBADF' && error.code !== 'EINVAL' ? error : undefined);
    });
  }

  #flushLater(callback) {
    const settle = (error) => {
      this.off('drain', onDrain);
      this.off('error', settle);
      this.off('close', onClose);
      if (error) callback(error);
      else this.#sync(callback);
    };
    const onDrain = () => settle();
    const onClose = () => {
      this.off('drain', onDrain);
      this.off('error', settle);
      callback();
    };
    this.on('drain', onDrain);
    this.on('error', settle);
    this.once('close', onClose);
    if (this.#opening) {
      this.once('ready', () => {
        if (!this.#writing) this.#size > 0 ? this.#writeNext() : settle();
      });
    }
  }

  flushSync() {
    this.#checkAlive();
    if (this.#fd < 0) throw new ERR_INVALID_STATE('Invalid file descriptor');
    while (this.#chunks.length > 0) {
      const bytes = this.#takeChunk();
      try {
        this.#drop(bytes, this.#fs.writeSync(this.#fd, bytes));
      } catch (error) {
        if (!this.#mayRetry(error, bytes)) throw error;
        sleep(kRetryDelay);
      }
    }
    try {
      this.#fs.fsyncSync(this.#fd);
    } catch {
      // Pipes and terminals cannot be synced; what has been written is out.
    }
  }

  // ---- the end ----

  end() {
    this.#checkAlive();
    if (this.#ending) return;
    this.#ending = true;
    if (this.#opening) return;
    if (!this.#writing) this.#writeNext();
  }

  destroy() {
    if (!this.#destroyed) this.#close();
  }

  [Symbol.dispose]() {
    this.destroy();
  }

  #close() {
    if (this.#opening && this.#fd < 0) {
      this.once('ready', () => this.#close());
      return;
    }
    if (this.#destroyed) return;
    this.#destroyed = true;
    clearInterval(this.#timer);
    const done = (error) => {
      if (error) {
        this.emit('error', error);
        return;
      }
      if (this.#ending && !this.#writing) this.emit('finish');
      this.emit('close');
    };
    const fd = this.#fd;
    // The standard streams stay open.
    if (fd === 1 || fd === 2) process.nextTick(done);
    else this.#fs.close(fd, done);
  }
}

module.exports = { Utf8Stream };
