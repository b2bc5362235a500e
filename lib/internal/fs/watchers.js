'use strict';
// fs.watch and fs.promises.watch. Callers: lib/fs.js, internal/fs/promises.
// One native Watcher is one inotify watch. With `recursive` on a folder there is one for it and one for each folder below,
// which come and go with the folders.

const EventEmitter = require('events');
const {
  AbortError, codes: { ERR_FS_WATCH_QUEUE_OVERFLOW, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE }, uvException,
} = require('internal/errors');
const { bytesToText, getBuffer, getOptions, getPath } = require('internal/fs/args');
const { lstatSync } = require('internal/fs/paths');
const { kEmptyObject } = require('internal/util');
const { kOwner } = require('internal/process/active');
const {
  validateAbortSignal, validateBoolean, validateInteger, validateObject, validateOneOf,
} = require('internal/validators');
const { Watcher } = binding('fs_watch');
const { readdir: nativeReaddir } = binding('fs_dir');
const { constants: { UV_DIRENT_DIR } } = binding('fs');
const pathModule = require('path');

function watchError(status, filename) {
  const error = uvException({ errno: status, syscall: 'watch', path: filename });
  error.filename = filename;
  return error;
}

function toText(name, encoding) {
  return bytesToText(name, encoding || 'utf8');
}

/** Tells which names `ignore` (text, RegExp, function, or a list of them) leaves out. */
function makeIgnore(ignore) {
  if (ignore === undefined || ignore === null) return null;
  const tests = (Array.isArray(ignore) ? ignore : [ignore]).map((one, i) => {
    const name = Array.isArray(ignore) ? `options.ignore[${i}]` : 'options.ignore';
    if (typeof one === 'function') return one;
    if (one instanceof RegExp) return (file) => RegExp.prototype.exec.call(one, file) !== null;
    if (typeof one !== 'string') throw new ERR_INVALID_ARG_TYPE(name, ['string', 'RegExp', 'Function'], one);
    if (one === '') throw new ERR_INVALID_ARG_VALUE(name, one, 'must be a non-empty string');
    const { matchesGlob } = pathModule;
    return (file) => matchesGlob(file, one) || matchesGlob(pathModule.basename(file), one);
  });
  return (file) => tests.some((test) => test(file));
}

class FSWatcher extends EventEmitter {
  _handle = null;
  #folders = null;  // recursive: relative folder -> its Watcher
  #root = '';
  #encoding;
  #ignore;
  #persistent = true;

  constructor(ignore) {
    super();
    this.#ignore = makeIgnore(ignore);
  }

  /** Starts once. @param {string|Buffer} filename */
  start(filename, persistent = true, recursive = false, encoding = undefined) {
    if (this._handle !== null) return;
    filename = getPath(filename, 'filename');
    this.#encoding = encoding;
    this.#persistent = persistent;
    this.#root = filename;
    if (recursive && isFolder(filename)) {
      this.#folders = new Map();
      this._handle = this.#watchFolder('');
      this.#watchBelow('');
    } else {
      this._handle = this.#open(filename, (eventType, name) => this.#emitChange(eventType, name));
    }
  }

  #open(path, onEvent) {
    const watcher = new Watcher((status, eventType, name) => {
      if (this._handle === null) return;
      if (status < 0) {
        const error = watchError(status, this.#root);
        this.#closeAll();
        this.emit('error', error);
      } else {
        onEvent(eventType, name);
      }
    });
    watcher[kOwner] = this;
    const status = watcher.start(getBuffer().from(path), false);
    if (status < 0) {
      watcher.close();
      throw watchError(status, path);
    }
    if (!this.#persistent) watcher.unref();
    return watcher;
  }

  #emitChange(eventType, name) {
    if (this.#ignore !== null && name !== null && this.#ignore(toText(name))) return;
    this.emit('change', eventType, name === null ? null : toText(name, this.#encoding));
  }

  // ---- recursive ----

  #watchFolder(relative) {
    const watcher = this.#open(pathModule.join(`${this.#root}`, relative), (eventType, name) => {
      this.#onBelow(relative, eventType, name === null ? '' : toText(name));
    });
    this.#folders.set(relative, watcher);
    return watcher;
  }

