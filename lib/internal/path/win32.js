'use strict';
// The Windows flavour of 'path' (Node's documentation, page "Path"), on any host. A path is read as root + body; the root
// is one of: nothing, '\', 'C:', 'C:\', '\\server\share\' or a device '\\.\' / '\\?\'. Both slashes separate.

const { validateString } = require('internal/validators');
const { extensionStart, foldSegments, makeFormat, matchGlob, nameWithoutSuffix } = require('internal/path/shared');

const kSlash = 47;
const kBackslash = 92;
const kColon = 58;
const kSeparators = /[\\/]+/;

// Names of devices, which a colon after them may address wherever they stand in a path (Microsoft, "Naming Files, Paths,
// and Namespaces"; the superscript digits count as digits).
const kDevice = /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[1-9\u00b9\u00b2\u00b3])$/i;

function isSeparator(code) {
  return code === kSlash || code === kBackslash;
}

function isDriveLetter(code) {
  const lower = code | 0x20;
  return lower >= 97 && lower <= 122;
}

function startsWithDrive(path) {
  return path.charCodeAt(1) === kColon && isDriveLetter(path.charCodeAt(0));
}

/** Index of the first separator at or after `from`, or the length. */
function nextSeparator(path, from) {
  while (from < path.length && !isSeparator(path.charCodeAt(from))) from++;
  return from;
}

/** Index of the first non-separator at or after `from`, or the length. */
function skipSeparators(path, from) {
  while (from < path.length && isSeparator(path.charCodeAt(from))) from++;
  return from;
}

/** Index after the last non-separator, but not below `from`. */
function trimmedEnd(path, from) {
  let end = path.length;
  while (end > from && isSeparator(path.charCodeAt(end - 1))) end--;
  return end;
}

/** Index of the last separator in [from, end), or -1. */
function lastSeparator(path, from, end) {
  for (let i = end - 1; i >= from; i--) {
    if (isSeparator(path.charCodeAt(i))) return i;
  }
  return -1;
}

/**
 * Reads '\\server\share'.
 * @param {string} path
 * @returns {null | {server: string, share: string, end: number}} `end` is the index after the share's name
 */
function readUnc(path) {
  if (!isSeparator(path.charCodeAt(0)) || !isSeparator(path.charCodeAt(1))) return null;
  const serverEnd = nextSeparator(path, 2);
  if (serverEnd === 2 || serverEnd === path.length) return null;
  const shareStart = skipSeparators(path, serverEnd);
  if (shareStart === path.length) return null;
  const end = nextSeparator(path, shareStart);
  return { server: path.slice(2, serverEnd), share: path.slice(shareStart, end), end };
}

/**
 * Splits a path into its root and the rest.
 * @param {string} path
 * @returns {{device: string, rooted: boolean, end: number}} device in normal form without a separator at its end; `end` is
 *     the index of the body
 */
function readRoot(path) {
  if (isSeparator(path.charCodeAt(0))) {
    const unc = readUnc(path);
    if (unc === null) return { device: '', rooted: true, end: 1 };
    const { server, share, end } = unc;
    if (server === '.' || server === '?') return { device: `\\\\${server}`, rooted: true, end: 4 };
    return { device: `\\\\${server}\\${share}`, rooted: true, end };
  }
  if (startsWithDrive(path)) {
    const rooted = isSeparator(path.charCodeAt(2));
    return { device: path.slice(0, 2), rooted, end: rooted ? 3 : 2 };
  }
  return { device: '', rooted: false, end: 0 };
}

/** Length of 'CON:' and the like at the start of a path or name, or 0. */
function deviceNameLength(path) {
  const colon = path.indexOf(':');
  return colon > 0 && kDevice.test(path.slice(0, colon)) ? colon + 1 : 0;
}

function foldBody(body, rooted) {
  return foldSegments(body.split(kSeparators), rooted).join('\\');
}

/** The directory that a relative path on `device` starts from. */
function currentDirectory(device) {
  if (device === '') return process.cwd();
  // Windows keeps one working directory for each drive, in variables with names like '=C:'.
  const path = process.env[`=${device}`] || process.cwd();
  const foreign = path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path.charCodeAt(2) === kBackslash;
  return path === undefined || foreign ? `${device}\\` : path;
}

/**
 * The absolute path that the arguments lead to, read from right to left.
 * @param {...string} args
 * @returns {string}
 */
function resolve(...args) {
  let device = '';
  let body = '';
  let rooted = false;
  for (let i = args.length - 1; i >= -1; i--) {
    let path;
    if (i >= 0) {
      path = args[i];
      validateString(path, `paths[${i}]`);
      if (path === '') continue;
    } else {
      path = currentDirectory(device);
    }
    const root = readRoot(path);
    if (root.device !== '') {
      if (device !== '' && root.device.toLowerCase() !== device.toLowerCase()) continue;
      device ||= root.device;
    }
    if (!rooted) {
      body = `${path.slice(root.end)}\\${body}`;
      rooted = root.rooted;
    }
    if (rooted && device !== '') break;
  }
  body = foldBody(body, rooted);
  return `${device}${rooted ? '\\' : ''}${body}` || '.';
}

/**
 * @param {string} path
 * @returns {string}
 */
function normalize(path) {
  validateString(path, 'path');
  if (path === '') return '.';
  if (path.length === 1) return path === '/' ? '\\' : path;
  let { device, rooted, end } = readRoot(path);
  const named = deviceNameLength(path);
  if (named > 0) {
    // Made relative, so that the device is not opened.
    device = `.\\${path.slice(0, named)}`;
    end = named;
  }
  // A share alone is its own root directory.
  if (named === 0 && device.length > 3 && end === path.length) return `${device}\\`;
  let body = foldBody(path.slice(end), rooted);
  if (body === '' && !rooted) body = '.';
  if (body !== '' && isSeparator(path.charCodeAt(path.length - 1))) body += '\\';
  if (!rooted && device === '' && path.includes(':')) return guardColon(path, body);
  return `${device}${rooted ? '\\' : ''}${body}`;
}

