'use strict';
// Operations on a path, one system call each: callback and synchronous forms. Callers: lib/fs.js, and
// internal/fs/promises through the callback forms.

const { AbortError, codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const {
  bytesToText, checkCallback, checkOwner, getOptions, getPath, getSmallMode, parseFileMode, toUnixTimestamp,
} = require('internal/fs/args');
const { statTarget, takeStatFs, takeStats } = require('internal/fs/stats');
const { kCustomPromisifiedSymbol } = require('internal/util');
const { validateAbortSignal } = require('internal/validators');
const native = binding('fs');

// ---- presence ----

function access(path, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode;
    mode = native.constants.F_OK;
  }
  path = getPath(path);
  mode = getSmallMode(mode);
  native.access(path, mode, checkCallback(callback));
}

function accessSync(path, mode) {
  native.access(getPath(path), getSmallMode(mode));
}

function exists(path, callback) {
  checkCallback(callback);
  const answer = (error) => callback(!error);
  try {
    path = getPath(path);
  } catch {
    return callback(false);
  }
  native.access(path, 0, answer);
}
Object.defineProperty(exists, kCustomPromisifiedSymbol, {
  __proto__: null,
  value: function exists(path) { return new Promise((resolve) => module.exports.exists(path, resolve)); },
});

let warnedExists = false;
function existsSync(path) {
  if (typeof path !== 'string') {
    try {
      path = getPath(path);
    } catch (error) {
      if (!warnedExists && error?.code === 'ERR_INVALID_ARG_TYPE') {
        warnedExists = true;
        process.emitWarning('Passing invalid argument types to fs.existsSync is deprecated', 'DeprecationWarning', 'DEP0187');
      }
      return false;
    }
    return existsBytes(path);
  }
  return path.includes('\u0000') ? false : native.exists(path);
}

// Raw bytes need not be UTF-8.
function existsBytes(path) {
  try {
    native.access(path, 0);
    return true;
  } catch {
    return false;
  }
}

// ---- stat ----

function statWith(operation, path, options, mayMiss, callback) {
  const bigint = options?.bigint === true;
  operation(path, statTarget(bigint), bigint, mayMiss, (error, there) => {
    if (error) callback(error);
    else callback(null, there ? takeStats(bigint) : undefined);
  });
}

function stat(path, options = { bigint: false }, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  checkCallback(callback);
  path = getPath(path);
  const signal = options?.signal;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) callback(new AbortError(undefined, { cause: signal.reason }));
  else statWith(native.stat, path, options, options?.throwIfNoEntry === false, callback);
}

function lstat(path, options = { bigint: false }, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  checkCallback(callback);
  statWith(native.lstat, getPath(path), { bigint: options.bigint }, false, callback);
}

function statSync(path, options = { bigint: false }) {
  path = getPath(path);
  const bigint = options.bigint === true;
  if (!native.stat(path, statTarget(bigint), bigint, options.throwIfNoEntry === false)) return undefined;
  return takeStats(bigint);
}

