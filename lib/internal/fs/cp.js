'use strict';
// fs.cp, cpSync, promises.cp. Callers: lib/fs.js, internal/fs/promises.
// The algorithm stands here once, as a generator that yields each system call as [native, ...arguments] and gets its
// result (or the error, thrown); runSync and runAsync carry the calls out. A yielded function is called, and its promise
// awaited where that is possible: the filter.

const { codes, codes: { ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_RETURN_VALUE } } = require('internal/errors');
const { checkCallback, getPath } = require('internal/fs/args');
const { checkPermission } = require('internal/permission/check');
const { statTarget, takeStats } = require('internal/fs/stats');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');
const native = binding('fs');
const { mkdirAll, readdir, mkdir } = binding('fs_dir');
const { dirname, isAbsolute, join, resolve, sep } = require('path');

const ERRNO = { __proto__: null, EEXIST: 17, ENOTDIR: 20, EISDIR: 21, EINVAL: 22 };

function cpError(code, errno, message, path) {
  return new codes[code]({ message, path, syscall: 'cp', errno: ERRNO[errno], code: errno });
}

// What cpSync() refuses is told in its own words.
function refusal(options, code, errno, message, path, syncMessage = `${message[0].toUpperCase()}${message.slice(1)}`) {
  if (options.isAsync) return cpError(code, errno, message, path);
  return Object.assign(new Error(syncMessage), { code });
}

const asFolder = (path) => (path.endsWith(sep) ? path : `${path}${sep}`);

// ---- drivers ----

function runSync(steps) {
  let next = steps.next();
  while (!next.done) {
    let value;
    try {
      const { value: step } = next;
      value = typeof step === 'function' ? step() : step[0](...step.slice(1));
      if (typeof step === 'function' && typeof value?.then === 'function') {
        throw new ERR_INVALID_RETURN_VALUE('boolean', 'filter', value);
      }
    } catch (error) {
      next = steps.throw(error);
      continue;
    }
    next = steps.next(value);
  }
}

async function runAsync(steps) {
  let next = steps.next();
  while (!next.done) {
    let value;
    try {
      const { value: step } = next;
      value = typeof step === 'function' ? await step() : await new Promise((done, fail) => {
        // The stat numbers are in the shared array only while the native calls back.
        step[0](...step.slice(1), (error, result) => {
          if (error) fail(error);
          else done(step.stats && result ? { stats: takeStats(true) } : result);
        });
      });
    } catch (error) {
      next = steps.throw(error);
      continue;
    }
    next = steps.next(value);
  }
}

// ---- steps ----

