'use strict';
// readFile, writeFile, appendFile: callback and synchronous forms; one native call each, which opens, works and closes on
// one thread. Callers: lib/fs.js, internal/fs/promises.

const { asyncFields, hasInitHooks, kImmediatesRun } = require('internal/async_context');
const { AbortError } = require('internal/errors');
const {
  checkCallback, getBuffer, getFlags, getOptions, getPath, isFd, isTextOrView, parseFileMode, toBuffer,
} = require('internal/fs/args');
const { checkSource, readInto, readIntoSync } = require('internal/fs/read_into');
const { interruptPoint } = require('internal/util');
const { validateBoolean } = require('internal/validators');
const native = binding('fs_file');

function abortError(signal) {
  return new AbortError(undefined, { cause: signal.reason });
}

/** The callback that sees an abort which came while the work was under way. */
function watchSignal(signal, callback) {
  if (signal === undefined) return callback;
  return (error, value) => callback(signal.aborted ? abortError(signal) : error, value);
}

const { immediateFields } = binding('runtime');
const kImmediates = 0;  // src/runtime/realm.h
const kNoFile = -1;

/**
 * Node goes to the pool once for each step, so that immediates queued beside a readFile or writeFile run before its callback.
 * One native call may be answered in the first poll phase already: then a trip of which nothing comes takes it to the next turn's.
 */
function behindImmediates(callback) {
  const ran = asyncFields[kImmediatesRun];
  return (error, value) => {
    if (error || immediateFields[kImmediates] === 0 || asyncFields[kImmediatesRun] !== ran) callback(error, value);
    else native.fdatasync(kNoFile, () => callback(error, value));
  };
}

// ---- readFile ----

const READ_DEFAULTS = { __proto__: null, flag: 'r', encoding: undefined };

function isUtf8(encoding) {
  return encoding === 'utf8' || encoding === 'utf-8';
}

function fileBytes(bytes, encoding) {
  return encoding ? toBuffer(bytes).toString(encoding) : toBuffer(bytes);
}

function readFile(path, options, callback) {
  callback = checkCallback(callback || options);
  options = getOptions(options, READ_DEFAULTS);
  const { buffer, encoding, signal } = options;
  if (buffer !== undefined) {
    checkSource(buffer);
    if (!isFd(path)) path = getPath(path);
    if (signal?.aborted) return callback(abortError(signal));
    return readInto(path, options, watchSignal(signal, callback));
  }
  const answer = behindImmediates(watchSignal(signal, (error, bytes) => {
    if (error) return callback(error);
    let value;
    try {
      value = fileBytes(bytes, encoding);
    } catch (failure) {
      return callback(failure);  // too long for a string
    }
    callback(null, value);
  }));
  if (isFd(path)) {
    if (signal?.aborted) return callback(abortError(signal));
    return native.readFd(path, answer);
  }
  if (signal?.aborted) return callback(abortError(signal));
  const name = getPath(path);
  if (hasInitHooks()) readInSteps(name, options.flag, answer);
  else native.readFile(name, getFlags(options.flag), answer);
}

/**
 * The same, with each step a request of its own, caused by the one before: async_hooks shows a readFile as open, fstat,
 * reads and close.
 */
function readInSteps(path, flag, callback) {
  const { close, fstat, open, read } = require('internal/fs/descriptors');
  const chunks = [];
  open(path, flag, (error, fd) => {
    if (error) return callback(error);
    const end = (failure) => close(fd, (late) => {
      if (failure || late) callback(failure ?? late);
      else callback(null, Buffer.concat(chunks));
    });
    fstat(fd, (failure, stats) => {
      if (failure) return end(failure);
      // What says that it is empty (a pipe, a file of /proc) is read until its end.
      const { size } = stats;
      const step = (have) => {
        const buffer = Buffer.allocUnsafe(size > have ? size - have : 65536);
        read(fd, buffer, 0, buffer.length, null, (problem, count) => {
          if (problem) return end(problem);
          chunks.push(buffer.subarray(0, count));
          if (count === 0 || (size > 0 && have + count >= size)) end();
          else step(have + count);
        });
      };
      step(0);
    });
  });
}

