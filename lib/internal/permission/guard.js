'use strict';
// The permission model (https://nodejs.org/docs/latest-v24.x/api/permissions.html): what is granted, and the guard in front
// of the natives. Callers: bootstrap/loader.js, which hands every module guarded natives when --permission or
// --permission-audit is given (there is no startup snapshot then, so no module holds others); api.js.
//
// Rules: a check goes by what the native is about to be called with, not by what a public function was given. A refusal of
// an asynchronous native reaches its callback. What is used here was captured before any user code ran.

const { resolve } = require('path');
const { get } = binding('options');
const { cwd } = binding('process');
const { stat } = binding('modules');

// Else refusals are only published.
const enforced = get('--permission');

// ---- What is granted ----

const READ = 'FileSystemRead';
const WRITE = 'FileSystemWrite';

// Permission -> whether all of it is granted. Files have `paths` beside it.
const granted = {
  __proto__: null,
  [READ]: false,
  [WRITE]: false,
  ChildProcess: get('--allow-child-process'),
  WorkerThreads: get('--allow-worker'),
  Addon: get('--allow-addons'),
  WASI: get('--allow-wasi'),
  Inspector: get('--allow-inspector'),
  OpenSSLStore: get('--allow-openssl-store'),
};
const FLAGS = {
  __proto__: null, [READ]: '--allow-fs-read', [WRITE]: '--allow-fs-write', ChildProcess: '--allow-child-process',
  WorkerThreads: '--allow-worker', Addon: '--allow-addons', WASI: '--allow-wasi', Inspector: '--allow-inspector',
  OpenSSLStore: '--allow-openssl-store',
};
const paths = { __proto__: null, [READ]: [], [WRITE]: [] };

// The real working directory: a program may have replaced process.cwd().
const absolute = (path) => resolve(path[0] === '/' ? path : `${cwd()}/${path}`);

// One value of --allow-fs-read: everything, all that begins so, a folder with what is below it, or a file.
function parseGrant(value) {
  const isPrefix = value.endsWith('*');
  const path = absolute(isPrefix ? value.slice(0, -1) : value);
  if (isPrefix) return { path, prefix: value.at(-2) === '/' && path !== '/' ? `${path}/` : path };
  return { path, prefix: value.endsWith('/') || stat(path) === 1 ? `${path === '/' ? '' : path}/` : undefined };
}

for (const permission of [READ, WRITE]) {
  for (const value of get(FLAGS[permission])) {
    if (value === '*') granted[permission] = true;
    else paths[permission].push(parseGrant(value));
  }
}

/** A file that the command line runs may be read. @param {string} path */
function grantFile(path) {
  paths[READ].push({ path: absolute(path), prefix: undefined });
}

function coversPath({ path: own, prefix }, path) {
  return path === own || (prefix !== undefined && path.length >= prefix.length && path.slice(0, prefix.length) === prefix);
}

/** Without publishing. @param {string} permission @param {string} [resource] a path @returns {boolean} */
function isGranted(permission, resource = undefined) {
  if (granted[permission] || paths[permission] === undefined) return granted[permission] === true;
  if (resource === undefined || resource === '') return false;
  const path = absolute(resource);
  return paths[permission].some((grant) => coversPath(grant, path));
}

/** Takes a permission back: all of it, or the grant of that very path. @param {string} permission @param {string} [resource] */
function drop(permission, resource = undefined) {
  if (paths[permission] !== undefined && resource !== undefined) {
    const path = absolute(resource);
    paths[permission] = paths[permission].filter((grant) => grant.path !== path);
    return;
  }
  granted[permission] = false;
  if (paths[permission] !== undefined) paths[permission] = [];
}

// ---- Refusals ----

const CHANNELS = {
  __proto__: null, [READ]: 'fs', [WRITE]: 'fs', ChildProcess: 'child', WorkerThreads: 'worker', Addon: 'addon', WASI: 'wasi',
  Inspector: 'inspector', OpenSSLStore: 'openssl-store',
};
let publishing = false;

