'use strict';
// process.stdout, stderr and stdin, made when first touched, by what the descriptor is. Caller: per_process.js.
//
//   terminal  tty.WriteStream / tty.ReadStream
//   file      SyncWriteStream / fs.ReadStream
//   pipe      net.Socket (also socket pairs, which parents give their children)
//   TCP       net.Socket
//
// Rules: the streams never close descriptors 0 to 2; writing to files, pipes and terminals is synchronous and complete, so that
// process.exit() loses nothing (Node writes to pipes asynchronously: process, "A note on process I/O").

const { Buffer } = require('buffer');

const native = binding('process');

// Programs end the standard streams; another part of the same program may still want to write.
function keepOpen(stream) {
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  stream._destroy = function(error, callback) {
    callback(error);
    this._undestroy?.();
    if (!this._writableState?.emitClose) process.nextTick(() => this.emit('close'));
  };
  return stream;
}

// The channel to the parent may sit there: a socket of its own would read the channel's messages.
function makeSocketOutput(fd) {
  if (process.channel?.fd === fd) {
    const SyncWriteStream = require('internal/process/sync_write_stream');
    return new SyncWriteStream(fd);
  }
  const net = require('net');
  const socket = new net.Socket({ fd, readable: false, writable: true });
  if (socket._handle.constructor.name === 'Pipe') writeCompletely(socket._handle, fd);
  return socket;
}

// Gives a pipe's handle writes that are complete when they return. They wait for the reader instead of making the descriptor
// blocking, which it would be for stdin and for other processes that share it as well.
function writeCompletely(handle, fd) {
  let total = 0;
  const finish = (written) => {
    if (written < 0) return written;
    total += written;
    return 0;
  };
  const writeBuffer = (bytes) => finish(native.writeSync(fd, bytes));
  const methods = {
    writeBuffer,
    writeUtf8: (text) => finish(native.writeTextSync(fd, text)),
    writeLatin1: (text) => writeBuffer(Buffer.from(text, 'latin1')),
    writev: (chunks) => writeBuffer(Buffer.concat(chunks)),
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(handle, name, { __proto__: null, value, enumerable: false });
  }
  Object.defineProperty(handle, 'bytesWritten', { __proto__: null, get: () => total, enumerable: false });
}

function makeOutput(fd) {
  let stream;
  switch (native.handleType(fd)) {
    case 'TTY': {
      const tty = require('tty');
      stream = new tty.WriteStream(fd);
      stream._type = 'tty';
      process.on('SIGWINCH', () => stream._refreshSize());
      break;
    }
    case 'TCP':
    case 'PIPE': {
      stream = makeSocketOutput(fd);
      stream._type = 'pipe';
      break;
    }
    default: {
      const SyncWriteStream = require('internal/process/sync_write_stream');
      stream = new SyncWriteStream(fd);
      stream._type = 'fs';
    }
  }
  stream.fd = fd;
  return keepOpen(stream);
}

function emptyInput() {
  const { Readable } = require('stream');
  const stream = new Readable({ read() {} });
  stream.push(null);
  return stream;
}

function makeInput() {
  const fd = 0;
  switch (native.handleType(fd)) {
    case 'TTY': {
      const tty = require('tty');
      return new tty.ReadStream(fd);
    }
    case 'FILE': {
      const fs = require('fs');
      return new fs.ReadStream(null, { fd, autoClose: false });
    }
    case 'PIPE':
    case 'TCP': {
      // The channel to the parent may sit there: it is no input.
      if (process.channel?.fd === fd) return emptyInput();
      const net = require('net');
      return new net.Socket({ fd, readable: true, writable: false, manualStart: true });
    }
    default:
      // A closed or strange descriptor reads as empty.
      return emptyInput();
  }
}

function makeStdin() {
  const stdin = makeInput();
  stdin.fd = 0;
  // A paused stdin must not keep the process alive.
  if (stdin._handle?.readStop) {
    stdin._handle.reading = false;
    stdin._readableState.reading = false;
    stdin._handle.readStop();
  }
  stdin.on('pause', () => {
    if (!stdin._handle) return;
    if (stdin._handle.reading) {
      stdin._handle.reading = false;
      stdin._readableState.reading = false;
      stdin._handle.readStop();
    }
  });
  return stdin;
}

// A worker's streams lead to its parent.
function make(name, makeOwn) {
  if (require('internal/process/threads').isMainThread()) return makeOwn();
  const child = require('internal/worker/child');
  return name === 'stdin' ? child.standardInput() : child.standardOutput(name);
}

function install(target) {
  const streams = { __proto__: null };
  const define = (name, getter, makeOwn) => {
    const get = { [getter]() { return streams[name] ??= make(name, makeOwn); } }[getter];
    Object.defineProperty(target, name, { __proto__: null, get, set: undefined, enumerable: true, configurable: true });
  };
  define('stdout', 'getStdout', () => makeOutput(1));
  define('stdin', 'getStdin', makeStdin);
  define('stderr', 'getStderr', () => makeOutput(2));
}

module.exports = { install };
