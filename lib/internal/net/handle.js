'use strict';
// The native stream handles, and where their events go. Callers: net sockets and servers, pipes of child processes.
//
// A handle (Tcp, Pipe of binding('stream')) has an owner (setOwner); the native side calls the four functions below with it, inside
// a CallbackScope. Owners implement kOnRead(bytes), kOnEnd(errno), kOnConnection(status, handle) as they need.
// Handle methods return 0 or a negative errno; writes return 0 (all written), 1 (callback(status) follows) or an errno.

const { Tcp, Pipe, setHandlers } = binding('stream');
const { FastBuffer } = require('internal/buffer');
const { errorName, getErrorMap } = require('internal/system_errors');

// The role of a handle: `new Tcp(kServer)`, `new Pipe(ipc, kSocket)`.
const kSocket = false;
const kServer = true;

// A flag of bind().
const UV_TCP_IPV6ONLY = 1;

const kOnRead = Symbol('kOnRead');
const kOnEnd = Symbol('kOnEnd');
const kOnConnection = Symbol('kOnConnection');

// `bytes` is an ArrayBuffer of exactly what was read.
setHandlers(
  (owner, bytes) => { owner[kOnRead](new FastBuffer(bytes)); },
  (owner, status) => { owner[kOnEnd](status); },
  (owner, status, handle) => { owner[kOnConnection](status, handle); },
);

// Names that programs know from Node's handles: npm packages ask `socket._handle` for its address.
Object.assign(Tcp.prototype, {
  getsockname(out) { return fillIn(out, this.getSockName()); },
  getpeername(out) { return fillIn(out, this.getPeerName()); },
});
for (const { prototype } of [Tcp, Pipe]) prototype.getAsyncId = function getAsyncId() { return this.asyncId; };

// `found` is an address, or an errno.
function fillIn(out, found) {
  if (typeof found === 'number') return found;
  Object.assign(out, found);
  return 0;
}

/**
 * The error of a failed listen or bind: `listen EADDRINUSE: address already in use :::80`.
 * @param {number} errno negative @param {string} syscall @param {string} [address] @param {number} [port]
 */
function uvExceptionWithHostPort(errno, syscall, address, port) {
  const code = errorName(errno);
  const text = getErrorMap().get(errno)?.[1] ?? 'unknown error';
  let where = '';
  if (port && port > 0) where = ` ${address}:${port}`;
  else if (address) where = ` ${address}`;
  const error = new Error(`${syscall} ${code}: ${text}${where}`);
  error.code = code;
  error.errno = errno;
  error.syscall = syscall;
  error.address = address;
  if (port) error.port = port;
  return error;
}

/**
 * Writes a chunk of a Writable. Strings other than UTF-8 and Latin-1 are encoded first.
 * @param {object} handle @param {string|Uint8Array} data @param {string} encoding @param {(status: number) => void} done
 */
function writeChunk(handle, data, encoding, done) {
  if (typeof data !== 'string') return handle.writeBuffer(data, done);
  switch (encoding) {
    case 'latin1': case 'binary': return handle.writeLatin1(data, done);
    case 'utf8': case 'utf-8': case undefined: case null: case '': return handle.writeUtf8(data, done);
    default: return handle.writeBuffer(Buffer.from(data, encoding), done);
  }
}

/** Writes a batch of _writev in one call. */
function writeChunks(handle, chunks, done) {
  const buffers = new Array(chunks.length);
  for (let i = 0; i < chunks.length; i++) {
    const { chunk, encoding } = chunks[i];
    buffers[i] = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
  }
  return handle.writev(buffers, done);
}

module.exports = {
  kOnConnection, kOnEnd, kOnRead, kServer, kSocket, Pipe, Tcp, UV_TCP_IPV6ONLY, uvExceptionWithHostPort, writeChunk, writeChunks,
};