/** Tells subscribers of 'node:permission-model:...' about a refusal or a drop. */
function publish(permission, resource, dropped = undefined) {
  const { isLoaded } = require('internal/builtins');
  if (publishing || !isLoaded('diagnostics_channel')) return;
  const channel = require('diagnostics_channel').channel(`node:permission-model:${CHANNELS[permission]}`);
  if (!channel.hasSubscribers) return;
  // What a subscriber does may be refused in turn.
  publishing = true;
  try {
    channel.publish({ permission, resource, drop: dropped });
  } finally {
    publishing = false;
  }
}

// As from Node's native side: the code is only a property.
function accessDenied(message, permission = '', resource = '') {
  return Object.assign(new Error(message), { code: 'ERR_ACCESS_DENIED', permission, resource });
}

/** Publishes and gives the error of a missing permission, undefined where it is there (or the model only audits). */
function refusal(permission, resource = '') {
  if (isGranted(permission, resource)) return undefined;
  publish(permission, resource);
  if (!enforced) return undefined;
  const message = `Access to this API has been restricted. Use ${FLAGS[permission]} to manage permissions.`;
  return accessDenied(message, permission, resource);
}

// Some of Node's errors name no flag.
function plain(error) {
  return error && accessDenied('Access to this API has been restricted', error.permission, error.resource);
}

/**
 * Throws unless `permission` is granted.
 * @param {string} permission @param {string} [resource] @param {boolean} [namesFlag]
 */
function requirePermission(permission, resource = undefined, namesFlag = true) {
  const error = refusal(permission, resource);
  if (error !== undefined) throw namesFlag ? error : plain(error);
}

// ---- The guard ----

const textOf = (path) => (typeof path === 'string' ? path : require('buffer').Buffer.from(path).toString());

// The first refusal of a list of [argument's position, permission ...].
const byPaths = (...rules) => (args) => {
  for (const { 0: position, 1: permission, 2: other } of rules) {
    const path = textOf(args[position]);
    const error = refusal(permission, path) ?? (other === undefined ? undefined : refusal(other, path));
    if (error !== undefined) return error;
  }
  return undefined;
};
const readsPath = byPaths([0, READ]);
const writesPath = byPaths([0, WRITE]);

// open(2): what the flags let the descriptor do.
function opensPath({ 0: path, 1: flags }) {
  const { O_ACCMODE = 3, O_APPEND, O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY } = binding('fs').constants;
  if (typeof flags !== 'number') return readsPath([path]);
  const mode = flags & O_ACCMODE;
  const text = textOf(path);
  const reading = mode === O_WRONLY ? undefined : refusal(READ, text);
  const writing = mode !== O_RDONLY || (flags & (O_APPEND | O_CREAT | O_TRUNC)) !== 0;
  return reading ?? (writing ? refusal(WRITE, text) : undefined);
}

const looksAtLink = (args) => plain(readsPath(args));

// realpath(path, asBuffer, inJavaScript, callback). What Node resolves in JavaScript looks at every folder on the way, without a
// check when synchronous.
function resolvesPath(args) {
  const { 0: path, 2: inJavaScript, 3: callback } = args;
  if (!inJavaScript) return readsPath(args);
  if (typeof callback !== 'function') return undefined;
  const text = textOf(path);
  for (let end = text.indexOf('/', 1); ; end = text.indexOf('/', end + 1)) {
    const error = looksAtLink([end < 0 ? text : text.slice(0, end)]);
    if (error !== undefined || end < 0) return error;
  }
}

// rm(path, recursive, force ...) looks at the path before, unless it is synchronous and takes whatever is there.
function removes(args) {
  const looks = enforced && !(args[1] && args[2] && typeof args.at(-1) !== 'function');
  return (looks ? looksAtLink(args) : undefined) ?? writesPath(args);
}

// A link would be another name for what is not granted.
function makesLink(args) {
  if (!enforced) return byPaths([0, READ, WRITE], [1, WRITE])(args);
  if (isGranted(READ) && isGranted(WRITE)) return undefined;
  return accessDenied('fs.symlink API requires full fs.read and fs.write permissions.');
}

// Who has a descriptor may have it for reading alone.
const disabled = (name) => () => {
  return enforced ? accessDenied(`${name} API is disabled when Permission Model is enabled.`) : undefined;
};

const isPackageFile = (path) => textOf(path).endsWith('/package.json');

