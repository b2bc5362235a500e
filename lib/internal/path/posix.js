'use strict';
// The POSIX flavour of 'path' (Node's documentation, page "Path"). Called by the module loader for every require, so
// paths that are already in normal form take a short way: one regular expression, no splitting.

const { validateString } = require('internal/validators');
const { extensionStart, foldSegments, makeFormat, matchGlob, nameWithoutSuffix } = require('internal/path/shared');

const kSlash = 47;

// An empty, '.' or '..' segment anywhere but right after a leading slash: what normal form does not have.
const kNeedsFolding = /\/\/|(?:^|\/)\.\.?(?:\/|$)/;

/** Normal form of a non-empty path. */
function fold(path) {
  if (!kNeedsFolding.test(path)) return path;
  const rooted = path.charCodeAt(0) === kSlash;
  const trailing = path.charCodeAt(path.length - 1) === kSlash;
  let body = foldSegments(path.split('/'), rooted).join('/');
  if (body === '') return rooted ? '/' : trailing ? './' : '.';
  if (trailing) body += '/';
  return rooted ? `/${body}` : body;
}

/** Length of the path without the slashes at its end; a path of slashes only keeps none. */
function trimmedLength(path) {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === kSlash) end--;
  return end;
}

/**
 * The absolute path that the arguments lead to, read from right to left.
 * @param {...string} args
 * @returns {string}
 */
function resolve(...args) {
  let joined = '';
  let rooted = false;
  for (let i = args.length - 1; i >= 0 && !rooted; i--) {
    const path = args[i];
    validateString(path, `paths[${i}]`);
    if (path === '') continue;
    joined = joined === '' ? path : `${path}/${joined}`;
    rooted = path.charCodeAt(0) === kSlash;
  }
  if (!rooted) {
    const cwd = process.cwd();
    joined = joined === '' ? cwd : `${cwd}/${joined}`;
  }
  joined = fold(joined);
  const end = trimmedLength(joined);
  // A working directory that is gone can make `cwd` relative; then so is the answer.
  if (end === 0) return joined.charCodeAt(0) === kSlash ? '/' : '.';
  return end === joined.length ? joined : joined.slice(0, end);
}

/**
 * @param {string} path
 * @returns {string}
 */
function normalize(path) {
  validateString(path, 'path');
  return path === '' ? '.' : fold(path);
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function isAbsolute(path) {
  validateString(path, 'path');
  return path.charCodeAt(0) === kSlash;
}

/**
 * @param {...string} args
 * @returns {string}
 */
function join(...args) {
  let joined = '';
  for (let i = 0; i < args.length; i++) {
    const path = args[i];
    validateString(path, 'path');
    if (path !== '') joined = joined === '' ? path : `${joined}/${path}`;
  }
  return joined === '' ? '.' : fold(joined);
}

/**
 * The way from one path to another.
 * @param {string} from
 * @param {string} to
 * @returns {string}
 */
function relative(from, to) {
  validateString(from, 'from');
  validateString(to, 'to');
  if (from === to) return '';
  from = resolve(from);
  to = resolve(to);
  if (from === to) return '';
  const source = from === '/' ? [] : from.slice(1).split('/');
  const target = to === '/' ? [] : to.slice(1).split('/');
  let common = 0;
  while (common < source.length && common < target.length && source[common] === target[common]) common++;
  const way = target.slice(common);
  for (let i = common; i < source.length; i++) way.unshift('..');
  return way.join('/');
}

/**
 * A Windows notion: here the value as it is.
 * @template T
 * @param {T} path
 * @returns {T}
 */
function toNamespacedPath(path) {
  return path;
}

/**
 * @param {string} path
 * @returns {string}
 */
function dirname(path) {
  validateString(path, 'path');
  if (path === '') return '.';
  const slash = path.lastIndexOf('/', trimmedLength(path) - 1);
  const end = trimmedLength(path);
  if (end === 0) return '/';
  if (slash === -1) return '.';
  if (slash === 0) return '/';
  // '//a' keeps both slashes: POSIX leaves the meaning of exactly two to the system.
  if (slash === 1 && path.charCodeAt(0) === kSlash) return '//';
  return path.slice(0, slash);
}

/**
 * @param {string} path
 * @param {string} [suffix]
 * @returns {string}
 */
function basename(path, suffix) {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  const end = trimmedLength(path);
  const start = end === 0 ? 0 : path.lastIndexOf('/', end - 1) + 1;
  return suffix === undefined ? path.slice(start, end) : nameWithoutSuffix(path, start, end, suffix);
}

/**
 * @param {string} path
 * @returns {string}
 */
function extname(path) {
  validateString(path, 'path');
  const end = trimmedLength(path);
  if (end === 0) return '';
  const base = path.slice(path.lastIndexOf('/', end - 1) + 1, end);
  const dot = extensionStart(base);
  return dot === -1 ? '' : base.slice(dot);
}

/**
 * @param {string} path
 * @returns {{root: string, dir: string, base: string, ext: string, name: string}}
 */
function parse(path) {
  validateString(path, 'path');
  const parts = { root: '', dir: '', base: '', ext: '', name: '' };
  if (path === '') return parts;
  const rooted = path.charCodeAt(0) === kSlash;
  if (rooted) parts.root = parts.dir = '/';
  const end = trimmedLength(path);
  if (end === 0) return parts;
  const slash = path.lastIndexOf('/', end - 1);
  const base = path.slice(slash + 1, end);
  // Node reads the '..' of '/..' as a name '.' with the extension '.'; programs see it, so it stays.
  const dot = slash === 0 && base === '..' ? 1 : extensionStart(base);
  parts.base = base;
  parts.name = dot === -1 ? base : base.slice(0, dot);
  parts.ext = dot === -1 ? '' : base.slice(dot);
  if (slash > 0) parts.dir = path.slice(0, slash);
  return parts;
}

/**
 * @param {string} path
 * @param {string} pattern
 * @returns {boolean}
 */
function matchesGlob(path, pattern) {
  return matchGlob(path, pattern, false);
}

module.exports = {
  resolve,
  normalize,
  isAbsolute,
  join,
  relative,
  toNamespacedPath,
  dirname,
  basename,
  extname,
  format: makeFormat('/'),
  parse,
  matchesGlob,
  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};
