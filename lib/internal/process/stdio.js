'use strict';
// process.stdout, stderr and stdin, made when first touched, by what the descriptor is. Caller: per_process.js.
//
//   terminal  tty.WriteStream / tty.ReadStream
//   file      SyncWriteStream / fs.ReadStream
//   pipe      SyncWriteStream / net.Socket
//   socket    net.Socket
//
// Rules: the streams never close descriptors 0 to 2; writing to files, pipes and terminals is synchronous and complete
// (Node's documentation: process, "A note on process I/O").

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
    case 'UNIX_SOCKET': {
      const net = require('net');
      stream = new net.Socket({ fd, readable: false, writable: true });
      stream._type = 'pipe';
      break;
    }
    case 'PIPE': {
      const SyncWriteStream = require('internal/process/sync_write_stream');
      stream = new SyncWriteStream(fd);
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
