'use strict';
// How the module loaders read files and follow symbolic links: directly, unless the program has replaced fs.readFileSync or
// fs.realpathSync (packages that serve modules from archives or memory do). Callers: both loaders; lib/fs.js when it is loaded.

const native = binding('modules');

let fs;  // the public module, once somebody has loaded it
let ownReadFileSync;
let ownRealpathSync;

/** @param {object} loaded the exports of fs, nobody has replaced anything yet */
function noteFs(loaded) {
  fs = loaded;
  ({ readFileSync: ownReadFileSync, realpathSync: ownRealpathSync } = loaded);
}

const isReplaced = () => fs !== undefined && fs.readFileSync !== ownReadFileSync;

const stripMark = (text) => (text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text);

/**
 * The text of a file, without a byte order mark.
 * @param {string} path
 * @throws the error of fs.readFileSync()
 */
function readText(path) {
  const text = isReplaced() ? undefined : native.readFile(path);
  return stripMark(text ?? require('fs').readFileSync(path, 'utf8'));
}

/** The text of what an import names: it reads by URL. @param {URL} url @param {string} path the same as a path */
function readTextAt(url, path) {
  if (!isReplaced()) return readText(path);
  const source = fs.readFileSync(url);
  return stripMark(typeof source === 'string' ? source : new TextDecoder('utf-8', { ignoreBOM: true }).decode(source));
}

/** The path without symbolic links. @throws the error of realpath(3) */
function realpath(path) {
  return fs === undefined || fs.realpathSync === ownRealpathSync ? native.realpath(path) : fs.realpathSync(path, {});
}

module.exports = { noteFs, readText, readTextAt, realpath };
