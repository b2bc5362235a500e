'use strict';
// fs.glob, globSync, promises.glob. Callers: lib/fs.js, internal/fs/promises.
// walk() carries a set of places in the patterns down the tree, so that every folder is read once however many patterns
// there are. It is a generator: a List asks for a folder's entries, everything else that it yields is a match.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { checkCallback, getPath } = require('internal/fs/args');
const { Dirent } = require('internal/fs/dirent');
const { compile, fits, GLOBSTAR, matches } = require('internal/glob_pattern');
const { kEmptyObject } = require('internal/util');
const { validateObject, validateString, validateStringArray } = require('internal/validators');
const { readdir } = binding('fs_dir');
const {
  constants: { S_IFMT, UV_DIRENT_DIR, UV_DIRENT_FILE, UV_DIRENT_LINK, UV_DIRENT_UNKNOWN }, lstat, stat,
} = binding('fs');
const { statTarget, takeStats } = require('internal/fs/stats');
const { join, resolve } = require('path');

class List {
  constructor(path) { this.path = path; }
}

// ---- options ----

function getGlob(pattern, options) {
  validateObject(options, 'options');
  const { withFileTypes = false, exclude } = options;
  const cwd = options.cwd === undefined || options.cwd === null ? '.' : `${getPath(options.cwd, 'options.cwd')}`;
  let refuse = null;
  if (Array.isArray(exclude)) {
    validateStringArray(exclude, 'options.exclude');
    const compiled = exclude.flatMap(compile);
    const whole = exclude.map((one) => resolve(cwd, one));
    const below = exclude.filter((one) => one.endsWith('/**')).flatMap((one) => compile(one.slice(0, -3)));
    refuse = (path) => matches(compiled, path) || matches(below, path) || whole.includes(resolve(cwd, path));
  } else if (typeof exclude === 'function') {
    refuse = (path, entry) => exclude(withFileTypes ? entry : entry.name);
  } else if (exclude !== undefined && exclude !== null) {
    throw new ERR_INVALID_ARG_TYPE('options.exclude', ['function', 'string[]'], exclude);
  }
  if (Array.isArray(pattern)) validateStringArray(pattern, 'patterns');
  else validateString(pattern, 'patterns');
  const patterns = (Array.isArray(pattern) ? pattern : [pattern]).flatMap(compile).filter((parts) => parts.length > 1 || parts[0] !== '');
  return { cwd, patterns, refuse, withFileTypes: Boolean(withFileTypes) };
}

// ---- the file system ----

function typeOfStats() {
  switch (Number(takeStats(false).mode) & S_IFMT) {
    case 0o040000: return UV_DIRENT_DIR;
    case 0o120000: return UV_DIRENT_LINK;
    case 0o100000: return UV_DIRENT_FILE;
  }
  return UV_DIRENT_UNKNOWN;
}

/** UV_DIRENT_* of a path; undefined: it is not there. One quick call, so synchronous in all forms. */
function typeOf(path, follow = false) {
  try {
    return (follow ? stat : lstat)(path, statTarget(false), false, true) ? typeOfStats() : undefined;
  } catch {
    return undefined;
  }
}

// ---- the walk ----

/** The places in the patterns after the folder steps "." and ".." and what ** stands for nothing. */
function expandPlaces(places) {
  const all = [];
  const add = (place) => {
    if (all.some((one) => one.parts === place.parts && one.i === place.i)) return;
    all.push(place);
    if (place.parts[place.i] === GLOBSTAR && place.i + 1 < place.parts.length) add({ parts: place.parts, i: place.i + 1 });
  };
  places.forEach(add);
  return all;
}

const isLast = (place) => place.i === place.parts.length - 1;
// "a/" ends with an empty part: folders only.
const isFolderEnd = (place) => place.i === place.parts.length - 2 && place.parts[place.i + 1] === '';

class Walk {
  constructor(glob) {
    this.glob = glob;
    this.found = new Set();
  }

  * run() {
    const groups = new Map();
    for (const parts of this.glob.patterns) {
      const absolute = parts[0] === '' && parts.length > 1;
      const start = absolute ? '/' : '';
      if (!groups.has(start)) groups.set(start, []);
      groups.get(start).push({ parts: absolute ? parts.slice(1) : parts, i: 0 });
    }
    for (const { 0: start, 1: places } of groups) yield* this.visit(start, places, true);
  }

  full(path) {
    return path.startsWith('/') ? path : join(this.glob.cwd, path);
  }

  * emit(path, type) {
    const shown = path === '' ? '.' : path;
    if (this.found.has(shown)) return;
    this.found.add(shown);
    yield this.glob.withFileTypes ? this.entry(path, type) : shown;
  }

