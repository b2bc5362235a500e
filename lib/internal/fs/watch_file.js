'use strict';
// fs.watchFile and fs.unwatchFile: a file's stat is polled. Callers: lib/fs.js.
// All listeners of one file share one StatWatcher. Its fields are compared as bigints, without the time of access.

const { AsyncResource } = require('async_hooks');
const EventEmitter = require('events');
const { getPath } = require('internal/fs/args');
const { statsFromFields, statTarget, takeFields } = require('internal/fs/stats');
const { validateFunction, validateUint32 } = require('internal/validators');
const { stat: nativeStat } = binding('fs');

const watchers = new Map();
const kAccessTime = 10;  // index of its seconds; the nanoseconds follow
const ABSENT = new BigInt64Array(18);

function sameFields(a, b) {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && i !== kAccessTime && i !== kAccessTime + 1) return false;
  }
  return true;
}

class StatWatcher extends EventEmitter {
  #path;
  #bigint;
  #interval = 0;
  #timer = null;
  #resource;        // what async_hooks sees
  #fields = null;   // of the last poll; null before the first
  #stopped = true;
  #referenced = true;

  constructor(bigint) {
    super();
    this.#bigint = bigint;
  }

  start(filename, persistent, interval) {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#resource = new AsyncResource('STATWATCHER', { requireManualDestroy: true });
    this.#path = getPath(filename, 'filename');
    this.#interval = interval;
    this.#referenced = persistent;
    this.#poll();
  }

  #poll() {
    this.#timer = null;
    nativeStat(this.#path, statTarget(true), true, true, (error, there) => {
      if (this.#stopped) return;
      // A file that cannot be looked at counts as absent.
      this.#compare(!error && there ? takeFields() : ABSENT);
      if (!this.#stopped) this.#schedule();
    });
  }

  #schedule() {
    this.#timer = setTimeout(() => this.#poll(), this.#interval);
    if (!this.#referenced) this.#timer.unref();
  }

  #compare(fields) {
    const previous = this.#fields;
    this.#fields = fields;
    if (previous === null) {
      // The first look tells only of a file that is not there.
      if (fields === ABSENT) this.#emitChange(ABSENT, ABSENT);
    } else if (!sameFields(previous, fields)) {
      this.#emitChange(fields, previous);
    }
  }

  #emitChange(current, previous) {
    this.#resource.runInAsyncScope(() => {
      this.emit('change', statsFromFields(current, this.#bigint), statsFromFields(previous, this.#bigint));
    });
  }

  stop() {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#resource.emitDestroy();
    clearTimeout(this.#timer);
    process.nextTick(() => this.emit('stop'));
  }

  ref() {
    this.#referenced = true;
    this.#timer?.ref();
    return this;
  }

  unref() {
    this.#referenced = false;
    this.#timer?.unref();
    return this;
  }
}

function watchFile(filename, options, listener) {
  filename = require('path').resolve(`${getPath(filename)}`);
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = {};
  }
  const { interval = 5007, persistent = true, bigint = false } = options;
  validateFunction(listener, 'listener');
  require('internal/permission/check').checkPermission('FileSystemRead', filename);
  let watcher = watchers.get(filename);
  if (watcher === undefined) {
    validateUint32(interval, 'interval');
    watcher = new StatWatcher(Boolean(bigint));
    watcher.start(filename, Boolean(persistent), interval);
    watchers.set(filename, watcher);
  }
  watcher.addListener('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  filename = require('path').resolve(`${getPath(filename)}`);
  const watcher = watchers.get(filename);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') > 0) return;
  watcher.stop();
  watchers.delete(filename);
}

module.exports = { StatWatcher, unwatchFile, watchFile };
