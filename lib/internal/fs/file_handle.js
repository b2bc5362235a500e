'use strict';
// FileHandle: what fs.promises.open() gives. Callers: internal/fs/promises, internal/fs/streams.
// Rules: an operation under way keeps the descriptor open; close() waits for them. After it the handle's fd is -1 and
// every operation rejects with EBADF.

const EventEmitter = require('events');
const { asProvider, hasInitHooks, newResourceId } = require('internal/async_context');
const { cloneError, kTransfer, registerCloneable } = require('internal/clone');
const { AbortError, codes: { ERR_INTERNAL_ASSERTION, ERR_INVALID_STATE }, isStackTraceLimitUsable } = require('internal/errors');
const { checkViews, checkWriteRange, getBuffer, getOptions, isTextOrView, isView, noFunction } = require('internal/fs/args');
const descriptors = require('internal/fs/descriptors');
const { kEmptyObject } = require('internal/util');
const {
  validateBoolean, validateEncoding, validateInteger, validateObject,
} = require('internal/validators');
const whole = require('internal/fs/whole_files');

/** A promise for what `call(callback)` calls back. */
function later(call, type = 'FSREQPROMISE') {
  return new Promise((resolve, reject) => {
    const callback = (error, value) => error ? reject(error) : resolve(value);
    // A frame less in the stacks of refused arguments, which show ten.
    if (hasInitHooks()) asProvider(type, call, callback);
    else call(callback);
  }).then(undefined, traceAwait);
}

// A failed system call comes back on an empty stack. Here, in the promise's reaction, V8 knows who awaits it.
function traceAwait(error) {
  if (typeof error?.syscall === 'string' && isStackTraceLimitUsable()) Error.captureStackTrace(error, traceAwait);
  throw error;
}

function closedError(syscall, message = 'file closed') {
  const error = new Error(message);
  error.code = 'EBADF';
  error.syscall = syscall;
  return error;
}

// A handle that is lost without close() must not take its descriptor with it.
const lost = new FinalizationRegistry((state) => {
  if (state.fd === -1) return;
  const { fd } = state;
  state.fd = -1;
  try {
    descriptors.closeSync(fd);
  } catch {
    return;
  }
  process.emitWarning(`Closing file descriptor ${fd} on garbage collection`);
  process.emitWarning('Closing a FileHandle object on garbage collection is deprecated. ' +
    'Please close FileHandle objects explicitly using FileHandle.prototype.close(). ' +
    'In the future, an error will be thrown if a file descriptor is closed during garbage collection.',
                      'DeprecationWarning', 'DEP0137');
});

class FileHandle extends EventEmitter {
  #state;
  #users = 1;
  #closing = null;      // promise of the close under way
  #whenUnused = null;   // resolve and reject of the close that waits
  #asyncId = newResourceId('FILEHANDLE', this);
  #locked = false;      // by a stream that is its only reader or writer
  #streams = 0;         // classic streams over it that are not closed
  #moved = false;