  entry(path, type) {
    const full = this.full(path === '' ? '.' : path);
    const slash = full.lastIndexOf('/');
    const parent = slash === -1 ? '.' : slash === 0 ? '/' : full.slice(0, slash);
    return new Dirent(full.slice(slash + 1), type, parent);
  }

  refused(path, type) {
    if (this.glob.refuse === null) return false;
    return Boolean(this.glob.refuse(path, this.entry(path, type)));
  }

  // `path` is a folder that `places` have led to.
  * visit(path, places, isStart = false) {
    places = expandPlaces(places);
    for (const place of places) {
      // a/** gives a itself as well.
      if (place.parts[place.i] !== GLOBSTAR) continue;
      if (isLast(place) || isFolderEnd(place)) {
        if (!(isStart && path === '' && isFolderEnd(place))) yield* this.emit(path, UV_DIRENT_DIR);
      }
    }
    const wild = places.filter((place) => typeof place.parts[place.i] !== 'string');
    yield* this.visitPlain(path, places, wild.length > 0);
    if (wild.length > 0) yield* this.visitAll(path, places);
  }

  // Plain names need no look into the folder, unless it is read anyway.
  * visitPlain(path, places, isRead) {
    const byName = new Map();
    for (const place of places) {
      const part = place.parts[place.i];
      if (typeof part !== 'string' || part === '') continue;
      if (isRead && part !== '.' && part !== '..' && !part.startsWith('.')) continue;
      if (!byName.has(part)) byName.set(part, []);
      byName.get(part).push(place);
    }
    for (const { 0: name, 1: same } of byName) {
      const child = name === '.' ? path : path === '' ? name : join(path, name);
      const type = name === '.' || name === '..' ? UV_DIRENT_DIR : typeOf(this.full(child));
      if (type === undefined) continue;
      if (name === '.' || name === '..') yield* this.step(child === '.' ? '' : child, type, same.filter((place) => !isLast(place)));
      else if (!this.refused(child, type)) yield* this.step(child, type, same);
    }
  }

  * visitAll(path, places) {
    const listing = yield new List(this.full(path === '' ? '.' : path));
    if (listing === null) return;
    const { 0: names, 1: types } = listing;
    for (let k = 0; k < names.length; k++) {
      const name = names[k];
      const child = path === '' ? name : join(path, name);
      const next = places.filter(({ parts, i }) => {
        const part = parts[i];
        if (part === GLOBSTAR) return !name.startsWith('.');
        // Plain names with a dot have been looked at.
        return typeof part === 'string' ? part === name && !name.startsWith('.') : fits(part, name);
      });
      if (next.length > 0 && !this.refused(child, types[k])) yield* this.step(child, types[k], next);
    }
  }

  // `path` fits the parts at `places`.
  * step(path, type, places) {
    let isFolder = type === UV_DIRENT_DIR;
    const onward = [];
    for (const place of places) {
      const isGlobstar = place.parts[place.i] === GLOBSTAR;
      if (isGlobstar) {
        // ** does not follow links.
        if (isLast(place)) yield* this.emit(path, type);
        if (isFolder) onward.push(place);
        continue;
      }
      if (isLast(place)) {
        yield* this.emit(path, type);
        continue;
      }
      if (type === UV_DIRENT_LINK || type === UV_DIRENT_UNKNOWN) isFolder = typeOf(this.full(path), true) === UV_DIRENT_DIR;
      if (!isFolder) continue;
      if (isFolderEnd(place)) yield* this.emit(path, type);
      else onward.push({ parts: place.parts, i: place.i + 1 });
    }
    if (onward.length > 0) yield* this.visit(path, onward);
  }
}

// ---- the public forms ----

function globSync(pattern, options = kEmptyObject) {
  const results = [];
  const steps = new Walk(getGlob(pattern, options)).run();
  let answer;
  for (;;) {
    const { value, done } = steps.next(answer);
    if (done) return results;
    answer = undefined;
    if (value instanceof List) answer = listSync(value.path);
    else results.push(value);
  }
}

function listSync(path) {
  try {
    return readdir(path, false, true, false);
  } catch {
    return null;  // a folder that cannot be read has no matches
  }
}

async function* globIterator(pattern, options = kEmptyObject) {
  const steps = new Walk(getGlob(pattern, options)).run();
  let answer;
  for (;;) {
    const { value, done } = steps.next(answer);
    if (done) return;
    answer = undefined;
    if (value instanceof List) {
      answer = await new Promise((settle) => {
        readdir(value.path, false, true, false, (error, listing) => settle(error ? null : listing));
      });
    } else {
      yield value;
    }
  }
}

function glob(pattern, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  checkCallback(callback);
  getGlob(pattern, options ?? kEmptyObject);
  Array.fromAsync(globIterator(pattern, options ?? kEmptyObject)).then(
    (found) => process.nextTick(callback, null, found),
    (error) => process.nextTick(callback, error));
}

module.exports = { glob, globIterator, globSync };
