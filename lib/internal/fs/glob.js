'use strict';
// fs.glob, globSync, promises.glob. Callers: lib/fs.js, internal/fs/promises.
// A Walk carries a set of places in the patterns down the tree, so that every folder is read once however many patterns
// there are. It is a generator: a List asks for a folder's entries, everything else that it yields is a match.
//
// What is told apart by observation of Node: "**" does not go into links, but what fits the part behind it may be a link, which
// is then looked into with that part alone; `exclude` is asked about entries below "**" and about folders before they are entered,
// a list of patterns also about every match.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { checkCallback, getPath, isUrlLike } = require('internal/fs/args');
const { Dirent, DirentFromStats } = require('internal/fs/dirent');
const { compile, fits, GLOBSTAR, toParts } = require('internal/glob_pattern');
const { kEmptyObject } = require('internal/util');
const { validateBoolean, validateObject, validateString, validateStringArray } = require('internal/validators');
const { readdir } = binding('fs_dir');
const { constants: { UV_DIRENT_DIR, UV_DIRENT_LINK, UV_DIRENT_UNKNOWN }, lstat, stat } = binding('fs');
const { realpathSync } = require('internal/fs/folders');
const { statTarget, takeStats } = require('internal/fs/stats');
const { basename, dirname, join, resolve } = require('path');

class List {
  constructor(path) { this.path = path; }
}

// ---- options ----

function getFolder(cwd) {
  if (cwd === undefined || cwd === null) return '.';
  if (isUrlLike(cwd)) return getPath(cwd);
  validateString(cwd, 'paths[0]');
  return cwd;
}

// Patterns refuse a path as it is written and as it is from the root.
class Exclusion {
  constructor(patterns, cwd) {
    this.cwd = cwd;
    this.written = patterns.map((one) => compile(one));
    this.whole = patterns.map((one) => compile(resolve(cwd, one)));
  }

  has(path) {
    const whole = resolve(this.cwd, path);
    return this.written.some((one) => one.match(path)) || this.whole.some((one) => one.match(whole));
  }

  // "a/**" is about what is in "a", so "a" is not entered.
  hasFolder(path) {
    const whole = `${resolve(this.cwd, path)}/`;
    return this.has(path) || this.written.some((one) => one.match(`${path}/`)) || this.whole.some((one) => one.match(whole));
  }
}

function getGlob(pattern, options = kEmptyObject) {
  validateObject(options, 'options');
  const { withFileTypes, exclude, followSymlinks = false } = options;
  validateBoolean(followSymlinks, 'options.followSymlinks');
  const cwd = getFolder(options.cwd);
  const glob = { cwd, followSymlinks, withFileTypes: Boolean(withFileTypes), ask: undefined, exclusion: undefined, patterns: [] };
  if (Array.isArray(exclude)) {
    validateStringArray(exclude, 'options.exclude');
    glob.exclusion = new Exclusion(exclude, cwd);
  } else if (typeof exclude === 'function') {
    glob.ask = exclude;
  } else if (exclude !== undefined && exclude !== null) {
    throw new ERR_INVALID_ARG_TYPE('options.exclude', ['function', 'string[]'], exclude);
  }
  if (typeof pattern === 'object') validateStringArray(pattern, 'patterns');
  else validateString(pattern, 'patterns');
  glob.patterns = (Array.isArray(pattern) ? pattern : [pattern]).flatMap(toParts);
  return glob;
}

// ---- the file system: quick calls, so synchronous in all forms ----

/** Stats of a path; undefined: it is not there. */
function statsOf(path, query = lstat) {
  try {
    return query(path, statTarget(false), false, true) ? takeStats(false) : undefined;
  } catch {
    return undefined;
  }
}

function leadsToFolder(path) {
  return statsOf(path, stat)?.isDirectory() === true;
}

