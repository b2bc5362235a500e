'use strict';
// The native stream handles, and where their events go. Callers: net sockets and servers, pipes of child processes.
//
// A handle (Tcp, Pipe of binding('stream')) has an `owner`; the native side calls the four functions below with it, inside
// a CallbackScope. Owners implement kOnRead(bytes), kOnEnd(errno), kOnConnection(status, handle) as they need.
// Handle methods return 0 or a negative errno; writes return 0 (all written), 1 (callback(status) follows) or an errno.

const { Tcp, Pipe, setHandlers } = binding('stream');
const { errorName, getErrorMap } = require('internal/system_errors');

const kOnRead = Symbol('kOnRead');
const kOnEnd = Symbol('kOnEnd');
const kOnConnection = Symbol('kOnConnection');

setHandlers(
  (owner, bytes) => { owner[kOnRead](bytes); },
  (owner, status) => { owner[kOnEnd](status); },
  (owner, status, handle) => { owner[kOnConnection](status, handle); },
);

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

module.exports = { kOnConnection, kOnEnd, kOnRead, Pipe, Tcp, uvExceptionWithHostPort };