/**
 * Folding must not turn a relative path into one with a drive: 'a\..\C:\x' stays relative as '.\C:\x'.
 * @param {string} path
 * @param {string} body
 */
function guardColon(path, body) {
  if (startsWithDrive(body)) return `.\\${body}`;
  for (let colon = path.indexOf(':'); colon !== -1; colon = path.indexOf(':', colon + 1)) {
    if (colon === path.length - 1 || isSeparator(path.charCodeAt(colon + 1))) return `.\\${body}`;
  }
  return body;
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function isAbsolute(path) {
  validateString(path, 'path');
  return isSeparator(path.charCodeAt(0)) || (startsWithDrive(path) && isSeparator(path.charCodeAt(2)));
}

/**
 * @param {...string} args
 * @returns {string}
 */
function join(...args) {
  let joined;
  let first = '';
  for (const path of args) {
    validateString(path, 'path');
    if (path === '') continue;
    if (joined === undefined) joined = first = path;
    else joined += `\\${path}`;
  }
  if (joined === undefined) return '.';
  // Joining must not make a share's root of parts that are not one: only a first part that begins as a share keeps two
  // separators at the front.
  const lead = skipSeparators(joined, 0);
  const firstLead = skipSeparators(first, 0);
  const mayBeUnc = firstLead === 2 && first.length > 2;
  if (lead >= 2 && !mayBeUnc) joined = `\\${joined.slice(lead)}`;
  // Folding around a device's name could turn one path into another: such a path is left alone.
  if (joined.includes(':') && joined.split('\\').some((name) => deviceNameLength(name) > 0)) {
    return joined.replaceAll('/', '\\');
  }
  return normalize(joined);
}

/**
 * The way from one path to another; names compare without regard to case.
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
  if (from.toLowerCase() === to.toLowerCase()) return '';
  const source = from.split(kSeparators).filter(Boolean);
  const target = to.split(kSeparators).filter(Boolean);
  let common = 0;
  while (common < source.length && common < target.length &&
         source[common].toLowerCase() === target[common].toLowerCase()) common++;
  // Nothing in common: another device. (A root without a name is in common with everything.)
  if (common === 0 && source.length > 0 && target.length > 0) return to;
  const way = target.slice(common);
  for (let i = common; i < source.length; i++) way.unshift('..');
  return way.join('\\');
}

/**
 * The path with the prefix that lifts Windows' length limit.
 * @template T
 * @param {T} path anything but a string comes back as it is
 * @returns {T}
 */
function toNamespacedPath(path) {
  if (typeof path !== 'string' || path === '') return path;
  const full = resolve(path);
  if (full.length <= 2) return path;
  if (full.startsWith('\\\\')) {
    const third = full[2];
    return third === '?' || third === '.' ? full : `\\\\?\\UNC\\${full.slice(2)}`;
  }
  return startsWithDrive(full) && full.charCodeAt(2) === kBackslash ? `\\\\?\\${full}` : full;
}

/** Length of the root as `dirname` and `parse` print it: with its separator, as written. */
function rootLength(path) {
  if (isSeparator(path.charCodeAt(0))) {
    const unc = readUnc(path);
    if (unc === null) return 1;
    return unc.end === path.length ? unc.end : unc.end + 1;
  }
  if (!startsWithDrive(path)) return 0;
  return isSeparator(path.charCodeAt(2)) ? 3 : 2;
}

/**
 * @param {string} path
 * @returns {string}
 */
function dirname(path) {
  validateString(path, 'path');
  if (path === '') return '.';
  const root = rootLength(path);
  const slash = lastSeparator(path, root, trimmedEnd(path, root));
  if (slash !== -1) return path.slice(0, slash);
  return root === 0 ? '.' : path.slice(0, root);
}

/** The part of the path that can hold a name: after 'C:', before separators at the end. */
function nameRange(path) {
  const start = startsWithDrive(path) ? 2 : 0;
  const end = trimmedEnd(path, start);
  return [Math.max(start, lastSeparator(path, start, end) + 1), end];
}

/**
 * @param {string} path
 * @param {string} [suffix]
 * @returns {string}
 */
function basename(path, suffix) {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  const [start, end] = nameRange(path);
  return nameWithoutSuffix(path, start, end, suffix);
}

/**
 * @param {string} path
 * @returns {string}
 */
function extname(path) {
  validateString(path, 'path');
  const [start, end] = nameRange(path);
  const base = path.slice(start, end);
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
  const root = rootLength(path);
  parts.root = parts.dir = path.slice(0, root);
  const end = trimmedEnd(path, root);
  if (end === root) return parts;
  const slash = lastSeparator(path, root, end);
  const base = path.slice(Math.max(slash + 1, root), end);
  const dot = extensionStart(base);
  parts.base = base;
  parts.name = dot === -1 ? base : base.slice(0, dot);
  parts.ext = dot === -1 ? '' : base.slice(dot);
  if (slash >= root && slash !== -1) parts.dir = path.slice(0, slash);
  return parts;
}

/**
 * @param {string} path
 * @param {string} pattern
 * @returns {boolean}
 */
function matchesGlob(path, pattern) {
  return matchGlob(path, pattern, true);
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
  format: makeFormat('\\'),
  parse,
  matchesGlob,
  sep: '\\',
  delimiter: ';',
  win32: null,
  posix: null,
};
