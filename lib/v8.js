'use strict';
// node:v8. V8's heap, flags and serialization; natives in src/bindings/heap.cc and serdes.cc.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { validateBoolean, validateObject, validateString } = require('internal/validators');
const { DefaultDeserializer, DefaultSerializer, Deserializer, deserialize, Serializer, serialize } =
  require('internal/v8/serialization');
const { heapStatistics, snapshotOptions, toObject } = require('internal/v8/heap_numbers');
const native = binding('heap');

const SPACE_FIELDS = ['space_name', 'space_size', 'space_used_size', 'space_available_size', 'physical_space_size'];
const CODE_FIELDS = ['code_and_metadata_size', 'bytecode_and_metadata_size', 'external_script_source_size',
                     'cpu_profiler_metadata_size'];

function getHeapStatistics() {
  return heapStatistics(native.statistics());
}

function getHeapSpaceStatistics() {
  const flat = native.spaces();
  const list = [];
  for (let i = 0; i < flat.length; i += SPACE_FIELDS.length) list.push(toObject(SPACE_FIELDS, flat, i));
  return list;
}

function getHeapCodeStatistics() {
  return toObject(CODE_FIELDS, native.codeStatistics());
}

/** @param {string} flags V8's command line options */
function setFlagsFromString(flags) {
  validateString(flags, 'flags');
  native.setFlags(flags);
}

function cachedDataVersionTag() {
  return native.cachedDataVersionTag();
}

/** @param {string} content */
function isStringOneByteRepresentation(content) {
  validateString(content, 'content');
  return native.isOneByte(content);
}

// ---- heap snapshots ----

let snapshots = 0;
function defaultName() {
  const pad = (value, width = 2) => `${value}`.padStart(width, '0');
  const now = new Date();
  const day = `${now.getFullYear()}${pad(now.getMonth() + 1)}${pad(now.getDate())}`;
  const time = `${pad(now.getHours())}${pad(now.getMinutes())}${pad(now.getSeconds())}`;
  return `Heap.${day}.${time}.${process.pid}.0.${pad(++snapshots, 3)}.heapsnapshot`;
}

/** @param {string|Buffer|URL} [filename] @param {object} [options] @returns {string} the file's name */
function writeHeapSnapshot(filename, options) {
  const { 0: internals, 1: numbers } = snapshotOptions(options);
  const path = filename === undefined ? defaultName() : `${require('internal/fs/args').getPath(filename, 'path')}`;
  native.writeSnapshot(path, internals, numbers);
  return path;
}

/** @param {object} [options] @returns {import('stream').Readable} JSON */
function getHeapSnapshot(options) {
  const { 0: internals, 1: numbers } = snapshotOptions(options);
  const bytes = native.snapshot(internals, numbers);
  const { Readable } = require('stream');
  const { Buffer } = require('buffer');
  const kChunk = 65536;
  let at = 0;
  return new Readable({
    read() {
      if (at >= bytes.length) {
        this.push(null);
        return;
      }
      this.push(Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(kChunk, bytes.length - at)));
      at += kChunk;
    },
  });
}

// ---- what Phasor does not have yet ----

function missing(name) {
  return { [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`v8.${name}()`); } }[name];
}

class GCProfiler {
  start() { throw new ERR_METHOD_NOT_IMPLEMENTED('v8.GCProfiler.start()'); }
  stop() { throw new ERR_METHOD_NOT_IMPLEMENTED('v8.GCProfiler.stop()'); }
}

const startupSnapshot = {
  addDeserializeCallback: missing('startupSnapshot.addDeserializeCallback'),
  addSerializeCallback: missing('startupSnapshot.addSerializeCallback'),
  setDeserializeMainFunction: missing('startupSnapshot.setDeserializeMainFunction'),
  isBuildingSnapshot() { return false; },
};

module.exports = {
  cachedDataVersionTag,
  getHeapSnapshot,
  getHeapStatistics,
  getHeapSpaceStatistics,
  getHeapCodeStatistics,
  getCppHeapStatistics: missing('getCppHeapStatistics'),
  setFlagsFromString,
  Serializer,
  Deserializer,
  DefaultSerializer,
  DefaultDeserializer,
  deserialize,
  // Coverage is off: there is nothing to take or to stop.
  takeCoverage() {},
  stopCoverage() {},
  serialize,
  writeHeapSnapshot,
  queryObjects: missing('queryObjects'),
  startupSnapshot,
  setHeapSnapshotNearHeapLimit: missing('setHeapSnapshotNearHeapLimit'),
  GCProfiler,
  isStringOneByteRepresentation,
  startCpuProfile: missing('startCpuProfile'),
};
