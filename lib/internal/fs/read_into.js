'use strict';
// readFile with the option `buffer`: the content goes to memory of the caller's, who gives it at once or when asked with the size
// of the file. Callers: internal/fs/whole_files.
// The steps are a generator, which the synchronous and the asynchronous form drive: each yields a call of
// internal/fs/descriptors and gets its result.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { getBuffer, isFd } = require('internal/fs/args');
const descriptors = require('internal/fs/descriptors');

const VIEWS = ['Buffer', 'TypedArray', 'DataView'];

/** Throws for what cannot be options.buffer. */
function checkSource(source) {
  if (typeof source === 'function' || ArrayBuffer.isView(source)) return;
  throw new ERR_INVALID_ARG_TYPE('options.buffer', ['function', ...VIEWS], source);
}

/** The caller's memory as bytes. @param {number} size of the file; 0: unknown */
function takeTarget(source, size) {
  const isAsked = typeof source === 'function';
  const name = isAsked ? 'options.buffer()' : 'options.buffer';
  const view = isAsked ? source(size) : source;
  if (!ArrayBuffer.isView(view)) throw new ERR_INVALID_ARG_TYPE(name, VIEWS, view);
  if (view.byteLength < size) {
    throw new ERR_INVALID_ARG_VALUE(`${name}.byteLength`, view.byteLength, `is smaller than the file size of ${size} bytes`);
  }
  return { name, bytes: getBuffer().from(view.buffer, view.byteOffset, view.byteLength) };
}

const call = (name, ...args) => ({ name, args });

function* steps(path, { flag, buffer: source, encoding }) {
  const fd = isFd(path) ? path : yield call('open', path, flag);
  try {
    const stats = yield call('fstat', fd);
    const size = stats.isFile() ? stats.size : 0;
    const { name, bytes } = takeTarget(source, size);
    const length = yield* fill(fd, bytes, size, name);
    const content = bytes.subarray(0, length);
    return encoding ? content.toString(encoding) : content;
  } finally {
    if (fd !== path) yield call('close', fd);
  }
}

// What says that it is empty (a pipe, a file of /proc) is read until its end.
function* fill(fd, bytes, size, name) {
  const end = size > 0 ? size : bytes.length;
  let length = 0;
  while (length < end) {
    const count = yield call('read', fd, bytes, length, end - length, null);
    if (count === 0) return length;
    length += count;
  }
  if (size === 0 && (yield call('read', fd, getBuffer().alloc(1), 0, 1, null)) > 0) {
    throw new ERR_INVALID_ARG_VALUE(`${name}.byteLength`, bytes.length, 'is too small to contain the entire file');
  }
  return length;
}

/** @param {string|Uint8Array|number} path or descriptor @returns {Buffer|string} */
function readIntoSync(path, options) {
  const work = steps(path, options);
  let step = work.next();
  while (!step.done) {
    const { name, args } = step.value;
    let result;
    try {
      result = descriptors[`${name}Sync`](...args);
    } catch (error) {
      step = work.throw(error);
      continue;
    }
    step = work.next(result);
  }
  return step.value;
}

/** The same; `callback(error, content)` comes later. */
function readInto(path, options, callback) {
  const work = steps(path, options);
  const advance = (error, result) => {
    let step;
    try {
      step = error ? work.throw(error) : work.next(result);
    } catch (failure) {
      return callback(failure);
    }
    if (step.done) return callback(null, step.value);
    const { name, args } = step.value;
    descriptors[name](...args, advance);
  };
  advance(null);
}

module.exports = { checkSource, readInto, readIntoSync };