// Stats with bigint fields; undefined: there is no such file.
function* look(path, follow) {
  const step = [follow ? native.stat : native.lstat, path, statTarget(true), true, false];
  step.stats = true;
  let result;
  try {
    result = yield step;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  return result === true ? takeStats(true) : result?.stats;
}

function same(a, b) {
  return b !== undefined && a.ino !== 0n && a.dev !== 0n && a.ino === b.ino && a.dev === b.dev;
}

function isBelow(parent, path) {
  const above = resolve(parent).split(sep).filter(Boolean);
  const parts = resolve(path).split(sep).filter(Boolean);
  return above.every((part, i) => parts[i] === part);
}

function* checkPaths(src, dest, options) {
  const from = yield* look(src, options.dereference);
  if (from === undefined) {
    // Once more, for the error.
    yield [options.dereference ? native.stat : native.lstat, src, statTarget(true), true, false];
  }
  const to = yield* look(dest, options.dereference);
  checkPair(src, dest, from, to, options);
  return { from, to };
}

function checkPair(src, dest, from, to, options) {
  if (to !== undefined) {
    if (same(from, to)) throw sameFile(dest, options);
    if (from.isDirectory() && !to.isDirectory()) {
      throw refusal(options, 'ERR_FS_CP_DIR_TO_NON_DIR', 'EISDIR', `cannot overwrite non-directory ${dest} with directory ${src}`, dest);
    }
    if (!from.isDirectory() && to.isDirectory()) {
      throw refusal(options, 'ERR_FS_CP_NON_DIR_TO_DIR', 'ENOTDIR', `cannot overwrite directory ${dest} with non-directory ${src}`, dest);
    }
  }
  if (from.isDirectory() && isBelow(src, dest)) throw intoSelf(src, dest, options);
}

function sameFile(dest, options) {
  const message = 'src and dest cannot be the same';
  return refusal(options, 'ERR_FS_CP_EINVAL', 'EINVAL', message, dest, `${message} ${dest}`);
}

function intoSelf(src, dest, options) {
  return refusal(options, 'ERR_FS_CP_EINVAL', 'EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, dest,
                 `Cannot copy ${asFolder(src)} to a subdirectory of self ${dest}`);
}

// cpSync() looks at what links lead to before anything is made; promises.cp() does not.
function* checkFirst(src, dest, options) {
  checkPermission('FileSystemRead', src);
  checkPermission('FileSystemWrite', dest);
  // Twice for the error: of the path itself, or of what it leads to.
  yield [native.lstat, src, statTarget(true), true, false];
  const from = (yield* look(src, true)) ?? (yield [native.stat, src, statTarget(true), true, false]);
  const to = yield* look(dest, options.dereference);
  if (same(from, yield* look(dest, true))) throw sameFile(dest, options);
  checkPair(src, dest, from, to, options);
  if (!from.isDirectory()) return;
  yield* checkParents(src, from, dest, options);
  if (!options.recursive) throw notRecursive(src, options);
}

function notRecursive(src, options) {
  return refusal(options, 'ERR_FS_EISDIR', 'EISDIR', `${src} is a directory (not copied)`, src,
                 `Recursive option not enabled, cannot copy a directory: ${asFolder(src)}`);
}

// A parent of `dest` that is the folder `src` under another name.
function* checkParents(src, from, dest, options) {
  const srcParent = resolve(dirname(src));
  for (let parent = resolve(dirname(dest)); parent !== srcParent && parent !== dirname(parent); parent = dirname(parent)) {
    const stats = yield* look(parent, true);
    if (stats === undefined) continue;
    if (same(from, stats)) throw intoSelf(src, dest, options);
  }
}

function* allowed(src, dest, options) {
  return options.filter === undefined || Boolean(yield () => options.filter(src, dest));
}

function* copyTree(src, dest, options) {
  if (!(yield* allowed(src, dest, options))) return;
  if (!options.isAsync) yield* checkFirst(src, dest, options);
  const { from, to } = yield* checkPaths(src, dest, options);
  if (from.isDirectory()) yield* checkParents(src, from, dest, options);
  if ((yield* look(dirname(dest), true)) === undefined) yield [mkdirAll, dirname(dest), 0o777];
  yield* copyEntry(src, dest, from, to, options);
}

function* copyEntry(src, dest, from, to, options) {
  if (from.isDirectory()) {
    if (!options.recursive) throw notRecursive(src, options);
    yield* copyFolder(src, dest, from, to, options);
  } else if (from.isFile() || from.isCharacterDevice() || from.isBlockDevice()) {
    yield* copyOne(src, dest, from, to, options);
  } else if (from.isSymbolicLink()) {
    yield* copyLink(src, dest, to, options);
  } else if (from.isSocket()) {
    throw refusal(options, 'ERR_FS_CP_SOCKET', 'EINVAL', `cannot copy a socket file: ${dest}`, dest);
  } else if (from.isFIFO()) {
    throw refusal(options, 'ERR_FS_CP_FIFO_PIPE', 'EINVAL', `cannot copy a FIFO pipe: ${dest}`, dest);
  } else {
    throw refusal(options, 'ERR_FS_CP_UNKNOWN', 'EINVAL', `cannot copy an unknown file type: ${dest}`, dest);
  }
}

function* copyFolder(src, dest, from, to, options) {
  if (to === undefined) yield [mkdir, dest, 0o777];
  else if (options.isAsync && options.errorOnExist && !options.force) throw existsError(dest);
  const { 0: names } = yield [readdir, src, false, true, false, false];
  for (const name of names) {
    const source = join(src, name);
    const target = join(dest, name);
    if (!(yield* allowed(source, target, options))) continue;
    const paths = yield* checkPaths(source, target, options);
    yield* copyEntry(source, target, paths.from, paths.to, options);
  }
  if (to === undefined) yield [native.chmod, dest, Number(from.mode & 0o7777n)];
}

function existsError(dest) {
  return cpError('ERR_FS_CP_EEXIST', 'EEXIST', `${dest} already exists`, dest);
}

function* copyOne(src, dest, from, to, options) {
  if (to !== undefined) {
    if (!options.force) {
      if (options.errorOnExist) throw existsError(dest);
      return;
    }
    yield [native.unlink, dest];
  }
  yield [native.copyFile, src, dest, options.mode];
  if (options.preserveTimestamps) {
    yield [native.utimes, dest, Number(from.atimeNs) / 1e9, Number(from.mtimeNs) / 1e9];
  }
}

function* readLink(path) {
  try {
    return yield [native.readlink, path, false];
  } catch (error) {
    // What is no link at all.
    if (error.code === 'EINVAL' || error.code === 'UNKNOWN') return undefined;
    throw error;
  }
}

function* copyLink(src, dest, to, options) {
  let target = yield* readLink(src);
  if (!options.verbatimSymlinks && !isAbsolute(target)) target = resolve(dirname(src), target);
  if (to === undefined) {
    yield [native.symlink, target, dest];
    return;
  }
  let present = yield* readLink(dest);
  if (present === undefined) {
    // Something else than a link stays: symlink fails with EEXIST.
    yield [native.symlink, target, dest];
    return;
  }
  if (!isAbsolute(present)) present = resolve(dirname(dest), present);
  const stats = (yield* look(src, true)) ?? (yield [native.stat, src, statTarget(true), true, false]);
  if (stats.isDirectory()) {
    if (isBelow(target, present)) {
      throw cpError('ERR_FS_CP_EINVAL', 'EINVAL', `cannot copy ${target} to a subdirectory of self ${present}`, dest);
    }
    if (isBelow(present, target)) {
      throw cpError('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', 'EINVAL', `cannot overwrite ${present} with ${target}`, dest);
    }
  }
  yield [native.unlink, dest];
  yield [native.symlink, target, dest];
}

// ---- the public forms ----

const DEFAULTS = {
  dereference: false, errorOnExist: false, filter: undefined, force: true, preserveTimestamps: false, recursive: false,
  verbatimSymlinks: false, mode: 0,
};

function getCpOptions(options) {
  if (options === undefined) return DEFAULTS;
  validateObject(options, 'options');
  options = { ...DEFAULTS, ...options };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
    validateBoolean(options[name], `options.${name}`);
  }
  options.mode ??= 0;
  validateInteger(options.mode, 'mode', 0, 7);
  if (options.dereference && options.verbatimSymlinks) {
    throw new ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

function cpSync(src, dest, options) {
  options = getCpOptions(options);
  runSync(copyTree(`${getPath(src, 'src')}`, `${getPath(dest, 'dest')}`, options));
}

async function cpPromise(src, dest, options) {
  options = { ...getCpOptions(options), isAsync: true };
  await runAsync(copyTree(`${getPath(src, 'src')}`, `${getPath(dest, 'dest')}`, options));
}

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  checkCallback(callback);
  options = { ...getCpOptions(options), isAsync: true };
  src = `${getPath(src, 'src')}`;
  dest = `${getPath(dest, 'dest')}`;
  runAsync(copyTree(src, dest, options)).then(() => process.nextTick(callback, null),
                                              (error) => process.nextTick(callback, error));
}

module.exports = { cp, cpPromise, cpSync };
