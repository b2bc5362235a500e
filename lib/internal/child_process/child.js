'use strict';
// ChildProcess: one running program. Callers: lib/child_process.js; cluster.
//
// 'exit' comes when the program has ended, 'close' when its pipes and its channel are closed, too. A program that could
// not be started has 'error' instead of 'exit'.

const EventEmitter = require('events');
const { codes: { ERR_INVALID_ARG_TYPE }, errnoException } = require('internal/errors');
const { validateObject, validateString, validateOneOf, validateArray } = require('internal/validators');
const { convertToValidSignal } = require('internal/util');
const { closePipes, flatten, kInheritHandle, kPipe, normalizeStdio } = require('internal/child_process/stdio');
const { nativeFlags } = require('internal/child_process/arguments');
const { builtinChannel, builtinTracing } = require('internal/diagnostics');
const { kOwner } = require('internal/process/active');
const native = binding('child');

const created = builtinChannel('child_process');
const spawning = builtinTracing('child_process.spawn');

const { EACCES, EAGAIN, EMFILE, ENFILE, ENOENT, EINVAL, ENOSYS, ESRCH } = require('os').constants.errno;
// Failures of the file or of limits are events, other ones are thrown.
const REPORTED = new Set([-EACCES, -EAGAIN, -EMFILE, -ENFILE, -ENOENT]);

let signalNames;
/** @param {number} number @returns {string|null} */
function signalName(number) {
  if (!number) return null;
  if (signalNames === undefined) {
    signalNames = new Map();
    // Of two names the first is the usual one.
    for (const { 0: name, 1: value } of Object.entries(require('os').constants.signals)) {
      if (!signalNames.has(value)) signalNames.set(value, name);
    }
  }
  return signalNames.get(number) ?? null;
}

function resumeUnread(child) {
  for (const stream of child.stdio ?? []) {
    if (stream?.readable && !stream._stdioUsed) stream.resume();
  }
}

class ChildProcess extends EventEmitter {
  constructor() {
    super();
    this._closesNeeded = 1;
    this._closesGot = 0;
    this.connected = false;
    this.signalCode = null;
    this.exitCode = null;
    this.killed = false;
    this.spawnfile = null;
    this._handle = null;
    if (created.hasSubscribers) created.publish({ process: this });
  }

  /** @param {{file: string, args: string[], envPairs?: string[], stdio?: string|Array, detached?: boolean}} options */
  spawn(options) {
    validateObject(options, 'options');
    const stdio = normalizeStdio(options.stdio || 'pipe', false);
    let envPairs = options.envPairs;
    try {
      validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
      if (envPairs !== undefined) validateArray(envPairs, 'options.envPairs');
      validateString(options.file, 'options.file');
      if (options.args !== undefined && !Array.isArray(options.args)) {
        throw new ERR_INVALID_ARG_TYPE('options.args', 'Array', options.args);
      }
    } catch (error) {
      closePipes(stdio.list);
      throw error;
    }
    const serialization = options.serialization || 'json';
    if (stdio.ipc !== undefined) {
      envPairs = [...(envPairs ?? []), `NODE_CHANNEL_FD=${stdio.ipcFd}`,
                  `NODE_CHANNEL_SERIALIZATION_MODE=${serialization}`];
    }
    this.spawnfile = options.file;
    this.spawnargs = options.args ?? [];
    if (spawning.hasSubscribers) spawning.channels.start.publish({ process: this, options });
    // Nothing and what is no text leave the child where its parent is (spawnSync() has no such exception).
    const cwd = typeof options.cwd === 'string' && options.cwd !== '' ? options.cwd : undefined;
    const result = native.spawn(
      options.file, this.spawnargs, cwd, envPairs, nativeFlags(options),
      (options.uid ?? 0) >>> 0, (options.gid ?? 0) >>> 0, flatten(stdio.list),
      (code, signal) => result.onexit(code, signal));
    const status = typeof result === 'number' ? result : 0;
    if (status !== 0 && spawning.hasSubscribers) spawning.channels.error.publish({ process: this, error: errnoException(status, 'spawn') });
    if (status !== 0 && !REPORTED.has(status)) {
      closePipes(stdio.list);
      throw errnoException(status, 'spawn');
    }
    if (status === 0) {
      this._handle = result;
      result[kOwner] = this;
      result.onexit = (code, signal) => onExit(this, code, signal);  // packages that carry a context wrap it
      this.pid = result.pid;
      process.nextTick(emitSpawn, this);
      if (spawning.hasSubscribers) spawning.channels.end.publish({ process: this });
    } else {
      this.pid = undefined;
      process.nextTick(onExit, this, status, 0);
      // Without descriptors there is nothing to make sockets of.
      if (status === -EMFILE || status === -ENFILE) {
        closePipes(stdio.list);
        return status;
      }
    }
    makeStreams(this, stdio);
    if (stdio.ipc !== undefined) {
      require('internal/child_process/ipc').setupChannel(this, stdio.ipc, serialization);
      this._closesNeeded++;
      this.once('disconnect', () => maybeClose(this));
    }
    return status;
  }

