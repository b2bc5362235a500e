'use strict';
// Dir, opendir, opendirSync. Callers: lib/fs.js, internal/fs/promises, internal/fs/glob.
// A Dir is a descriptor of the folder: `readEntries` fetches a batch of entries, from which read() hands out one each.
//
//   open --close()--> closed;   one asynchronous read or close at a time, later ones wait for it

const { codes: { ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION, ERR_INVALID_THIS, ERR_MISSING_ARGS } } = require('internal/errors');
const { newResourceId } = require('internal/async_context');
const { getOptions, getPath } = require('internal/fs/args');
const { isText, kType, toDirents } = require('internal/fs/dirent');
const { constants: { UV_DIRENT_DIR } } = binding('fs');
const { validateBoolean, validateFunction, validateUint32 } = require('internal/validators');
const native = binding('fs_dir');
const { close: nativeClose } = binding('fs_file');

const kMake = Symbol('make');
const pathModule = require('path');

class Dir {
  #fd;
  #path;
  #options;
  #ready = [];       // entries fetched and not yet handed out
  #next = 0;
  #folders = [];     // still to be visited, when recursive
  #ended = false;
  #waiting = null;   // calls that wait for the operation under way; null: none is
  #closed = false;

  constructor(key, path, fd, options = undefined) {
    if (key === undefined) throw new ERR_MISSING_ARGS('handle');
    newResourceId('DIRHANDLE', this);
    this.#fd = fd;
    this.#path = path;
    this.#options = options;
    this.#current = path;
  }

  #current;  // the folder that #fd stands for

  get path() {
    if (!(#path in this)) throw new ERR_INVALID_THIS('Dir');
    return this.#path;
  }

  // ---- reading ----

  #takeBatch(listing) {
    const { encoding, recursive } = this.#options;
    const dirents = toDirents(listing, this.#current, encoding, false);
    this.#ready = dirents;
    this.#next = 0;
    if (!recursive) return;
    for (const dirent of dirents) {
      if (dirent[kType] === UV_DIRENT_DIR) this.#folders.push(pathModule.join(`${dirent.parentPath}`, `${dirent.name}`));
    }
  }

  #shift() {
    return this.#next < this.#ready.length ? this.#ready[this.#next++] : null;
  }

  #fetch(callback) {
    const asBuffers = !isText(this.#options.encoding);
    native.readEntries(this.#fd, asBuffers, (error, listing) => {
      if (error) return callback(error);
      if (listing[0].length > 0) {
        this.#takeBatch(listing);
        return callback(null, this.#shift());
      }
      if (this.#folders.length === 0) {
        this.#ended = true;
        return callback(null, null);
      }
      this.#enter(this.#folders.shift(), callback);
    });
  }

  // Goes on in another folder.
  #enter(path, callback) {
    native.opendir(path, (error, fd) => {
      if (error) return callback(error);
      nativeClose(this.#fd, () => {
        this.#fd = fd;
        this.#current = path;
        this.#fetch(callback);
      });
    });
  }

  // Runs `work(done)` when no other operation is under way.
  #queue(work) {
    if (this.#waiting !== null) {
      this.#waiting.push(() => this.#queue(work));
      return;
    }
    this.#waiting = [];
    work(() => {
      const { 0: first, length } = this.#waiting;
      const rest = this.#waiting;
      this.#waiting = null;
      if (length === 0) return;
      first();
      for (let i = 1; i < length; i++) (this.#waiting ?? []).push(rest[i]);
    });
  }

  #read(callback) {
    if (this.#closed) return callback(new ERR_DIR_CLOSED());
    this.#queue((done) => {
      const finish = (error, dirent) => {
        done();
        if (error) callback(error);
        else callback(null, dirent);
      };
      if (this.#closed) return process.nextTick(finish, new ERR_DIR_CLOSED());
      const ready = this.#shift();
      if (ready !== null || this.#ended) return process.nextTick(finish, null, ready);
      this.#fetch(finish);
    });
  }

  /** @param {Function} [callback] without it a promise is returned */
  read(callback) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => {
        this.#read((error, dirent) => error ? reject(error) : resolve(dirent));
      });
    }
    validateFunction(callback, 'callback');
    if (this.#closed) throw new ERR_DIR_CLOSED();
    this.#read(callback);
  }

  readSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    if (this.#waiting !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
    for (;;) {
      const ready = this.#shift();
      if (ready !== null || this.#ended) return ready;
      const listing = native.readEntries(this.#fd, !isText(this.#options.encoding));
      if (listing[0].length > 0) {
        this.#takeBatch(listing);
      } else if (this.#folders.length === 0) {
        this.#ended = true;
      } else {
        const path = this.#folders.shift();
        const fd = native.opendir(path);
        nativeClose(this.#fd);
        this.#fd = fd;
        this.#current = path;
      }
    }
  }

  // ---- closing ----

  #close(callback) {
    this.#queue((done) => {
      if (this.#closed) {
        done();
        return process.nextTick(callback, new ERR_DIR_CLOSED());
      }
      this.#closed = true;
      nativeClose(this.#fd, (error) => {
        done();
        callback(error);
      });
    });
  }

  close(callback) {
    if (callback === undefined) {
      if (this.#closed) return Promise.reject(new ERR_DIR_CLOSED());
      return new Promise((resolve, reject) => {
        this.#close((error) => error ? reject(error) : resolve());
      });
    }
    validateFunction(callback, 'callback');
    if (this.#closed) return process.nextTick(callback, new ERR_DIR_CLOSED());
    this.#close(callback);
  }

  closeSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    if (this.#waiting !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
    this.#closed = true;
    nativeClose(this.#fd);
  }

  async* entries() {
    try {
      for (;;) {
        const dirent = await this.read();
        if (dirent === null) break;
        yield dirent;
      }
    } finally {
      if (!this.#closed) await this.close();
    }
  }

  [Symbol.dispose]() {
    if (!this.#closed) this.closeSync();
  }

  async [Symbol.asyncDispose]() {
    if (!this.#closed) await this.close();
  }
}

Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  __proto__: null, value: Dir.prototype.entries, enumerable: false, writable: true, configurable: true,
});

function getDirOptions(options) {
  const { encoding, bufferSize = 32, recursive } = getOptions(options, { encoding: 'utf8' });
  if (recursive !== undefined && recursive !== null) validateBoolean(recursive, 'options.recursive');
  return { encoding, bufferSize, recursive: Boolean(recursive) };
}

// The folder has to be there before its options are looked at.
function makeDir(path, fd, options) {
  try {
    validateUint32(options.bufferSize, 'options.bufferSize', true);
  } catch (error) {
    nativeClose(fd);
    throw error;
  }
  return new Dir(kMake, path, fd, options);
}

function opendir(path, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  validateFunction(callback, 'callback');
  path = getPath(path);
  options = getDirOptions(options);
  native.opendir(path, (error, fd) => {
    if (error) callback(error);
    else callback(null, makeDir(path, fd, options));
  });
}

function opendirSync(path, options) {
  path = getPath(path);
  options = getDirOptions(options);
  return makeDir(path, native.opendir(path), options);
}

module.exports = { Dir, opendir, opendirSync };
