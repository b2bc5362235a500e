'use strict';
// The public module fs: collects lib/internal/fs/. What programs seldom use (streams, promises, watchers, cp, glob, Dir) is
// loaded when first used.

const { Dirent } = require('internal/fs/dirent');
const descriptors = require('internal/fs/descriptors');
const folders = require('internal/fs/folders');
const paths = require('internal/fs/paths');
const whole = require('internal/fs/whole_files');
const { Stats } = require('internal/fs/stats');
const { toUnixTimestamp } = require('internal/fs/args');
const { defineLazyProperties, deprecate, lockValues } = require('internal/util');
const { constants } = binding('fs');
lockValues(constants);

// Functions of modules that are loaded by the first call.

function cp(src, dest, options, callback) {
  return require('internal/fs/cp').cp(src, dest, options, callback);
}
function cpSync(src, dest, options) {
  return require('internal/fs/cp').cpSync(src, dest, options);
}
function createReadStream(path, options) {
  return new module.exports.ReadStream(path, options);
}
function createWriteStream(path, options) {
  return new module.exports.WriteStream(path, options);
}
function glob(pattern, options, callback) {
  return require('internal/fs/glob').glob(pattern, options, callback);
}
function globSync(pattern, options) {
  return require('internal/fs/glob').globSync(pattern, options);
}
function openAsBlob(path, options = {}) {
  return require('internal/fs/blob').openAsBlob(path, options);
}
function opendir(path, options, callback) {
  return require('internal/fs/dir').opendir(path, options, callback);
}
function opendirSync(path, options) {
  return require('internal/fs/dir').opendirSync(path, options);
}
function unwatchFile(filename, listener) {
  return require('internal/fs/watch_file').unwatchFile(filename, listener);
}
function watch(filename, options, listener) {
  return require('internal/fs/watchers').watch(filename, options, listener);
}
function watchFile(filename, options, listener) {
  return require('internal/fs/watch_file').watchFile(filename, options, listener);
}

module.exports = {
  appendFile: whole.appendFile,
  appendFileSync: whole.appendFileSync,
  access: paths.access,
  accessSync: paths.accessSync,
  chown: paths.chown,
  chownSync: paths.chownSync,
  chmod: paths.chmod,
  chmodSync: paths.chmodSync,
  close: descriptors.close,
  closeSync: descriptors.closeSync,
  copyFile: paths.copyFile,
  copyFileSync: paths.copyFileSync,
  cp,
  cpSync,
  createReadStream,
  createWriteStream,
  exists: paths.exists,
  existsSync: paths.existsSync,
  fchown: descriptors.fchown,
  fchownSync: descriptors.fchownSync,
  fchmod: descriptors.fchmod,
  fchmodSync: descriptors.fchmodSync,
  fdatasync: descriptors.fdatasync,
  fdatasyncSync: descriptors.fdatasyncSync,
  fstat: descriptors.fstat,
  fstatSync: descriptors.fstatSync,
  fsync: descriptors.fsync,
  fsyncSync: descriptors.fsyncSync,
  ftruncate: descriptors.ftruncate,
  ftruncateSync: descriptors.ftruncateSync,
  futimes: descriptors.futimes,
  futimesSync: descriptors.futimesSync,
  glob,
  globSync,
  lchown: paths.lchown,
  lchownSync: paths.lchownSync,
  lchmod: undefined,
  lchmodSync: undefined,
  link: paths.link,
  linkSync: paths.linkSync,
  lstat: paths.lstat,
  lstatSync: paths.lstatSync,
  lutimes: paths.lutimes,
  lutimesSync: paths.lutimesSync,
  mkdir: folders.mkdir,
  mkdirSync: folders.mkdirSync,
  mkdtemp: folders.mkdtemp,
  mkdtempSync: folders.mkdtempSync,
  mkdtempDisposableSync: folders.mkdtempDisposableSync,
  open: descriptors.open,
  openSync: descriptors.openSync,
  openAsBlob,
  readdir: folders.readdir,
  readdirSync: folders.readdirSync,
  read: descriptors.read,
  readSync: descriptors.readSync,
  readv: descriptors.readv,
  readvSync: descriptors.readvSync,
  readFile: whole.readFile,
  readFileSync: whole.readFileSync,
  readlink: paths.readlink,
  readlinkSync: paths.readlinkSync,
  realpath: folders.realpath,
  realpathSync: folders.realpathSync,
  rename: paths.rename,
  renameSync: paths.renameSync,
  rm: folders.rm,
  rmSync: folders.rmSync,
  rmdir: folders.rmdir,
  rmdirSync: folders.rmdirSync,
  stat: paths.stat,
  statfs: paths.statfs,
  statSync: paths.statSync,
  statfsSync: paths.statfsSync,
  symlink: paths.symlink,
  symlinkSync: paths.symlinkSync,
  truncate: descriptors.truncate,
  truncateSync: descriptors.truncateSync,
  unwatchFile,
  unlink: paths.unlink,
  unlinkSync: paths.unlinkSync,
  utimes: paths.utimes,
  utimesSync: paths.utimesSync,
  watch,
  watchFile,
  writeFile: whole.writeFile,
  writeFileSync: whole.writeFileSync,
  write: descriptors.write,
  writeSync: descriptors.writeSync,
  writev: descriptors.writev,
  writevSync: descriptors.writevSync,
  Dirent,
  Stats: deprecate(Stats, 'fs.Stats constructor is deprecated.', 'DEP0180'),
};

// Classes loaded when first read; user code (graceful-fs) replaces the streams.
function defineLazy(name, load, writable = true) {
  let value;
  const accessors = {
    get [name]() { return value ??= load(); },
    set [name](replacement) { value = replacement; },
  };
  const { get, set } = Object.getOwnPropertyDescriptor(accessors, name);
  Object.defineProperty(module.exports, name, {
    __proto__: null, get, set: writable ? set : undefined, enumerable: true, configurable: true,
  });
}

defineLazy('ReadStream', () => require('internal/fs/streams').ReadStream);
defineLazy('WriteStream', () => require('internal/fs/streams').WriteStream);
defineLazy('FileReadStream', () => require('internal/fs/streams').ReadStream);
defineLazy('FileWriteStream', () => require('internal/fs/streams').WriteStream);
defineLazy('Utf8Stream', () => require('internal/fs/utf8_stream').Utf8Stream, false);
module.exports._toUnixTimestamp = toUnixTimestamp;
defineLazyProperties(module.exports, 'internal/fs/dir', ['Dir']);
module.exports.opendir = opendir;
module.exports.opendirSync = opendirSync;
Object.defineProperties(module.exports, {
  F_OK: deprecatedConstant('F_OK'),
  R_OK: deprecatedConstant('R_OK'),
  W_OK: deprecatedConstant('W_OK'),
  X_OK: deprecatedConstant('X_OK'),
  constants: { __proto__: null, value: constants, enumerable: true, writable: false, configurable: false },
  promises: {
    __proto__: null,
    get() { return require('internal/fs/promises').exports; },
    enumerable: true,
    configurable: true,
  },
});

require('internal/modules/file_access').noteFs(module.exports);

function deprecatedConstant(name) {
  const get = deprecate(() => constants[name], `fs.${name} is deprecated, use fs.constants.${name} instead`, 'DEP0176');
  return { __proto__: null, get, enumerable: false };
}