  /** @param {string|number} [signal] @returns {boolean} whether it was sent */
  kill(signal) {
    const number = signal === 0 ? 0 : convertToValidSignal(signal === undefined ? 'SIGTERM' : signal);
    if (!this._handle) return false;
    const status = this._handle.kill(number);
    if (status === 0) {
      this.killed = true;
      return true;
    }
    if (status === -EINVAL || status === -ENOSYS) throw errnoException(status, 'kill');
    if (status !== -ESRCH) this.emit('error', errnoException(status, 'kill'));
    return false;
  }

  ref() {
    if (this._handle) this._handle.ref();
  }

  unref() {
    if (this._handle) this._handle.unref();
  }
}

// Node names this method '' and lists it as an ordinary property.
ChildProcess.prototype[Symbol.dispose] = { ''() { if (!this.killed) this.kill(); } }[''];
for (const name of ['spawn', 'kill', 'ref', 'unref']) {
  Object.defineProperty(ChildProcess.prototype, name, { __proto__: null, enumerable: true });
}

function emitSpawn(child) {
  child.emit('spawn');
}

// The parent's ends of the pipes, as sockets.
function makeStreams(child, { list }) {
  const { Socket } = require('net');
  const streams = list.map((entry, i) => {
    if (entry.kind === kInheritHandle) {
      releaseInherited(entry);
      return null;
    }
    if (entry.kind !== kPipe || entry.ipc) return null;
    const socket = new Socket({ handle: entry.handle, readable: i > 0 });
    if (i > 0) {
      child._closesNeeded++;
      socket.on('close', () => maybeClose(child));
    } else {
      socket.readable = false;
    }
    return socket;
  });
  child.stdin = streams[0];
  child.stdout = streams[1];
  child.stderr = streams[2];
  child.stdio = streams;
}

// A stream given to the child is read by the child now.
function releaseInherited(entry) {
  const stream = entry.wrapped;
  if (stream?._handle?.reading) {
    stream._handle.reading = false;
    stream._handle.readStop();
    stream.readableFlowing = false;
    stream._readableState.reading = false;
  }
}

function onExit(child, code, signal) {
  if (signal) child.signalCode = signalName(signal);
  else child.exitCode = code;
  if (child.stdin) child.stdin.destroy();
  if (child._handle) child._handle.close();
  child._handle = null;
  if (code < 0) {
    const error = errnoException(code, child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn');
    if (child.spawnfile) error.path = child.spawnfile;
    error.spawnargs = child.spawnargs.slice(1);
    child.emit('error', error);
  } else {
    child.emit('exit', child.exitCode, child.signalCode);
  }
  // What nobody reads must not keep 'close' from coming.
  process.nextTick(resumeUnread, child);
  maybeClose(child);
}

function maybeClose(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

module.exports = { ChildProcess, signalName };
