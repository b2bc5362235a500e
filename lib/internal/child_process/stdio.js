'use strict';
// The `stdio` option: from what users write to one description a descriptor. Callers: child.js, sync.js, fork.
//
//   {kind: kIgnore} | {kind: kPipe, handle, ipc, readable} | {kind: kInheritFd, fd} | {kind: kInheritHandle, handle}

const { codes } = require('internal/errors');
const { isArrayBufferView } = require('internal/util/types');
const { inspect } = require('internal/util/inspect');

// The numbers of src/bindings/child.cc.
const kIgnore = 0;
const kPipe = 1;
const kInheritFd = 2;
const kInheritHandle = 3;

/** 'pipe' -> ['pipe', 'pipe', 'pipe'], and `channel` behind it. @param {string} stdio @param {string} [channel] */
function stdioStringToArray(stdio, channel) {
  const list = [];
  switch (stdio) {
    case 'ignore':
    case 'overlapped':
    case 'pipe':
      list.push(stdio, stdio, stdio);
      break;
    case 'inherit':
      list.push(0, 1, 2);
      break;
    default:
      throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  }
  if (channel) list.push(channel);
  return list;
}

// A net.Socket or server, or something that holds one's native handle.
function nativeHandle(value) {
  const { Pipe, Tcp } = binding('stream');
  for (const candidate of [value, value.handle, value._handle, value._handle?._handle]) {
    if (candidate instanceof Pipe || candidate instanceof Tcp) return candidate;
  }
  return undefined;
}

function describe(value, index, sync, made) {
  if (value == null) value = index < 3 ? 'pipe' : 'ignore';
  if (value === 'ignore') return { kind: kIgnore };
  if (value === 'inherit') return { kind: kInheritFd, fd: index };
  if (value === 'pipe' || value === 'overlapped' || (typeof value === 'number' && value < 0)) {
    const entry = { kind: kPipe, handle: undefined, ipc: false };
    if (!sync) entry.handle = new (binding('stream').Pipe)(false);
    return entry;
  }
  if (value === 'ipc') {
    if (sync) throw new codes.ERR_IPC_SYNC_FORK();
    if (made.ipc !== undefined) throw new codes.ERR_IPC_ONE_PIPE();
    made.ipc = new (binding('stream').Pipe)(true);
    made.ipcFd = index;
    return { kind: kPipe, handle: made.ipc, ipc: true };
  }
  if (typeof value === 'number' || typeof value.fd === 'number') {
    return { kind: kInheritFd, fd: typeof value === 'number' ? value : value.fd };
  }
  const handle = typeof value === 'object' ? nativeHandle(value) : undefined;
  if (handle !== undefined) {
    if (sync) return { kind: kInheritFd, fd: handle.fd };
    value._stdioUsed = true;
    return { kind: kInheritHandle, handle, wrapped: value };
  }
  if (isArrayBufferView(value) || typeof value === 'string') {
    if (!sync) throw new codes.ERR_INVALID_SYNC_FORK_INPUT(inspect(value));
    return { kind: kPipe, handle: undefined, ipc: false };
  }
  throw new codes.ERR_INVALID_ARG_VALUE('stdio', value);
}

/**
 * @param {string|Array} stdio
 * @param {boolean} sync pipes get no handle
 * @returns {{list: object[], ipc?: object, ipcFd?: number}}
 */
function normalizeStdio(stdio, sync) {
  if (typeof stdio === 'string') stdio = stdioStringToArray(stdio);
  else if (!Array.isArray(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  const made = { list: [], ipc: undefined, ipcFd: undefined };
  const count = Math.max(stdio.length, 3);
  try {
    for (let i = 0; i < count; i++) made.list.push(describe(stdio[i], i, sync, made));
  } catch (error) {
    closePipes(made.list);
    throw error;
  }
  return made;
}

/** Closes the pipes of a child that could not be started. */
function closePipes(list) {
  for (const entry of list) if (entry.kind === kPipe) entry.handle?.close();
}

/** The flat list that the native takes. */
function flatten(list) {
  const flat = [];
  for (const { kind, handle, fd } of list) flat.push(kind, kind === kInheritFd ? fd : handle);
  return flat;
}

module.exports = { closePipes, flatten, kIgnore, kInheritFd, kInheritHandle, kPipe, normalizeStdio, stdioStringToArray };