function realPath(path) {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

// ---- the walk ----

const isLast = (place) => place.i === place.parts.length - 1;
const onwardFrom = (place, steps = 1) => ({ parts: place.parts, i: place.i + steps });
const isDots = (part) => part === '.' || part === '..';

class Walk {
  constructor(glob) {
    this.glob = glob;
    this.found = new Set();
    this.pending = [];  // folders to visit, the last one first
    this.hasFullPaths = false;  // dirents of the asynchronous forms name their folder from the root
  }

  * run() {
    const { cwd, patterns } = this.glob;
    const isRooted = (parts) => parts[0] === '' && parts.length > 1;
    const rooted = patterns.filter(isRooted).map((parts) => ({ parts, i: 1 }));
    const relative = patterns.filter((parts) => !isRooted(parts)).map((parts) => ({ parts, i: 0 }));
    if (rooted.length > 0) this.push('/', { isFolder: true, isLink: false }, rooted, []);
    if (relative.length > 0 && leadsToFolder(cwd)) {
      this.pending.push({ path: '', kind: { isFolder: true, isLink: false }, places: relative, above: [] });
    }
    while (this.pending.length > 0) yield* this.visit(this.pending.pop());
  }

  full(path) {
    return path.startsWith('/') ? path : join(this.glob.cwd, path);
  }

  /** What stands at a path: isFolder tells whether wildcards may go on below it. */
  kindOf(path, isFolder, isLink) {
    return { isLink, isFolder: isFolder || (isLink && this.glob.followSymlinks && leadsToFolder(this.full(path))) };
  }

  kindOfListed(path, type) {
    if (type !== UV_DIRENT_UNKNOWN) return this.kindOf(path, type === UV_DIRENT_DIR, type === UV_DIRENT_LINK);
    const stats = statsOf(this.full(path));
    return this.kindOf(path, stats?.isDirectory() === true, stats?.isSymbolicLink() === true);
  }

  entry(path) {
    const full = this.hasFullPaths ? resolve(this.full(path)) : this.full(path);
    const stats = statsOf(full);
    const name = basename(full);
    return stats === undefined ? new Dirent(name, 0, dirname(full)) : new DirentFromStats(name, stats, dirname(full));
  }

  * emit(path) {
    const { exclusion, withFileTypes } = this.glob;
    const shown = path === '' ? '.' : path;
    if (this.found.has(shown) || (path !== '' && exclusion?.has(path))) return;
    this.found.add(shown);
    yield withFileTypes ? this.entry(path) : shown;
  }

  // Whether "**" passes over an entry.
  passesOver(folder, name, type) {
    const { ask, exclusion, withFileTypes } = this.glob;
    if (ask !== undefined) return ask(withFileTypes ? new Dirent(name, type, resolve(this.full(folder.path))) : name);
    return exclusion?.has(join(folder.path, name));
  }

  push(path, kind, places, above) {
    const { ask, exclusion, withFileTypes } = this.glob;
    if (ask !== undefined ? ask(withFileTypes ? this.entry(path) : path) : exclusion?.hasFolder(path)) return;
    this.pending.push({ path, kind, places, above });
  }

  // Several patterns may lead to one folder, and to a file with a part that it cannot have.
  * visit(folder) {
    for (const place of folder.places) {
      const part = place.parts[place.i];
      const rest = part === GLOBSTAR && !isLast(place) ? place.parts[place.i + 1] : part;
      const isFolder = folder.kind.isFolder || (folder.kind.isLink && !this.glob.followSymlinks);
      if (rest === GLOBSTAR || (rest === '' && isFolder && place.parts.length > 1)) yield* this.emit(folder.path);
    }
    const real = this.glob.followSymlinks ? realPath(this.full(folder.path)) : undefined;
    const isLoop = folder.kind.isLink && folder.above.includes(real);  // a link to a folder that it is in
    if (real !== undefined) folder.above = [...folder.above, real];
    yield* this.visitNamed(folder);
    if (!isLoop && folder.places.some(({ parts, i }) => typeof parts[i] !== 'string')) yield* this.visitAll(folder);
  }

  // Plain names need no look into the folder.
  * visitNamed(folder) {
    const byName = new Map();
    for (let place of folder.places) {
      if (place.parts[place.i] === GLOBSTAR && isDots(place.parts[place.i + 1])) place = onwardFrom(place);
      const part = place.parts[place.i];
      if (typeof part !== 'string' || part === '') continue;
      if (!byName.has(part)) byName.set(part, []);
      byName.get(part).push(place);
    }
    for (const { 0: name, 1: places } of byName) {
      const joined = join(folder.path, name);
      const path = joined === '.' ? '' : joined;
      const stats = statsOf(this.full(path));
      if (stats === undefined) continue;
      // Nothing but dots is no pattern.
      const ends = places.some((place) => isLast(place) && !(place.i === 0 && isDots(name)));
      const onward = places.filter((place) => !isLast(place)).map((place) => onwardFrom(place));
      yield* this.step(folder, path, this.kindOf(path, stats.isDirectory(), stats.isSymbolicLink()), ends, onward);
    }
  }

  * visitAll(folder) {
    const listing = yield new List(this.full(folder.path));
    if (listing === null) return;
    const { 0: names, 1: types } = listing;
    for (let k = 0; k < names.length; k++) {
      const path = join(folder.path, names[k]);
      const kind = this.kindOfListed(path, types[k]);
      const fit = { ends: false, onward: [] };
      for (const place of folder.places) {
        if (place.parts[place.i] !== GLOBSTAR) fitName(fit, place, names[k], kind);
        else if (!this.passesOver(folder, names[k], types[k])) fitBelow(fit, place, names[k], kind);
      }
      yield* this.step(folder, path, kind, fit.ends, fit.onward);
    }
  }

  * step(folder, path, kind, ends, onward) {
    if (ends) yield* this.emit(path);
    if (onward.length > 0) this.push(path, kind, onward, folder.above);
  }
}

// A wildcard for one name.
function fitName(fit, place, name, kind) {
  const part = place.parts[place.i];
  if (typeof part === 'string' || !fits(part, name)) return;  // plain names: visitNamed()
  if (isLast(place)) fit.ends = true;
  else if (kind.isFolder) fit.onward.push(onwardFrom(place));
}

// "**" and, since it may stand for nothing, the part behind it.
function fitBelow(fit, place, name, kind) {
  if (!name.startsWith('.')) {
    if (kind.isFolder) fit.onward.push(place);
    else if (isLast(place)) fit.ends = true;
  }
  const next = onwardFrom(place);
  if (isLast(place) || !fits(next.parts[next.i], name)) return;
  if (isLast(next)) fit.ends = true;
  else if (kind.isFolder) fit.onward.push(onwardFrom(place, 2));
  if (kind.isFolder || kind.isLink) fit.onward.push(next);
}

// ---- the public forms ----

function globSync(pattern, options) {
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
    return readdir(path, false, true, false, false);
  } catch {
    return null;  // a folder that cannot be read has no matches
  }
}

async function* iterate(walk) {
  walk.hasFullPaths = true;
  const steps = walk.run();
  let answer;
  for (;;) {
    const { value, done } = steps.next(answer);
    if (done) return;
    answer = undefined;
    if (value instanceof List) {
      answer = await new Promise((settle) => {
        readdir(value.path, false, true, false, false, (error, listing) => settle(error ? null : listing));
      });
    } else {
      yield value;
    }
  }
}

async function* globIterator(pattern, options) {
  yield* iterate(new Walk(getGlob(pattern, options)));
}

function glob(pattern, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  checkCallback(callback);
  Array.fromAsync(globIterator(pattern, options)).then(
    (found) => process.nextTick(callback, null, found),
    (error) => process.nextTick(callback, error));
}

module.exports = { glob, globIterator, globSync };