  // Watches the folders below `relative`, and tells of what is in it when `isNew`.
  #watchBelow(relative, isNew = false) {
    let listing;
    try {
      listing = nativeReaddir(pathModule.join(`${this.#root}`, relative), false, true, false, false);
    } catch {
      return;  // it has gone meanwhile
    }
    const { 0: names, 1: types } = listing;
    for (let i = 0; i < names.length; i++) {
      const path = relative === '' ? names[i] : `${relative}/${names[i]}`;
      if (isNew) this.#emitRelative('rename', path);
      if (types[i] === UV_DIRENT_DIR && this._handle !== null) this.#addFolder(path, isNew);
    }
  }

  #addFolder(relative, isNew) {
    if (this.#folders.has(relative)) return;
    try {
      this.#watchFolder(relative);
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') this.emit('error', error);
      return;
    }
    this.#watchBelow(relative, isNew);
  }

  #onBelow(folder, eventType, name) {
    // A folder that goes tells so twice: its parent's event counts.
    if (folder !== '' && !this.#folders.has(folder)) return;
    const relative = folder === '' ? name : `${folder}/${name}`;
    if (eventType === 'rename') {
      const path = pathModule.join(`${this.#root}`, relative);
      if (folder !== '' && !isFolder(pathModule.join(`${this.#root}`, folder))) return this.#dropFolder(folder);
      this.#emitRelative(eventType, relative);
      if (this._handle === null) return;
      if (isFolder(path)) this.#addFolder(relative, true);
      else if (this.#folders.has(relative)) this.#dropFolder(relative);
    } else {
      this.#emitRelative(eventType, relative);
    }
  }

  #emitRelative(eventType, relative) {
    if (this._handle === null || this.#ignore?.(relative)) return;
    const { Buffer } = require('buffer');
    const plain = !this.#encoding || this.#encoding === 'utf8';
    this.emit('change', eventType, plain ? relative : bytesToText(Buffer.from(relative), this.#encoding));
  }

  #dropFolder(relative) {
    for (const { 0: path, 1: watcher } of this.#folders) {
      if (path !== relative && !path.startsWith(`${relative}/`)) continue;
      watcher.close();
      this.#folders.delete(path);
    }
  }

  // ---- the end, and what keeps the loop alive ----

  #closeAll() {
    if (this.#folders !== null) this.#dropFolders();
    else this._handle.close();
    this._handle = null;
  }

  #dropFolders() {
    for (const watcher of this.#folders.values()) watcher.close();
    this.#folders = null;
  }

  close() {
    if (this._handle === null) return;
    this.#closeAll();
    process.nextTick(() => this.emit('close'));
  }

  #watchers() {
    if (this._handle === null) return [];
    return this.#folders === null ? [this._handle] : [...this.#folders.values()];
  }

  ref() {
    this.#persistent = true;
    for (const watcher of this.#watchers()) watcher.ref();
    return this;
  }

  unref() {
    this.#persistent = false;
    for (const watcher of this.#watchers()) watcher.unref();
    return this;
  }
}

function isFolder(path) {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options;
  options = getOptions(options);
  filename = getPath(filename);
  const { persistent = true, recursive = false, encoding, signal, ignore } = options;
  validateBoolean(recursive, 'options.recursive');
  const watcher = new FSWatcher(ignore);
  watcher.start(filename, Boolean(persistent), Boolean(recursive), encoding);
  if (listener) watcher.addListener('change', listener);
  if (signal) closeOnAbort(watcher, signal);
  return watcher;
}

function closeOnAbort(watcher, signal) {
  if (signal.aborted) return process.nextTick(() => watcher.close());
  const close = () => watcher.close();
  signal.addEventListener('abort', close, { once: true });
  watcher.once('close', () => signal.removeEventListener('abort', close));
}

// ---- fs.promises.watch ----

function getIteratorOptions(options) {
  validateObject(options, 'options');
  const { persistent = true, recursive = false, encoding = 'utf8', maxQueue = 2048, overflow = 'ignore', signal, ignore } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive, 'options.recursive');
  validateInteger(maxQueue, 'options.maxQueue');
  validateOneOf(overflow, 'options.overflow', ['ignore', 'error', 'throw']);
  validateAbortSignal(signal, 'options.signal');
  if (encoding && encoding !== 'buffer' && !getBuffer().isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
  return { persistent, recursive, encoding, maxQueue, overflow, signal, ignore };
}

async function* watchIterator(filename, options = kEmptyObject) {
  const { persistent, recursive, encoding, maxQueue, overflow, signal, ignore } = getIteratorOptions(options);
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const events = [];
  let failure = null;
  let wake = null;
  const notify = () => {
    wake?.();
    wake = null;
  };
  const fail = (error) => {
    failure ??= error;
    notify();
  };
  const watcher = new FSWatcher(ignore);
  const onAbort = () => fail(new AbortError(undefined, { cause: signal.reason }));
  watcher.on('error', fail);
  watcher.on('change', (eventType, name) => {
    if (events.length < maxQueue) events.push({ __proto__: null, eventType, filename: name });
    else if (overflow === 'ignore') process.emitWarning('fs.watch maxQueue exceeded');
    else fail(new ERR_FS_WATCH_QUEUE_OVERFLOW(maxQueue));
    notify();
  });
  try {
    watcher.start(getPath(filename), persistent, recursive, encoding);
    signal?.addEventListener('abort', onAbort, { once: true });
    for (;;) {
      if (events.length > 0 && failure === null) yield events.shift();
      else if (failure !== null) throw failure;
      else await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    watcher.close();
    signal?.removeEventListener('abort', onAbort);
  }
}

module.exports = { FSWatcher, watch, watchIterator };