// Native -> what stands against calling it with these arguments.
const GUARDS = {
  __proto__: null,
  fs: {
    access: readsPath, exists: readsPath, stat: readsPath, lstat: looksAtLink, statfs: readsPath, readlink: readsPath,
    realpath: resolvesPath,
    rename: byPaths([0, READ, WRITE], [1, WRITE]), link: byPaths([0, READ, WRITE], [1, WRITE]), symlink: makesLink,
    copyFile: byPaths([0, READ], [1, WRITE]), unlink: writesPath, chmod: writesPath, chown: writesPath, lchown: writesPath,
    utimes: writesPath, lutimes: writesPath,
  },
  fs_dir: {
    mkdir: writesPath, mkdirAll: writesPath, mkdtemp: ({ 0: prefix }) => refusal(WRITE, `${textOf(prefix)}XXXXXX`),
    rmdir: writesPath, rm: removes, readdir: readsPath, opendir: readsPath,
  },
  fs_file: {
    open: opensPath, readFile: opensPath, readText: opensPath, writeFile: opensPath, writeFileText: opensPath,
    fchmod: disabled('fchmod'), fchown: disabled('fchown'), futimes: disabled('futimes'), fsync: disabled('fsync'),
    fdatasync: disabled('fdatasync'),
  },
  crypto_key: { fromStore: () => refusal('OpenSSLStore') },
  fs_watch: { 'Watcher.prototype.start': readsPath },
  modules: { readFile: (args) => (isPackageFile(args[0]) ? undefined : readsPath(args)) },
  process: { chdir: readsPath, execve: ({ 0: file }) => refusal('ChildProcess', textOf(file)) },
  child: { spawn: startsChild, spawnSync: startsChild },
  worker: { Worker: startsThread },
};

// A thread has an inspector.
function startsThread() {
  if (!enforced) refusal('Inspector');
  return refusal('WorkerThreads');
}

const isModelFlag = (flag) => flag === '--permission' || flag === '--permission-audit';

// startsChild([file, arguments, folder, environment ...])
function startsChild(args) {
  const error = refusal('ChildProcess', textOf(args[0]));
  if (error === undefined && enforced && !args[1].some(isModelFlag)) args[3] = inheritedEnvironment(args[3]);
  return error;
}

// A child has no more permissions than its parent: the flags go along in NODE_OPTIONS, unless it has flags of its own.
function inheritedEnvironment(pairs) {
  if (!Array.isArray(pairs)) return pairs;
  const at = pairs.findIndex((pair) => pair.startsWith('NODE_OPTIONS='));
  const before = at < 0 ? '' : pairs[at].slice('NODE_OPTIONS='.length);
  if (before.split(/\s+/).some(isModelFlag)) return pairs;
  const flags = process.execArgv.filter((flag) => flag === '--permission' || flag.startsWith('--allow-'));
  const pair = `NODE_OPTIONS=${before === '' ? '' : `${before} `}${flags.join(' ')}`;
  return at < 0 ? [...pairs, pair] : pairs.with(at, pair);
}

const { apply, construct } = Reflect;

// The bindings whose natives tell a function, their last argument, what went wrong.
const WITH_CALLBACKS = new Set(['fs', 'fs_dir', 'fs_file']);

function guarded(native, check, withCallback) {
  return function(...args) {
    const error = check(args);
    if (error === undefined) return new.target === undefined ? apply(native, this, args) : construct(native, args);
    const callback = args[args.length - 1];
    if (!withCallback || typeof callback !== 'function') throw error;
    process.nextTick(callback, error);
  };
}

const done = new Set();

/** @param {(name: string) => object} original `binding` @returns {(name: string) => object} the same with guards */
function guard(original) {
  return (name) => {
    const natives = original(name);
    if (done.has(name)) return natives;
    done.add(name);
    for (const [where, check] of Object.entries(GUARDS[name] ?? {})) {
      const steps = where.split('.');
      const last = steps.pop();
      const target = steps.reduce((object, step) => object?.[step], natives);
      if (typeof target?.[last] === 'function') target[last] = guarded(target[last], check, WITH_CALLBACKS.has(name));
    }
    return natives;
  };
}

module.exports = { drop, grantFile, guard, isGranted, publish, requirePermission };
