'use strict';
// fs.promises: each function wraps the callback form. Callers: lib/fs.js, lib/fs/promises.js (they take `exports`).
// Arguments are checked inside the promise, so that a wrong one rejects it.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { getFlags, getOptions, getPath, getSmallMode, noFunction, parseFileMode } = require('internal/fs/args');
const { FileHandle, isIterable, later, writeWhole } = require('internal/fs/file_handle');
const folders = require('internal/fs/folders');
const paths = require('internal/fs/paths');
const whole = require('internal/fs/whole_files');
const { validateBoolean, validateObject } = require('internal/validators');
const { constants } = binding('fs');
const native = binding('fs_file');


async function access(path, mode = constants.F_OK) {
  path = getPath(path);
  mode = getSmallMode(mode);
  return later((callback) => paths.access(path, mode, callback));
}

async function copyFile(src, dest, mode) {
  src = getPath(src, 'src');
  dest = getPath(dest, 'dest');
  mode = getSmallMode(mode);
  return later((callback) => paths.copyFile(src, dest, mode, callback));
}

async function cp(src, dest, options) {
  return require('internal/fs/cp').cpPromise(src, dest, options);
}

async function* glob(pattern, options) {
  yield* require('internal/fs/glob').globIterator(pattern, options);
}

async function open(path, flags, mode) {
  path = getPath(path);
  flags = getFlags(flags);
  mode = parseFileMode(mode, 'mode', 0o666);
  return new FileHandle(await later((callback) => native.open(path, flags, mode, callback)));
}

async function opendir(path, options) {
  return later((callback) => require('internal/fs/dir').opendir(path, options, callback));
}

async function rename(oldPath, newPath) {
  return later((callback) => paths.rename(oldPath, newPath, callback));
}

async function truncate(path, len = 0) {
  const handle = await open(path, 'r+');
  try {
    return await handle.truncate(len);
  } finally {
    await handle.close();
  }
}

async function rm(path, options) {
  if (options !== undefined) validateObject(options, 'options');
  return later((callback) => folders.rm(path, options, callback));
}

async function rmdir(path, options) {
  if (options !== undefined) validateObject(options, 'options');
  return later((callback) => folders.rmdir(path, options, callback));
}

async function mkdir(path, options) {
  return later((callback) => folders.mkdir(path, noFunction(options), callback));
}

async function readdir(path, options) {
  return later((callback) => folders.readdirForPromise(path, noFunction(options), callback));
}

async function readlink(path, options) {
  return later((callback) => paths.readlink(path, noFunction(options), callback));
}

async function symlink(target, path, type) {
  return later((callback) => paths.symlink(target, path, type ?? null, callback));
}

async function lstat(path, options = { bigint: false }) {
  return later((callback) => paths.lstat(path, noFunction(options), callback));
}

async function stat(path, options = { bigint: false }) {
  const { bigint, throwIfNoEntry } = options;  // a signal is for the callback form alone
  return later((callback) => paths.stat(path, { bigint, throwIfNoEntry }, callback));
}

async function statfs(path, options = { bigint: false }) {
  return later((callback) => paths.statfs(path, noFunction(options), callback));
}

async function link(existingPath, newPath) {
  return later((callback) => paths.link(existingPath, newPath, callback));
}

async function unlink(path) {
  return later((callback) => paths.unlink(path, callback));
}

async function chmod(path, mode) {
  return later((callback) => paths.chmod(path, mode, callback));
}

async function lchmod(path, mode) {
  throw new ERR_METHOD_NOT_IMPLEMENTED('lchmod()');
}

async function lchown(path, uid, gid) {
  return later((callback) => paths.lchown(path, uid, gid, callback));
}

async function chown(path, uid, gid) {
  return later((callback) => paths.chown(path, uid, gid, callback));
}

async function utimes(path, atime, mtime) {
  return later((callback) => paths.utimes(path, atime, mtime, callback));
}

async function lutimes(path, atime, mtime) {
  return later((callback) => paths.lutimes(path, atime, mtime, callback));
}

async function realpath(path, options) {
  return later((callback) => folders.realpath.native(path, noFunction(options), callback));
}

async function mkdtemp(prefix, options) {
  return later((callback) => folders.mkdtemp(prefix, noFunction(options), callback));
}

async function mkdtempDisposable(prefix, options) {
  const path = await mkdtemp(prefix, options);
  const full = require('path').resolve(`${path}`);
  const remove = async () => { await rm(full, { recursive: true, force: true }); };
  return { __proto__: null, path, remove, async [Symbol.asyncDispose]() { await remove(); } };
}

// Data that comes piece by piece, or a FileHandle, is written by writeWhole; the rest is one native call.
async function writeFile(path, data, options) {
  if (path instanceof FileHandle) return path.writeFile(data, options);
  if (!isIterable(data)) return later((callback) => whole.writeFile(path, data, options, callback));
  return writeIterable(path, data, options, 'w');
}

async function writeIterable(path, data, options, flag) {
  options = getOptions(options, {});
  validateBoolean(options.flush ?? false, 'options.flush');
  const handle = await open(path, options.flag || flag, options.mode);
  try {
    await handle.writeFile(data, options);
  } finally {
    await handle.close();
  }
}

async function appendFile(path, data, options) {
  if (path instanceof FileHandle) return path.appendFile(data, options);
  if (!isIterable(data)) return later((callback) => whole.appendFile(path, data, options, callback));
  return writeIterable(path, data, options, 'a');
}

async function readFile(path, options) {
  if (path instanceof FileHandle) return path.readFile(options);
  return later((callback) => whole.readFile(path, options, callback));
}

async function* watch(filename, options = {}) {
  yield* require('internal/fs/watchers').watchIterator(filename, options);
}

module.exports = {
  FileHandle,
  writeWhole,
  exports: {
    access, copyFile, cp, glob, open, opendir, rename, truncate, rm, rmdir, mkdir, readdir, readlink, symlink, lstat, stat,
    statfs, link, unlink, chmod, lchmod, lchown, chown, utimes, lutimes, realpath, mkdtemp, mkdtempDisposable, writeFile,
    appendFile, readFile, watch, constants,
  },
};
