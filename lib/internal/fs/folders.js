'use strict';
// mkdir, mkdtemp, readdir, rm, rmdir, realpath: callback and synchronous forms. Callers: lib/fs.js, internal/fs/promises.

const { codes: { ERR_FS_EISDIR }, uvException } = require('internal/errors');
const {
  bytesToText, checkCallback, getOptions, getPath, getRmOptions, parseFileMode,
} = require('internal/fs/args');
const { isText, toDirents, toNames } = require('internal/fs/dirent');
const { isPlain, lstat, lstatSync, textCallback } = require('internal/fs/paths');
const { validateBoolean } = require('internal/validators');
const native = binding('fs_dir');
const { realpath: nativeRealpath } = binding('fs');

// ---- mkdir ----

function getMkdirOptions(options) {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = parseFileMode(options, 'mode');
  } else if (options) {
    if (options.recursive !== undefined) {
      ({ recursive } = options);
      validateBoolean(recursive, 'options.recursive');
    }
    if (options.mode !== undefined) mode = parseFileMode(options.mode, 'options.mode');
  }
  return { mode, recursive };
}

function mkdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  const { mode, recursive } = getMkdirOptions(options);
  checkCallback(callback);
  (recursive ? native.mkdirAll : native.mkdir)(getPath(path), mode, callback);
}

function mkdirSync(path, options) {
  path = getPath(path);
  const { mode, recursive } = getMkdirOptions(options);
  return (recursive ? native.mkdirAll : native.mkdir)(path, mode);
}

let warnedTemplate = false;
// The name gets six characters of its own; more X are kept as they are here, but not on every system.
function getPrefix(prefix) {
  prefix = getPath(prefix, 'prefix');
  if (!warnedTemplate && (typeof prefix === 'string' ? prefix.endsWith('X') : prefix[prefix.length - 1] === 0x58)) {
    warnedTemplate = true;
    process.emitWarning('mkdtemp() templates ending with X are not portable. ' +
      'For details see: https://nodejs.org/api/fs.html');
  }
  return prefix;
}

function mkdtemp(prefix, options, callback) {
  callback = checkCallback(typeof options === 'function' ? options : callback);
  const { encoding } = getOptions(options);
  native.mkdtemp(getPrefix(prefix), !isPlain(encoding), textCallback(encoding, callback));
}

function mkdtempSync(prefix, options) {
  const { encoding } = getOptions(options);
  const path = native.mkdtemp(getPrefix(prefix), !isPlain(encoding));
  return isPlain(encoding) ? path : bytesToText(path, encoding);
}

function mkdtempDisposableSync(prefix, options) {
  const { encoding } = getOptions(options);
  prefix = getPrefix(prefix);
  const path = native.mkdtemp(prefix, false);
  // The folder is found again when the working directory has changed meanwhile.
  const full = require('path').resolve(path);
  const remove = () => { native.rm(full, true, true, 0, 100); };
  return {
    path: isPlain(encoding) ? path : bytesToText(require('buffer').Buffer.from(path), encoding),
    remove,
    [Symbol.dispose]() { remove(); },
  };
}

// ---- readdir ----

function getReaddirOptions(options) {
  options = getOptions(options);
  if (options.recursive !== undefined && options.recursive !== null) validateBoolean(options.recursive, 'options.recursive');
  return options;
}

function listingOf(result, path, options) {
  if (!options.withFileTypes) return toNames(result, options.encoding);
  return toDirents(result, path, options.encoding, options.recursive);
}

function readdir(path, options, callback) {
  callback = checkCallback(typeof options === 'function' ? options : callback);
  list(path, getReaddirOptions(options), true, callback);
}

/** readdir() of fs.promises: dirents leave out what is behind links, names do not. */
function readdirForPromise(path, options, callback) {
  options = getOptions(options);
  list(path, options, !options.withFileTypes, callback);
}

function list(path, options, throughLinks, callback) {
  path = getPath(path);
  const { encoding, withFileTypes, recursive } = options;
  native.readdir(path, !isText(encoding), Boolean(withFileTypes), Boolean(recursive), throughLinks, (error, result) => {
    if (error) callback(error);
    else callback(null, listingOf(result, path, options));
  });
}

