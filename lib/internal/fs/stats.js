'use strict';
// Stats, BigIntStats, StatFs. Callers: lib/internal/fs/*.
// A native fills one shared array with the numbers (the order is that of src/bindings/fs_types.h) just before it returns
// or calls back; takeStats() turns them into an object at once.

const { constants } = binding('fs');
const { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } = constants;

const numbers = new Float64Array(18);
const bigints = new BigInt64Array(18);

// Functions instead of classes: old programs call fs.Stats without `new`.
function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
}

function define(target, key, value) {
  Object.defineProperty(target, key, { __proto__: null, value, enumerable: true, writable: true, configurable: true });
}

for (const { 0: name, 1: type } of Object.entries({
  isDirectory: S_IFDIR, isFile: S_IFREG, isBlockDevice: S_IFBLK, isCharacterDevice: S_IFCHR, isSymbolicLink: S_IFLNK,
  isFIFO: S_IFIFO, isSocket: S_IFSOCK,
})) {
  define(StatsBase.prototype, name, { [name]() { return this._checkModeProperty(type); } }[name]);
}

function toDate(milliseconds) {
  return new Date(Math.round(Number(milliseconds)));
}

// A time becomes a Date when it is first asked for.
function defineTimes(Class) {
  for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
    Object.defineProperty(Class.prototype, name, {
      __proto__: null,
      enumerable: true,
      configurable: true,
      get() {
        const value = toDate(this[`${name}Ms`]);
        define(this, name, value);
        return value;
      },
      set(value) { define(this, name, value); },
    });
  }
}

function inherit(Class) {
  Object.setPrototypeOf(Class.prototype, StatsBase.prototype);
  Object.setPrototypeOf(Class, StatsBase);
}

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
}
inherit(Stats);
defineTimes(Stats);
define(Stats.prototype, '_checkModeProperty', function _checkModeProperty(property) {
  return (this.mode & S_IFMT) === property;
});

function BigIntStats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeNs, mtimeNs, ctimeNs, birthtimeNs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeNs / 1000000n;
  this.mtimeMs = mtimeNs / 1000000n;
  this.ctimeMs = ctimeNs / 1000000n;
  this.birthtimeMs = birthtimeNs / 1000000n;
  this.atimeNs = atimeNs;
  this.mtimeNs = mtimeNs;
  this.ctimeNs = ctimeNs;
  this.birthtimeNs = birthtimeNs;
}
inherit(BigIntStats);
defineTimes(BigIntStats);
define(BigIntStats.prototype, '_checkModeProperty', function _checkModeProperty(property) {
  return (this.mode & BigInt(S_IFMT)) === BigInt(property);
});

/** The array that a native fills. @param {boolean} bigint */
function statTarget(bigint) {
  return bigint ? bigints : numbers;
}

const ms = (f, i) => f[i] * 1000 + f[i + 1] / 1000000;
const ns = (f, i) => f[i] * 1000000000n + f[i + 1];

/** @param {boolean} bigint @returns {Stats|BigIntStats} what the native has just filled in */
function takeStats(bigint) {
  if (bigint) {
    const f = bigints;
    return new BigIntStats(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], ns(f, 10), ns(f, 12), ns(f, 14),
                           ns(f, 16));
  }
  const f = numbers;
  return new Stats(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], ms(f, 10), ms(f, 12), ms(f, 14), ms(f, 16));
}

/** A copy of the bigint array, for watchFile to compare. */
function takeFields() {
  return bigints.slice();
}

/** The Stats of such a copy. All zero: what watchFile shows for a file that is not there. */
function statsFromFields(fields, bigint) {
  if (bigint) bigints.set(fields);
  else for (let i = 0; i < fields.length; i++) numbers[i] = Number(fields[i]);
  return takeStats(bigint);
}

class StatFs {
  constructor(type, bsize, frsize, blocks, bfree, bavail, files, ffree) {
    this.type = type;
    this.bsize = bsize;
    this.frsize = frsize;
    this.blocks = blocks;
    this.bfree = bfree;
    this.bavail = bavail;
    this.files = files;
    this.ffree = ffree;
  }
}

/** @param {boolean} bigint @returns {StatFs} */
function takeStatFs(bigint) {
  const f = statTarget(bigint);
  return new StatFs(f[0], f[1], f[7], f[2], f[3], f[4], f[5], f[6]);
}

module.exports = { BigIntStats, Stats, StatFs, statsFromFields, statTarget, takeFields, takeStatFs, takeStats };
