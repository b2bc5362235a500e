'use strict';
// node:v8. V8's heap, flags and serialization; natives in src/bindings/heap.cc and serdes.cc.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_NOT_BUILDING_SNAPSHOT } } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateObject, validateOneOf, validateString, validateUint32,
} = require('internal/validators');
const { checkPermission } = require('internal/permission/check');
const { emitExperimentalWarning } = require('internal/util');
const { GCProfiler } = require('internal/v8/gc_profiler');
const promiseHooks = require('internal/v8/promise_hooks');
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
  // What V8 would do itself; here it goes through the same decision as the command line's option.
  const match = /^--(no[-_]?)?abort[-_]on[-_]uncaught[-_]exception$/.exec(flags.trim());
  if (match !== null) binding('runtime').setAbortOnUncaught(match[1] === undefined);
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
  const name = `Heap.${day}.${time}.${process.pid}.0.${pad(++snapshots, 3)}.heapsnapshot`;
  const directory = require('internal/options').getOptionValue('--diagnostic-dir');
  return directory ? require('path').join(directory, name) : name;
}

/** @param {string|Buffer|URL} [filename] @param {object} [options] @returns {string} the file's name */
function writeHeapSnapshot(filename, options) {
  const { 0: internals, 1: numbers } = snapshotOptions(options);
  const path = filename === undefined ? defaultName() : `${require('internal/fs/args').getPath(filename, 'path')}`;
  checkPermission('FileSystemWrite', filename === undefined ? process.cwd() : path);
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

let nearLimitSet = false;

/** Writes up to `limit` heap snapshots when the heap is nearly full. @param {number} limit */
function setHeapSnapshotNearHeapLimit(limit) {
  validateUint32(limit, 'limit', true);
  checkPermission('FileSystemWrite', process.cwd());
  if (nearLimitSet) return;
  nearLimitSet = true;
  const { getOptionValue } = require('internal/options');
  native.snapshotNearLimit(limit, getOptionValue('--diagnostic-dir') || '');
}

/**
 * How many objects inherit from `constructor`'s prototype, or what each looks like.
 * @param {Function} constructor @param {{format?: 'count'|'summary'}} [options]
 */
function queryObjects(constructor, options = {}) {
  validateFunction(constructor, 'constructor');
  validateObject(options, 'options');
  const format = options.format || 'count';
  if (format !== 'count' && format !== 'summary') throw new ERR_INVALID_ARG_VALUE('options.format', format);
  emitExperimentalWarning('v8.queryObjects()');
  const { prototype } = constructor;
  const objects = prototype !== null && typeof prototype === 'object' ? native.queryObjects(prototype) : [];
  if (format === 'count') return objects.length;
  const { inspect } = require('internal/util/inspect');
  return objects.map((object) => inspect(object, { depth: 0 }));
}

/** The heap of garbage-collected natives. @param {'brief'|'detailed'} [type] */
function getCppHeapStatistics(type = 'detailed') {
  validateOneOf(type, 'type', ['brief', 'detailed']);
  const { 0: committed, 1: resident, 2: used, 3: spaces, 4: names } = native.cppStatistics(type === 'detailed');
  return {
    __proto__: null,
    committed_size_bytes: committed,
    resident_size_bytes: resident,
    used_size_bytes: used,
    space_statistics: spaces,
    type_names: names,
    detail_level: type,
  };
}

// ---- CPU profiles ----

class SyncCPUProfileHandle {
  #id;

  constructor(id) {
    this.#id = id;
  }

  /** Ends the profile. @returns {string|undefined} its JSON, the first time */
  stop() {
    const id = this.#id;
    this.#id = undefined;
    return id === undefined ? undefined : native.stopCpuProfile(id);
  }

  [Symbol.dispose]() {
    this.stop();
  }
}

/** @returns {SyncCPUProfileHandle} */
function startCpuProfile() {
  return new SyncCPUProfileHandle(native.startCpuProfile());
}

// ---- startup snapshots: --build-snapshot is refused, so that no program ever runs to make one ----

function onlyWhileBuilding() {
  throw new ERR_NOT_BUILDING_SNAPSHOT();
}

const startupSnapshot = {
  addDeserializeCallback(callback, data) { onlyWhileBuilding(); },
  addSerializeCallback(callback, data) { onlyWhileBuilding(); },
  setDeserializeMainFunction(callback, data) { onlyWhileBuilding(); },
  isBuildingSnapshot() { return false; },
};

module.exports = {
  cachedDataVersionTag,
  getHeapSnapshot,
  getHeapStatistics,
  getHeapSpaceStatistics,
  getHeapCodeStatistics,
  getCppHeapStatistics,
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
  promiseHooks,
  queryObjects,
  startupSnapshot,
  setHeapSnapshotNearHeapLimit,
  GCProfiler,
  isStringOneByteRepresentation,
  startCpuProfile,
};