function readFileSync(path, options) {
  options = getOptions(options, READ_DEFAULTS);
  const { buffer, encoding } = options;
  if (buffer !== undefined) {
    checkSource(buffer);
    return readIntoSync(isFd(path) ? path : getPath(path), options);
  }
  if (isFd(path)) return isUtf8(encoding) ? native.readFdText(path) : fileBytes(native.readFd(path), encoding);
  path = getPath(path);
  const flags = getFlags(options.flag);
  if (!isUtf8(encoding)) return fileBytes(native.readFile(path, flags), encoding);
  const text = native.readText(path, flags);
  interruptPoint();
  return text;
}

// ---- writeFile ----

const WRITE_DEFAULTS = { __proto__: null, encoding: 'utf8', mode: 0o666, flag: 'w', flush: false };
const APPEND_DEFAULTS = { __proto__: null, encoding: 'utf8', mode: 0o666, flag: 'a', flush: false };

function getWriteOptions(options, defaults) {
  options = getOptions(options, defaults);
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  return options;
}

function writeFile(path, data, options, callback) {
  callback ||= options;
  checkCallback(callback);
  writeWith(path, data, getWriteOptions(options, WRITE_DEFAULTS), 'w', callback);
}

function writeWith(path, data, options, defaultFlag, callback) {
  if (isTextOrView(data, 'data')) data = getBuffer().from(data, options.encoding || 'utf8');
  const { signal } = options;
  const flush = options.flush ?? false;
  const answer = behindImmediates(watchSignal(signal, (error) => callback(error ?? null)));
  if (flush && !signal?.aborted) return writeAndFlush(path, data, options, defaultFlag, answer);
  if (isFd(path)) {
    if (signal?.aborted) return callback(abortError(signal));
    return native.writeFd(path, data, flush, answer);
  }
  if (signal?.aborted) return callback(abortError(signal));
  path = getPath(path);
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  native.writeFile(path, getFlags(options.flag || defaultFlag), mode, data, flush, answer);
}

// With `flush` the public fsync is called, which programs may have replaced.
function writeAndFlush(path, data, options, defaultFlag, callback) {
  const write = (fd, done) => native.writeFd(fd, data, false, (error) => {
    if (error) done(error);
    else require('fs').fsync(fd, done);
  });
  if (isFd(path)) return write(path, callback);
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  native.open(getPath(path), getFlags(options.flag || defaultFlag), mode, (error, fd) => {
    if (error) return callback(error);
    write(fd, (failure) => native.close(fd, (closing) => callback(failure ?? closing)));
  });
}

function writeAndFlushSync(path, data, options, defaultFlag) {
  if (isTextOrView(data, 'data')) data = getBuffer().from(data, options.encoding || 'utf8');
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  const fd = isFd(path) ? path : native.open(getPath(path), getFlags(options.flag || defaultFlag), mode);
  try {
    native.writeFd(fd, data, false);
    require('fs').fsyncSync(fd);
  } finally {
    if (fd !== path) native.close(fd);
  }
}

function writeFileSync(path, data, options) {
  writeSyncWith(path, data, getWriteOptions(options, WRITE_DEFAULTS), 'w');
}

function writeSyncWith(path, data, options, defaultFlag) {
  const flush = options.flush ?? false;
  if (flush) return writeAndFlushSync(path, data, options, defaultFlag);
  const isText = isTextOrView(data, 'data');
  if (isText && isUtf8(options.encoding ?? 'utf8') && !isFd(path)) {
    path = getPath(path);
    const mode = parseFileMode(options.mode, 'mode', 0o666);
    return native.writeFileText(path, getFlags(options.flag || defaultFlag), mode, data, flush);
  }
  if (isText) data = getBuffer().from(data, options.encoding || 'utf8');
  if (isFd(path)) return native.writeFd(path, data, flush);
  path = getPath(path);
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  native.writeFile(path, getFlags(options.flag || defaultFlag), mode, data, flush);
}

function appendFile(path, data, options, callback) {
  callback ||= options;
  checkCallback(callback);
  writeWith(path, data, getWriteOptions(options, APPEND_DEFAULTS), 'a', callback);
}

function appendFileSync(path, data, options) {
  writeSyncWith(path, data, getWriteOptions(options, APPEND_DEFAULTS), 'a');
}

module.exports = { abortError, appendFile, appendFileSync, readFile, readFileSync, writeFile, writeFileSync };
