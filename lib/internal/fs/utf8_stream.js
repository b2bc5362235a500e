'use strict';
// fs.Utf8Stream: text or buffers to a file with few, large writes (Node's documentation, "Class: fs.Utf8Stream").
// Callers: lib/fs.js.
//
//   opening --ready--> idle <--> writing;   end() or destroy() --> closed
//
// Data waits in #chunks (internal/fs/utf8_chunks); #current is what is being written, or what a write that failed has left. Rules:
// 'drain' comes when no more than minLength is left; a write that fails with EAGAIN or EBUSY is tried again where retryEAGAIN() says
// so; functions of options.fs stand in for those of fs one by one.

const EventEmitter = require('events');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_OPERATION_FAILED } } = require('internal/errors');
const { getBuffer } = require('internal/fs/args');
const { BufferChunks, TextChunks } = require('internal/fs/utf8_chunks');
const { kEmptyObject, sleep } = require('internal/util');
const {
  validateBoolean, validateFunction, validateObject, validateOneOf, validateUint32,
} = require('internal/validators');
const { dirname } = require('path');

const kRetryDelay = 100;         // ms
const kHighWaterMark = 16387;    // beyond it write() answers false
const kDefaultMaxWrite = 16384;
const kCheckedFunctions = ['write', 'writeSync', 'fsync', 'fsyncSync', 'close', 'open', 'mkdir', 'mkdirSync'];

/** The functions of fs with those of `overrides` in their place. */
function fileSystem(overrides) {
  const functions = { ...require('fs'), ...overrides };
  for (const name of kCheckedFunctions) validateFunction(functions[name], `options.fs.${name}`);
  return functions;
}

const mayBeTriedAgain = ({ code }) => code === 'EAGAIN' || code === 'EBUSY';
const noop = () => {};

class Utf8Stream extends EventEmitter {
  #fs;
  #file = null;
  #fd = -1;
  #options;
  #chunks;
  #current;
  #highWaterMark;
  #opening = false;
  #writing = false;
  #ending = false;
  #reopening = false;
  #flushOnOpen = false;
  #drainScheduled = false;
  #destroyed = false;
  #timer = null;        // of periodicFlush
  #retry;

