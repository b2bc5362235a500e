'use strict';
// JavaScript classes whose objects survive a structured clone (HTML, "Safe passing of structured data").
// Callers: classes that are [Serializable] in the web's IDL (Blob, File, DOMException ...) and lib/internal/messaging.js.
// Rules: an object's [kClone]() gives { type, data }; the reviver registered under `type` makes the copy of `data`. The
// natives ask objects for the symbol once the first class has registered itself, so load this module late. An object in a
// transfer list has [kTransfer]() instead, which gives { type, data, transfer } and leaves the object without its insides.

const native = binding('messaging');

const kClone = Symbol('messaging_clone_symbol');
const kTransfer = Symbol('messaging_transfer_symbol');

const revivers = new Map();  // type -> (data) => object

/** Lets objects of a class be cloned; `revive(data)` makes the copy. */
function registerCloneable(type, revive) {
  if (revivers.size === 0) native.enableCloneables();
  revivers.set(type, revive);
}

/** The error of a value that cannot be cloned or transferred. */
function cloneError(message) {
  const { DOMException } = require('internal/domexception');
  return new DOMException(message, 'DataCloneError');
}

// A thread that never made such an object itself may still get one by message.
const kModules = {
  __proto__: null,
  DOMException: 'internal/domexception',
  Blob: 'internal/blob',
  File: 'internal/file',
  KeyObject: 'internal/crypto/keys',
  CryptoKey: 'internal/crypto/crypto_key',
  X509Certificate: 'internal/crypto/x509',
  FileHandle: 'internal/fs/file_handle',
  Histogram: 'internal/perf/histogram',
  RecordableHistogram: 'internal/perf/histogram',
  AbortSignal: 'internal/abort_transfer',
  ReadableStream: 'internal/webstreams/readablestream',
  WritableStream: 'internal/webstreams/writablestream',
  TransformStream: 'internal/webstreams/transformstream',
  Socket: 'internal/net/transfer',
  SocketAddress: 'internal/net/blocklist',
  BlockList: 'internal/net/blocklist',
  Server: 'internal/net/transfer',
};

function revive(type, data) {
  if (!revivers.has(type)) require(kModules[type]);
  return revivers.get(type)(data);
}

native.setHooks(kClone, kTransfer, revive, cloneError);

module.exports = { kClone, kTransfer, registerCloneable, cloneError };
