'use strict';
// Checks and conversions of what users pass to fs. Callers: lib/internal/fs/*. Each function throws Node's error.

const { codes: { ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } =
  require('internal/errors');
const {
  parseFileMode, validateAbortSignal, validateBoolean, validateFunction, validateInt32, validateInteger, validateObject,
  validateUint32,
} = require('internal/validators');
const native = binding('fs');

const {
  O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC, O_TRUNC, O_WRONLY,
} = native.constants;

const PATH_KINDS = ['string', 'Buffer', 'URL'];
const VIEW_KINDS = ['Buffer', 'TypedArray', 'DataView'];
const DATA_KINDS = ['string', ...VIEW_KINDS];
const NUL_REASON = 'must be a string, Uint8Array, or URL without null bytes';
const { isView } = ArrayBuffer;

/** Buffer, loaded when first needed: fs comes before it at start. */
function getBuffer() {
  return require('buffer').Buffer;
}

/** A Buffer over memory that a native made. @param {ArrayBuffer|Uint8Array} bytes */
function toBuffer(bytes) {
  const Buffer = getBuffer();
  return isView(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.from(bytes);
}

/** Text in any encoding but UTF-8. */
function bytesToText(bytes, encoding) {
  return encoding === 'buffer' ? toBuffer(bytes) : toBuffer(bytes).toString(encoding);
}

// ---- paths and descriptors ----

function isUrlLike(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

/**
 * @param {string|Uint8Array|URL} path
 * @param {string} [name] of the argument
 * @returns {string|Uint8Array}
 */
function getPath(path, name = 'path') {
  if (typeof path !== 'string') {
    if (isUrlLike(path)) path = require('internal/url').fileURLToPath(path);
    else if (!(path instanceof Uint8Array)) throw new ERR_INVALID_ARG_TYPE(name, PATH_KINDS, path);
  }
  if (typeof path === 'string' ? path.includes('\u0000') : path.includes(0)) {
    throw new ERR_INVALID_ARG_VALUE(name, path, NUL_REASON);
  }
  return path;
}

/** @returns {number} never -0 */
function getFd(fd, name = 'fd') {
  if (typeof fd !== 'number' || fd !== (fd | 0) || fd < 0) validateInt32(fd, name, 0);
  return fd | 0;
}

/** A number of a descriptor, as readFile and writeFile take instead of a path. */
function isFd(path) {
  return typeof path === 'number' && path === (path >>> 0) && path <= 0x7FFFFFFF;
}

function checkCallback(callback) {
  validateFunction(callback, 'cb');
  return callback;
}

// ---- options ----

function checkEncoding(encoding) {
  if (encoding && encoding !== 'utf8' && !getBuffer().isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
}

/**
 * @param {object|string|Function|null|undefined} options a string is the encoding; a function stands for none
 * @param {object} [defaults]
 */
function getOptions(options, defaults = {}) {
  if (options === null || options === undefined || typeof options === 'function') return defaults;
  if (typeof options === 'string') options = { ...defaults, encoding: options };
  else if (typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  if (options.encoding !== 'buffer') checkEncoding(options.encoding);
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  return options;
}

const FLAGS = {
  '__proto__': null,
  'r': O_RDONLY, 'rs': O_RDONLY | O_SYNC, 'r+': O_RDWR, 'rs+': O_RDWR | O_SYNC,
  'w': O_TRUNC | O_CREAT | O_WRONLY, 'wx': O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  'w+': O_TRUNC | O_CREAT | O_RDWR, 'wx+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  'a': O_APPEND | O_CREAT | O_WRONLY, 'ax': O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  'as': O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  'a+': O_APPEND | O_CREAT | O_RDWR, 'ax+': O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  'as+': O_APPEND | O_CREAT | O_RDWR | O_SYNC,
};
// The two letters behind the first one may change places.
for (const [one, other] of [['rs', 'sr'], ['wx', 'xw'], ['ax', 'xa'], ['as', 'sa']]) {
  FLAGS[other] = FLAGS[one];
  FLAGS[`${other}+`] = FLAGS[`${one}+`];
}

/** @param {string|number|null|undefined} flags @returns {number} for open(2) */
function getFlags(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validateInt32(flags, name);
    return flags | 0;
  }
  if (flags === null || flags === undefined) return O_RDONLY;
  const known = typeof flags === 'string' ? FLAGS[flags] : undefined;
  if (known === undefined) throw new ERR_INVALID_ARG_VALUE(name, flags);
  return known;
}

/** The mode of access() and copyFile(): 0 to 7. */
function getSmallMode(mode) {
  if (mode === null || mode === undefined) return 0;
  if (typeof mode !== 'number' || mode !== (mode | 0) || mode < 0 || mode > 7) native.checkMode(mode);
  return mode | 0;
}

/** Options of a promise form: a function is none, and the callback form below would take it for its callback. */
const noFunction = (options) => (typeof options === 'function' ? undefined : options);

const kMaxUserId = 2 ** 32 - 1;
function checkOwner(uid, gid) {
  validateInteger(uid, 'uid', -1, kMaxUserId);
  validateInteger(gid, 'gid', -1, kMaxUserId);
}

/**
 * @param {number|string|Date} time
 * @returns {number} seconds
 */
function toUnixTimestamp(time, name = 'time') {
  if (typeof time === 'string' && +time == time) return +time;  // eslint-disable-line eqeqeq
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (time instanceof Date) return Date.prototype.getTime.call(time) / 1000;
  throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

// ---- bytes to read and write ----

function checkView(buffer, name = 'buffer') {
  if (!isView(buffer)) throw new ERR_INVALID_ARG_TYPE(name, VIEW_KINDS, buffer);
}

function checkViews(buffers) {
  if (!Array.isArray(buffers) || !buffers.every(isView)) {
    throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  }
}

function isTextOrView(data, name = 'buffer') {
  if (typeof data === 'string') return true;
  if (!isView(data)) throw new ERR_INVALID_ARG_TYPE(name, DATA_KINDS, data);
  return false;
}

function checkReadRange(offset, length, size) {
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  if (offset + length > size) throw new ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
}

function checkWriteRange(offset, length, size) {
  if (offset > size) throw new ERR_OUT_OF_RANGE('offset', `<= ${size}`, offset);
  if (length > size - offset) throw new ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  validateInt32(length, 'length', 0);
}

/** @param {number|bigint|null|undefined} position @returns {number|bigint} -1: the descriptor's own */
function getReadPosition(position, length) {
  if (position === null || position === undefined) return -1;
  if (typeof position === 'number') {
    validateInteger(position, 'position', -1);
    return position;
  }
  if (typeof position !== 'bigint') throw new ERR_INVALID_ARG_TYPE('position', ['bigint', 'integer'], position);
  const max = 2n ** 63n - 1n - BigInt(length);
  if (position < -1n || position > max) throw new ERR_OUT_OF_RANGE('position', `>= -1 && <= ${max}`, position);
  return position;
}

/** A position that writing ignores unless it is a number (or, where `big` is set, a bigint). */
function getWritePosition(position) {
  return typeof position === 'number' && Number.isInteger(position) ? position : -1;
}

/** The arguments of rm(). */
function getRmOptions(options, defaults = { recursive: false, force: false, retryDelay: 100, maxRetries: 0 }) {
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  if ('force' in defaults) validateBoolean(options.force, 'options.force');
  validateBoolean(options.recursive, 'options.recursive');
  validateInt32(options.retryDelay, 'options.retryDelay', 0);
  validateUint32(options.maxRetries, 'options.maxRetries');
  return options;
}

module.exports = {
  bytesToText,
  checkCallback,
  checkEncoding,
  checkOwner,
  checkReadRange,
  checkView,
  checkViews,
  checkWriteRange,
  ERR_INCOMPATIBLE_OPTION_PAIR,
  getBuffer,
  getFd,
  getFlags,
  getOptions,
  getPath,
  getReadPosition,
  getRmOptions,
  getSmallMode,
  getWritePosition,
  isFd, isUrlLike,
  isTextOrView,
  isView,
  noFunction,
  parseFileMode,
  toBuffer,
  toUnixTimestamp,
};