  constructor(options = kEmptyObject) {
    super();
    validateObject(options, 'options');
    const target = this.#configure(options);
    if (typeof target === 'number') {
      this.#fd = target;
      process.nextTick(() => this.emit('ready'));
    } else if (typeof target === 'string') {
      this.#open(target);
    } else {
      throw new ERR_INVALID_ARG_TYPE('fd', ['number', 'string'], target);
    }
    const { maxWrite, minLength, periodicFlush } = this.#options;
    if (minLength >= maxWrite) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('minLength', minLength, `should be smaller than maxWrite (${maxWrite})`);
    }
    if (periodicFlush > 0) {
      this.#timer = setInterval(() => this.flush(), periodicFlush);
      this.#timer.unref();
    }
  }

  // Checks and keeps the options; answers what to write to.
  #configure({ fd, dest, minLength, maxLength, maxWrite, periodicFlush, sync, append = true, mkdir, retryEAGAIN, fsync,
    contentMode = 'utf8', mode, fs: overrides = kEmptyObject }) {
    validateObject(overrides, 'options.fs');
    this.#fs = fileSystem(overrides);
    this.#highWaterMark = Math.max(minLength || 0, kHighWaterMark);
    validateUint32(this.#highWaterMark, 'options.hwm');
    const numbers = {
      minLength: minLength || 0, maxLength: maxLength || 0, maxWrite: maxWrite || kDefaultMaxWrite, periodicFlush: periodicFlush || 0,
    };
    for (const { 0: name, 1: value } of Object.entries(numbers)) validateUint32(value, `options.${name}`);
    const booleans = { sync: sync || false, fsync: fsync || false, append: append || false, mkdir: mkdir || false };
    for (const { 0: name, 1: value } of Object.entries(booleans)) validateBoolean(value, `options.${name}`);
    this.#retry = retryEAGAIN || (() => true);
    validateFunction(this.#retry, 'options.retryEAGAIN');
    validateOneOf(contentMode, 'options.contentMode', ['buffer', 'utf8']);
    this.#options = { ...numbers, ...booleans, contentMode, mode };
    const Chunks = contentMode === 'buffer' ? BufferChunks : TextChunks;
    this.#chunks = new Chunks(this.#options.maxWrite);
    this.#current = this.#chunks.empty;
    return fd ?? dest;
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

  get #size() { return this.#chunks.size + this.#current.length; }

  #checkAlive() {
    if (this.#destroyed) throw new ERR_INVALID_STATE('Utf8Stream is destroyed');
  }

  // ---- opening ----

  #open(file) {
    this.#opening = true;
    this.#writing = true;
    if (this.#options.sync) return this.#openSync(file);
    const { append, mkdir, mode } = this.#options;
    const open = () => this.#fs.open(file, append ? 'a' : 'w', mode, (error, fd) => {
      if (error) return this.#openFailed(error);
      const again = this.#opened(file, fd);
      this.emit('ready');
      this.#afterReady(again);
    });
    if (!mkdir) return open();
    this.#fs.mkdir(dirname(file), { recursive: true }, (error) => error ? this.#openFailed(error) : open());
  }

  #openSync(file) {
    const { append, mkdir, mode } = this.#options;
    let fd;
    try {
      if (mkdir) this.#fs.mkdirSync(dirname(file), { recursive: true });
      fd = this.#fs.openSync(file, append ? 'a' : 'w', mode);
    } catch (error) {
      this.#openFailed(error);
      throw error;
    }
    const again = this.#opened(file, fd);
    process.nextTick(() => this.emit('ready'));
    this.#afterReady(again);
  }

  // Returns whether the file was open before.
  #opened(file, fd) {
    const again = this.#reopening;
    this.#fd = fd;
    this.#file = file;
    this.#opening = false;
    this.#reopening = false;
    this.#writing = false;
    this.#drainScheduled = false;
    return again;
  }

  #afterReady(again) {
    if (this.#destroyed) return this.#closeFile();
    if (this.#writing) return;
    const flushed = this.#flushOnOpen;
    this.#flushOnOpen = false;
    if (this.#ending || flushed || this.#size > this.#options.minLength) this.#writeOrClose();
    else if (again) process.nextTick(() => this.emit('drain'));
  }

  #openFailed(error) {
    const again = this.#reopening;
    this.#opening = false;
    this.#writing = false;
    this.#reopening = false;
    if (!this.#options.sync) this.emit('error', error);
    else if (again) process.nextTick(() => { if (this.listenerCount('error') > 0) this.emit('error', error); });
    if (this.#destroyed && this.#fd >= 0) this.#closeFile();
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
    if (this.#options.contentMode === 'utf8') {
      if (typeof data !== 'string') throw new ERR_INVALID_ARG_TYPE('data', 'string', data);
    } else if (!getBuffer().isBuffer(data)) {
      throw new ERR_INVALID_ARG_TYPE('data', 'Buffer', data);
    }
    const { maxLength, minLength } = this.#options;
    if (maxLength > 0 && this.#size + data.length > maxLength) {
      this.emit('drop', data);
    } else {
      this.#chunks.add(data);
      if (!this.#writing && this.#size >= minLength) this.#writeNext();
    }
    return this.#size < this.#highWaterMark;
  }

  #writeNext() {
    this.#writing = true;
    if (this.#current.length === 0) this.#current = this.#chunks.take();
    if (this.#options.sync) {
      this.#writeNextSync();
      return;
    }
    const done = (error, written) => this.#written(error, written);
    if (typeof this.#current === 'string') this.#fs.write(this.#fd, this.#current, 'utf8', done);
    else this.#fs.write(this.#fd, this.#current, done);
  }

  #writeNextSync() {
    let written;
    try {
      written = this.#writeSync(this.#current);
    } catch (error) {
      this.#written(error);
      return;
    }
    this.#written(null, written);
  }

  #writeSync(chunk) {
    return typeof chunk === 'string' ? this.#fs.writeSync(this.#fd, chunk, 'utf8') : this.#fs.writeSync(this.#fd, chunk);
  }

  #written(error, count) {
    if (error) {
      if (!mayBeTriedAgain(error) || !this.#retry(error, this.#current.length, this.#chunks.size)) return this.#failed(error);
      if (!this.#options.sync) {
        setTimeout(() => this.#writeNext(), kRetryDelay);
        return;
      }
      sleep(kRetryDelay);
      count = 0;
    }
    this.emit('write', count);
    this.#current = this.#chunks.rest(this.#current, count);
    if (this.#destroyed) this.#discard();
    if (this.#current.length > 0) {
      if (!this.#options.sync) return this.#writeNext();
      if (!this.#writeRestSync()) return;
    }
    if (this.#options.fsync && !this.#syncAfterWrite()) return;
    this.#afterWrite();
  }

  // What a short write has left. False where that failed: #written() has gone on.
  #writeRestSync() {
    try {
      while (this.#current.length > 0) this.#current = this.#chunks.rest(this.#current, this.#writeSync(this.#current));
      return true;
    } catch (error) {
      this.#written(error);
      return false;
    }
  }

  #syncAfterWrite() {
    try {
      this.#fs.fsyncSync(this.#fd);
      return true;
    } catch (error) {
      if (!this.#options.sync) throw error;
      this.#failed(error);
      return false;
    }
  }

  #failed(error) {
    this.#writing = false;
    this.emit('error', error);
  }

  #discard() {
    while (this.#chunks.size > 0) this.#chunks.take();
    this.#current = this.#chunks.empty;
  }

  #afterWrite() {
    this.#writing = false;
    if (this.#reopening && !this.#destroyed) return this.#reopenNow();
    if (this.#size > this.#options.minLength) return this.#writeNext();
    if (this.#ending && !this.#destroyed) return this.#writeOrClose();
    if (!this.#options.sync) {
      this.emit('drain');
    } else if (!this.#drainScheduled) {
      this.#drainScheduled = true;
      process.nextTick(() => {
        this.#drainScheduled = false;
        this.emit('drain');
      });
    }
  }

  // ---- flushing ----

  flush(callback = noop) {
    validateFunction(callback, 'cb');
    if (this.#destroyed) {
      callback(new ERR_INVALID_STATE('Utf8Stream is destroyed'));
      return;
    }
    if (this.#options.minLength === 0) {
      callback();  // nothing is ever held back
      return;
    }
    this.#whenDrained(callback);
    if (this.#opening) this.#flushOnOpen = true;
    else if (!this.#writing) this.#writeNext();
  }

  #whenDrained(callback) {
    const settle = (finish) => (error) => {
      this.off('drain', onDrain);
      this.off('error', onError);
      this.off('close', onClose);
      finish(error);
    };
    const onDrain = settle(() => this.#sync(callback));
    const onError = settle(callback);
    const onClose = settle(() => callback());
    this.#drainScheduled = false;
    this.on('drain', onDrain);
    this.on('error', onError);
    this.on('close', onClose);
  }

  #sync(callback) {
    if (this.#destroyed || this.#options.fsync) return callback();
    try {
      // With EBADF the file was closed meanwhile, and what was written is out.
      this.#fs.fsync(this.#fd, (error) => error?.code === 'EBADF' ? callback() : callback(error));
    } catch (error) {
      callback(error);
    }
  }

  flushSync() {
    this.#checkAlive();
    if (this.#fd < 0) throw new ERR_INVALID_STATE('Invalid file descriptor');
    if (!this.#writing && this.#current.length > 0) {
      this.#chunks.putBack(this.#current);
      this.#current = this.#chunks.empty;
    }
    while (this.#chunks.size > 0) this.#flushChunk(this.#chunks.take());
    if (this.#options.contentMode === 'buffer') return;
    try {
      this.#fs.fsyncSync(this.#fd);
    } catch {
      // Pipes and terminals cannot be synced; what was written is out.
    }
  }

  #flushChunk(chunk) {
    while (chunk.length > 0) {
      try {
        chunk = this.#chunks.rest(chunk, this.#writeSync(chunk));
      } catch (error) {
        if (!mayBeTriedAgain(error) || !this.#retry(error, chunk.length, this.#size)) {
          this.#chunks.putBack(chunk);
          throw error;
        }
        sleep(kRetryDelay);
      }
    }
  }

  // ---- the end ----

  end() {
    this.#checkAlive();
    if (this.#ending) return;
    this.#ending = true;
    if (!this.#writing) this.#writeOrClose();
  }

  destroy() {
    if (!this.#destroyed) this.#close();
  }

  [Symbol.dispose]() {
    this.destroy();
  }

  #writeOrClose() {
    if (this.#ending && (this.#size === 0 || this.#fd < 0)) this.#close();
    else this.#writeNext();
  }

  #close() {
    this.#destroyed = true;
    clearInterval(this.#timer);
    if (!this.#opening) this.#closeFile();
  }

  #closeFile() {
    const fd = this.#fd;
    const done = (error) => {
      if (error) {
        this.emit('error', error);
        return;
      }
      if (this.#ending && !this.#writing) this.emit('finish');
      this.emit('close');
    };
    try {
      // The standard streams stay open. What cannot be synced is closed all the same.
      this.#fs.fsync(fd, () => fd === 1 || fd === 2 ? done() : this.#fs.close(fd, done));
    } catch {
      // No descriptor: opening failed, or the constructor got a number that is none.
    }
  }
}

module.exports = { Utf8Stream };