  constructor(fd) {
    super();
    if (!hasStreamMethods) addStreamMethods();
    this.#state = { fd };
    lost.register(this, this.#state, this);
  }

  getAsyncId() { return this.#asyncId; }
  get fd() { return this.#state.fd; }

  // ---- lifetime ----

  // Runs an operation that keeps the descriptor open.
  static async use(handle, name, operation) {
    if (!(#state in handle)) throw new ERR_INTERNAL_ASSERTION('handle must be an instance of FileHandle');
    if (handle.#state.fd === -1) throw closedError(name, handle.#moved ? 'The FileHandle has been transferred' : undefined);
    handle.#users++;
    try {
      return await operation(handle.#state.fd);
    } finally {
      handle.#release();
    }
  }

  #release() {
    if (--this.#users > 0) return;
    const { resolve, reject } = this.#whenUnused;
    this.#closeNow().then(resolve, reject);
  }

  #closeNow() {
    const { fd } = this.#state;
    this.#state.fd = -1;
    lost.unregister(this);
    return later((callback) => descriptors.close(fd, callback), 'FILEHANDLECLOSEREQ');
  }

  close = () => {
    if (this.#state.fd === -1) return Promise.resolve();
    if (this.#closing !== null) return this.#closing;
    this.#closing = new Promise((resolve, reject) => {
      this.#whenUnused = { resolve, reject };
    }).finally(() => { this.#closing = null; });
    this.#release();
    this.emit('close');
    return this.#closing;
  };

  async [Symbol.asyncDispose]() {
    await this.close();
  }

  [kTransfer]() {
    const isInUse = this.#users > 1 || this.#closing !== null || this.#locked || this.#streams > 0;
    if (isInUse) throw cloneError('Cannot transfer FileHandle while in use');
    const { CarriedDescriptor } = binding('messaging');
    const { fd } = this.#state;
    this.#state.fd = -1;
    this.#moved = true;
    lost.unregister(this);
    return { type: 'FileHandle', data: new CarriedDescriptor(fd) };
  }

  // ---- reading ----

  async read(buffer, offset, length, position) {
    return use(this, 'read', (fd) => readFrom(fd, buffer, offset, length, position));
  }

  async readv(buffers, position) {
    checkViews(buffers);
    const bytesRead = await use(this, 'readv', (fd) => later((callback) => descriptors.readv(fd, buffers, position, callback)));
    return { __proto__: null, bytesRead, buffers };
  }

  async readFile(options) {
    return use(this, 'readFile', (fd) => later((callback) => whole.readFile(fd, options, callback)));
  }

  readLines(options = undefined) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }

  readableWebStream(options = kEmptyObject) {
    this.#requireUnlocked();
    validateObject(options, 'options');
    const { type = 'bytes', autoClose = false } = options;
    validateBoolean(autoClose, 'options.autoClose');
    if (type !== 'bytes') {
      process.emitWarning('A non-"bytes" options.type has no effect. A byte-oriented steam is always created.',
                          'ExperimentalWarning');
    }
    this.#locked = true;
    return this.#makeWebStream(autoClose);
  }

  #requireUnlocked() {
    if (this.#state.fd === -1) throw new ERR_INVALID_STATE('The FileHandle is closed');
    if (this.#closing !== null) throw new ERR_INVALID_STATE('The FileHandle is closing');
    if (this.#locked) throw new ERR_INVALID_STATE('The FileHandle is locked');
  }

  // The handle for one reader or writer of node:stream/iter, until it gives it back.
  #lock(autoClose) {
    this.#locked = true;
    this.#users++;
    const unlock = () => {
      this.#locked = false;
      this.#release();
    };
    return {
      __proto__: null,
      fd: this.#state.fd,
      release: () => {
        unlock();
        return autoClose ? this.close() : undefined;
      },
      releaseSync: () => {
        unlock();
        if (autoClose) this.#closeSync();
      },
    };
  }

  #closeSync() {
    const { fd } = this.#state;
    if (fd === -1 || this.#closing !== null) return;
    this.#state.fd = -1;
    lost.unregister(this);
    this.emit('close');
    descriptors.closeSync(fd);
  }

  // A handle stays with its thread as long as `stream` lives.
  static attach = (handle, stream) => {
    handle.#streams++;
    stream.once('close', () => handle.#streams--);
  };

  // node:stream/iter's functions, for addStreamMethods().
  static iter = {
    pull: (handle, list) => {
      handle.#requireUnlocked();
      return require('internal/fs/file_iter').pullFrom((autoClose) => handle.#lock(autoClose), list);
    },
    pullSync: (handle, list) => {
      handle.#requireUnlocked();
      return require('internal/fs/file_iter').pullSyncFrom((autoClose) => handle.#lock(autoClose), list);
    },
    writer: (handle, options) => {
      handle.#requireUnlocked();
      validateObject(options, 'options');
      return require('internal/fs/file_iter').writerTo((autoClose) => handle.#lock(autoClose), options);
    },
  };

  #makeWebStream(autoClose) {
    this.#users++;
    let ended = false;
    const end = () => {
      if (ended) return undefined;
      ended = true;
      this.#release();
      return autoClose ? this.close() : undefined;
    };
    let controller;
    // A read that waits is answered by respond(0).
    const finish = () => {
      controller.close();
      controller.byobRequest?.respond(0);
    };
    const stream = new ReadableStream({
      type: 'bytes',
      autoAllocateChunkSize: 16384,
      start: (own) => { controller = own; },
      pull: async () => {
        const { view } = controller.byobRequest;
        const { bytesRead } = await readFrom(this.#state.fd, view, 0, view.byteLength);
        if (ended) return;  // the handle was closed meanwhile
        if (bytesRead > 0) {
          controller.byobRequest.respond(bytesRead);
          return;
        }
        const closed = end();
        finish();
        await closed;
      },
      cancel: () => end(),
    });
    this.once('close', () => {
      if (ended) return;
      end();
      finish();
    });
    return stream;
  }

  // ---- writing ----

  async write(buffer, offset, length, position) {
    return use(this, 'write', (fd) => writeTo(fd, buffer, offset, length, position));
  }

  async writev(buffers, position) {
    checkViews(buffers);
    if (buffers.length === 0) return { __proto__: null, bytesWritten: 0, buffers };
    const bytesWritten = await use(this, 'writev', (fd) => {
      return later((callback) => descriptors.writev(fd, buffers, position, callback));
    });
    return { __proto__: null, bytesWritten, buffers };
  }

  async writeFile(data, options) {
    return use(this, 'writeFile', (fd) => writeWhole(fd, data, options));
  }

  async appendFile(data, options) {
    return use(this, 'writeFile', (fd) => writeWhole(fd, data, options));
  }

  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }

  // ---- the rest ----

  async chmod(mode) {
    return use(this, 'fchmod', (fd) => later((callback) => descriptors.fchmod(fd, mode, callback)));
  }

  async chown(uid, gid) {
    return use(this, 'fchown', (fd) => later((callback) => descriptors.fchown(fd, uid, gid, callback)));
  }

  async datasync() {
    return use(this, 'fdatasync', (fd) => later((callback) => descriptors.fdatasync(fd, callback)));
  }

  async sync() {
    return use(this, 'fsync', (fd) => later((callback) => descriptors.fsync(fd, callback)));
  }

  async stat(options) {
    return use(this, 'fstat', (fd) => later((callback) => descriptors.fstat(fd, noFunction(options), callback)));
  }

  async truncate(len = 0) {
    validateInteger(len, 'len');
    return use(this, 'ftruncate', (fd) => later((callback) => descriptors.ftruncate(fd, len, callback)));
  }

  async utimes(atime, mtime) {
    return use(this, 'futimes', (fd) => later((callback) => descriptors.futimes(fd, atime, mtime, callback)));
  }
}

const { attach: attachStream, iter, use } = FileHandle;
delete FileHandle.attach;
delete FileHandle.iter;
delete FileHandle.use;

const streamMethods = {
  pull(...list) { return iter.pull(this, list); },
  pullSync(...list) { return iter.pullSync(this, list); },
  writer(options = kEmptyObject) { return iter.writer(this, options); },
};

let hasStreamMethods = false;
// They are there with --experimental-stream-iter, which is known when the first handle is made, not when this is loaded.
function addStreamMethods() {
  hasStreamMethods = true;
  if (!require('internal/options').getOptionValue('--experimental-stream-iter')) return;
  for (const [name, value] of Object.entries(streamMethods)) {
    Object.defineProperty(FileHandle.prototype, name, { __proto__: null, value, writable: true, configurable: true });
  }
}

// ---- read and write with all their forms of arguments ----

async function readFrom(fd, bufferOrOptions, offset, length, position) {
  let buffer = bufferOrOptions;
  if (!isView(buffer)) {
    bufferOrOptions ??= kEmptyObject;
    validateObject(bufferOrOptions, 'options');
    ({ buffer = getBuffer().alloc(16384), offset = 0, length = buffer.byteLength - offset, position = null } = bufferOrOptions);
  } else if (offset !== null && typeof offset === 'object') {
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
  }
  if (offset === undefined || offset === null) offset = 0;
  if (isView(buffer)) length ??= buffer.byteLength - offset;
  const bytesRead = await later((callback) => descriptors.read(fd, buffer, offset, length, position, callback));
  return { __proto__: null, bytesRead, buffer };
}

async function writeTo(fd, buffer, offset, length, position) {
  if (buffer?.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer };
  if (isView(buffer)) {
    if (typeof offset === 'object') {
      ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset ?? kEmptyObject);
    }
    if (offset === undefined || offset === null) offset = 0;
    else validateInteger(offset, 'offset', 0);
    if (typeof length !== 'number') length = buffer.byteLength - offset;
    checkWriteRange(offset, length, buffer.byteLength);
    const count = await later((callback) => descriptors.write(fd, buffer, offset, length, position, callback));
    return { __proto__: null, bytesWritten: count, buffer };
  }
  isTextOrView(buffer);
  validateEncoding(buffer, length);
  const count = await later((callback) => descriptors.write(fd, buffer, offset, length, callback));
  return { __proto__: null, bytesWritten: count, buffer };
}

function isIterable(data) {
  return data !== null && typeof data === 'object' && !isView(data) &&
    (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function');
}

/**
 * Writes text, bytes, or what an iterable or stream yields.
 * @param {number} fd
 * @param {string|ArrayBufferView|Iterable|AsyncIterable} data
 * @param {object|string} [options] encoding, signal, flush
 */
async function writeWhole(fd, data, options) {
  if (!isIterable(data)) return later((callback) => whole.writeFile(fd, data, options, callback));
  options = getOptions(options, { encoding: 'utf8' });
  const { encoding, signal, flush = false } = options;
  const check = () => {
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  };
  check();
  for await (const chunk of data) {
    check();
    const bytes = isView(chunk) ? chunk : getBuffer().from(chunk, encoding || 'utf8');
    await later((callback) => whole.writeFile(fd, bytes, undefined, callback));
    check();
  }
  if (flush) await later((callback) => descriptors.fsync(fd, callback));
  return undefined;
}

registerCloneable('FileHandle', (descriptor) => new FileHandle(descriptor.release()));

module.exports = { attachStream, FileHandle, isIterable, later, writeWhole };