function readdirSync(path, options) {
  options = getReaddirOptions(options);
  path = getPath(path);
  const { encoding, withFileTypes, recursive } = options;
  const result = native.readdir(path, !isText(encoding), Boolean(withFileTypes), Boolean(recursive), true);
  return listingOf(result, path, options);
}

// ---- rm and rmdir ----

// The native refuses a folder without `recursive`; Node has an error of its own for that.
function rmError(error, path) {
  if (error?.code !== 'EISDIR' || error.syscall !== 'rm') return error;
  return new ERR_FS_EISDIR({ code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: 21 });
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  path = getPath(path);
  const { recursive, force, maxRetries, retryDelay } = getRmOptions(options);
  checkCallback(callback);
  native.rm(path, recursive, force, maxRetries, retryDelay, (error) => callback(error ? rmError(error, path) : null));
}

function rmSync(path, options) {
  path = getPath(path);
  const { recursive, force, maxRetries, retryDelay } = getRmOptions(options);
  try {
    native.rm(path, recursive, force, maxRetries, retryDelay);
  } catch (error) {
    throw rmError(error, path);
  }
}

let warnedRecursive = false;
function warnRecursive() {
  if (warnedRecursive) return;
  warnedRecursive = true;
  process.emitWarning('In future versions of Node.js, fs.rmdir(path, { recursive: true }) will be removed. ' +
    'Use fs.rm(path, { recursive: true }) instead', 'DeprecationWarning', 'DEP0147');
}

const RMDIR_DEFAULTS = { retryDelay: 100, maxRetries: 0, recursive: false };

function notFolder(path) {
  return uvException({ errno: -20, syscall: 'rmdir', path });
}

function rmdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  checkCallback(callback);
  path = getPath(path);
  const { recursive, maxRetries, retryDelay } = getRmOptions(options, RMDIR_DEFAULTS);
  if (!recursive) return native.rmdir(path, callback);
  warnRecursive();
  lstat(path, (error, stats) => {
    if (error) callback(error);
    else if (!stats.isDirectory()) callback(notFolder(path));
    else native.rm(path, true, false, maxRetries, retryDelay, callback);
  });
}

function rmdirSync(path, options) {
  path = getPath(path);
  const { recursive, maxRetries, retryDelay } = getRmOptions(options, RMDIR_DEFAULTS);
  if (!recursive) return native.rmdir(path);
  warnRecursive();
  if (!lstatSync(path).isDirectory()) throw notFolder(path);
  native.rm(path, true, false, maxRetries, retryDelay);
}

// ---- realpath ----

// Unlike other functions, realpath takes what is no string as well.
function getRealpathArgument(path) {
  if (typeof path === 'object' && path !== null) path = getPath(path);
  if (typeof path !== 'string') path = `${path}`;
  return require('path').resolve(getPath(path));
}

function realpath(path, options, callback) {
  callback = checkCallback(typeof options === 'function' ? options : callback);
  const { encoding } = getOptions(options);
  nativeRealpath(getRealpathArgument(path), !isPlain(encoding), true, textCallback(encoding, callback));
}
realpath.native = (path, options, callback) => {
  callback = checkCallback(typeof options === 'function' ? options : callback);
  const { encoding } = getOptions(options);
  nativeRealpath(getPath(path), !isPlain(encoding), false, textCallback(encoding, callback));
};

function realpathSync(path, options) {
  const { encoding } = getOptions(options);
  const real = nativeRealpath(getRealpathArgument(path), !isPlain(encoding), true);
  return isPlain(encoding) ? real : bytesToText(real, encoding);
}
realpathSync.native = (path, options) => {
  const { encoding } = getOptions(options);
  const real = nativeRealpath(getPath(path), !isPlain(encoding), false);
  return isPlain(encoding) ? real : bytesToText(real, encoding);
};

module.exports = {
  mkdir, mkdirSync, mkdtemp, mkdtempDisposableSync, mkdtempSync, readdir, readdirForPromise, readdirSync, realpath, realpathSync,
  rm, rmdir, rmdirSync, rmSync,
};