function lstatSync(path, options = { bigint: false }) {
  path = getPath(path);
  const bigint = options.bigint === true;
  try {
    native.lstat(path, statTarget(bigint), bigint, false);
  } catch (error) {
    // Unlike stat, a path through a file is an error in any case.
    if (options.throwIfNoEntry === false && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return takeStats(bigint);
}

function statfs(path, options = { bigint: false }, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  checkCallback(callback);
  const bigint = options.bigint === true;
  native.statfs(getPath(path), statTarget(bigint), bigint, (error) => {
    if (error) callback(error);
    else callback(null, takeStatFs(bigint));
  });
}

function statfsSync(path, options = { bigint: false }) {
  const bigint = options.bigint === true;
  native.statfs(getPath(path), statTarget(bigint), bigint);
  return takeStatFs(bigint);
}

// ---- names ----

function rename(oldPath, newPath, callback) {
  checkCallback(callback);
  native.rename(getPath(oldPath, 'oldPath'), getPath(newPath, 'newPath'), callback);
}

function renameSync(oldPath, newPath) {
  native.rename(getPath(oldPath, 'oldPath'), getPath(newPath, 'newPath'));
}

function link(existingPath, newPath, callback) {
  checkCallback(callback);
  native.link(getPath(existingPath, 'existingPath'), getPath(newPath, 'newPath'), callback);
}

function linkSync(existingPath, newPath) {
  native.link(getPath(existingPath, 'existingPath'), getPath(newPath, 'newPath'));
}

const LINK_TYPES = ['dir', 'file', 'junction', null, undefined];
// The kind of link matters on Windows only; it is checked everywhere.
function checkLinkType(type) {
  if (LINK_TYPES.includes(type)) return;
  throw new ERR_INVALID_ARG_VALUE('type', type, "must be one of: 'dir', 'file', 'junction', null, undefined");
}

function symlink(target, path, type, callback) {
  if (callback === undefined) {
    callback = checkCallback(type);
    type = undefined;
  } else {
    checkLinkType(type);
  }
  target = getPath(target, 'target');
  path = getPath(path);
  native.symlink(target, path, checkCallback(callback));
}

function symlinkSync(target, path, type) {
  checkLinkType(type);
  native.symlink(getPath(target, 'target'), getPath(path));
}

function unlink(path, callback) {
  checkCallback(callback);
  native.unlink(getPath(path), callback);
}

function unlinkSync(path) {
  native.unlink(getPath(path));
}

function copyFile(src, dest, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode;
    mode = 0;
  }
  src = getPath(src, 'src');
  dest = getPath(dest, 'dest');
  mode = getSmallMode(mode);
  native.copyFile(src, dest, mode, checkCallback(callback));
}

function copyFileSync(src, dest, mode) {
  native.copyFile(getPath(src, 'src'), getPath(dest, 'dest'), getSmallMode(mode));
}

/** Calls back with the text in the wanted encoding. */
function textCallback(encoding, callback) {
  if (isPlain(encoding)) return callback;
  return (error, bytes) => {
    if (error) callback(error);
    else callback(null, bytesToText(bytes, encoding));
  };
}

/** Whether natives give the text as it is wanted. */
function isPlain(encoding) {
  return !encoding || encoding === 'utf8' || encoding === 'utf-8';
}

function readlink(path, options, callback) {
  callback = checkCallback(typeof options === 'function' ? options : callback);
  const { encoding } = getOptions(options);
  native.readlink(getPath(path), !isPlain(encoding), textCallback(encoding, callback));
}

function readlinkSync(path, options) {
  const { encoding } = getOptions(options);
  const text = native.readlink(getPath(path), !isPlain(encoding));
  return isPlain(encoding) ? text : bytesToText(text, encoding);
}

// ---- attributes ----

function chmod(path, mode, callback) {
  path = getPath(path);
  mode = parseFileMode(mode, 'mode');
  native.chmod(path, mode, checkCallback(callback));
}

function chmodSync(path, mode) {
  native.chmod(getPath(path), parseFileMode(mode, 'mode'));
}

function chown(path, uid, gid, callback) {
  checkCallback(callback);
  path = getPath(path);
  checkOwner(uid, gid);
  native.chown(path, uid, gid, callback);
}

function chownSync(path, uid, gid) {
  path = getPath(path);
  checkOwner(uid, gid);
  native.chown(path, uid, gid);
}

function lchown(path, uid, gid, callback) {
  checkCallback(callback);
  path = getPath(path);
  checkOwner(uid, gid);
  native.lchown(path, uid, gid, callback);
}

function lchownSync(path, uid, gid) {
  path = getPath(path);
  checkOwner(uid, gid);
  native.lchown(path, uid, gid);
}

function utimes(path, atime, mtime, callback) {
  checkCallback(callback);
  native.utimes(getPath(path), toUnixTimestamp(atime), toUnixTimestamp(mtime), callback);
}

function utimesSync(path, atime, mtime) {
  native.utimes(getPath(path), toUnixTimestamp(atime), toUnixTimestamp(mtime));
}

function lutimes(path, atime, mtime, callback) {
  checkCallback(callback);
  native.lutimes(getPath(path), toUnixTimestamp(atime), toUnixTimestamp(mtime), callback);
}

function lutimesSync(path, atime, mtime) {
  native.lutimes(getPath(path), toUnixTimestamp(atime), toUnixTimestamp(mtime));
}

module.exports = {
  access, accessSync, chmod, chmodSync, chown, chownSync, copyFile, copyFileSync, exists, existsSync, isPlain, lchown,
  lchownSync, link, linkSync, lstat, lstatSync, lutimes, lutimesSync, readlink, readlinkSync, rename, renameSync, stat,
  statfs, statfsSync, statSync, symlink, symlinkSync, textCallback, unlink, unlinkSync, utimes, utimesSync,
};
