'use strict';
// Dirent, also one that answers by Stats, and the conversion of what natives list into what readdir gives.
// Callers: internal/fs/folders, internal/fs/dir, internal/fs/glob.

const { constants: {
  UV_DIRENT_BLOCK, UV_DIRENT_CHAR, UV_DIRENT_DIR, UV_DIRENT_FIFO, UV_DIRENT_FILE, UV_DIRENT_LINK, UV_DIRENT_SOCKET,
} } = binding('fs');
const { bytesToText } = require('internal/fs/args');

const kType = Symbol('type');
const kStats = Symbol('stats');

class Dirent {
  constructor(name, type, path) {
    this.name = name;
    this.parentPath = path;
    this[kType] = type;
  }
}

/** @param {string} name @param {Stats} stats @param {string} path of the folder */
class DirentFromStats extends Dirent {
  constructor(name, stats, path) {
    super(name, null, path);
    this[kStats] = stats;
  }
}

function defineQuestion(Class, name, answer) {
  Object.defineProperty(Class.prototype, name, { __proto__: null, value: answer, enumerable: false, writable: true, configurable: true });
}

for (const { 0: name, 1: type } of Object.entries({
  isDirectory: UV_DIRENT_DIR, isFile: UV_DIRENT_FILE, isBlockDevice: UV_DIRENT_BLOCK, isCharacterDevice: UV_DIRENT_CHAR,
  isSymbolicLink: UV_DIRENT_LINK, isFIFO: UV_DIRENT_FIFO, isSocket: UV_DIRENT_SOCKET,
})) {
  defineQuestion(Dirent, name, { [name]() { return this[kType] === type; } }[name]);
  defineQuestion(DirentFromStats, name, { [name]() { return this[kStats][name](); } }[name]);
}

function isText(encoding) {
  return !encoding || encoding === 'utf8' || encoding === 'utf-8';
}

/** Names as the encoding wants them. */
function toNames(names, encoding) {
  return isText(encoding) ? names : names.map((name) => bytesToText(name, encoding));
}

/**
 * @param {[Array<string|Uint8Array>, number[]]} listing names (relative to `path` when it was recursive) and types
 * @param {string|Buffer} path of the folder
 */
function toDirents(listing, path, encoding, recursive) {
  const { 0: names, 1: types } = listing;
  const dirents = new Array(names.length);
  for (let i = 0; i < names.length; i++) {
    let name = names[i];
    let parent = path;
    if (recursive && typeof name === 'string') {
      const slash = name.lastIndexOf('/');
      if (slash !== -1) {
        parent = require('path').join(String(path), name.slice(0, slash));
        name = name.slice(slash + 1);
      }
    } else if (typeof name !== 'string') {
      const slash = recursive ? name.lastIndexOf(0x2F) : -1;
      if (slash !== -1) {
        parent = require('path').join(String(path), String(bytesToText(name.slice(0, slash), 'utf8')));
        name = name.slice(slash + 1);
      }
      name = bytesToText(name, encoding);
    }
    dirents[i] = new Dirent(name, types[i], parent);
  }
  return dirents;
}

module.exports = { Dirent, DirentFromStats, isText, kType, toDirents, toNames };
