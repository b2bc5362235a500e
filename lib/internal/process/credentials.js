'use strict';
// User and group ids, umask, working directory of the process. Caller: per_process.js.
// Rule: an id is a number or a name; names that do not exist throw ERR_UNKNOWN_CREDENTIAL.

const { codes } = require('internal/errors');
const { validateArray, validateString, validateUint32, parseFileMode } = require('internal/validators');
const native = binding('process');

function checkId(id, name) {
  if (typeof id === 'number') validateUint32(id, name);
  else if (typeof id !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['number', 'string'], id);
}

function userId(id) {
  const number = typeof id === 'number' ? id >>> 0 : native.userByName(id);
  if (number === undefined) throw new codes.ERR_UNKNOWN_CREDENTIAL('User', id);
  return number;
}

function groupId(id) {
  const number = typeof id === 'number' ? id >>> 0 : native.groupByName(id);
  if (number === undefined) throw new codes.ERR_UNKNOWN_CREDENTIAL('Group', id);
  return number;
}

function initgroups(user, extraGroup) {
  checkId(user, 'user');
  checkId(extraGroup, 'extraGroup');
  // A name need not be one of /etc/passwd: it has no groups then but the extra one.
  const name = typeof user === 'number' ? native.userName(user) : user;
  if (name === undefined) throw new codes.ERR_UNKNOWN_CREDENTIAL('User', user);
  checked(native.initgroups, name, groupId(extraGroup));
}

function setgroups(groups) {
  validateArray(groups, 'groups');
  for (let i = 0; i < groups.length; i++) checkId(groups[i], `groups[${i}]`);
  checked(native.setgroups, groups.map(groupId));
}

// Node words these failures its own way: "EPERM, Operation not permitted", with the positive errno.
function checked(call, ...args) {
  try {
    call(...args);
  } catch (error) {
    if (typeof error?.errno !== 'number') throw error;
    const text = binding('uv').getErrorMap().get(error.errno)?.[1] ?? 'unknown error';
    const worded = new Error(`${error.code}, ${text[0].toUpperCase()}${text.slice(1)}`);
    worded.errno = -error.errno;
    worded.code = error.code;
    worded.syscall = error.syscall;
    throw worded;
  }
}

// The four set functions differ only in the native that they call.
function makeSetter(set, resolve) {
  return function(id) {
    checkId(id, 'id');
    checked(set, resolve(id));
  };
}

/** @param {number|string} [mask] @returns {number} the mask until now */
function umask(mask) {
  if (mask === undefined) return native.umask();
  return native.umask(parseFileMode(mask, 'mask') & 0o777);
}

// The folder changes only through chdir(), so that cwd() needs no system call after the first.
let cachedDirectory = '';

/** @param {string} directory */
function chdir(directory) {
  validateString(directory, 'directory');
  native.chdir(directory);
  cachedDirectory = '';
}

function cwd() {
  if (cachedDirectory === '') cachedDirectory = native.cwd();
  return cachedDirectory;
}

function named(name, fn) {
  return Object.defineProperty(fn, 'name', { __proto__: null, value: name, configurable: true });
}

function install(target) {
  target.getuid = native.getuid;
  target.geteuid = native.geteuid;
  target.getgid = native.getgid;
  target.getegid = native.getegid;
  target.getgroups = native.getgroups;
  target.umask = named('wrappedUmask', umask);
  target.chdir = named('wrappedChdir', chdir);
  target.cwd = named('wrappedCwd', cwd);
  target.initgroups = initgroups;
  target.setgroups = setgroups;
  target.setegid = makeSetter(native.setegid, groupId);
  target.seteuid = makeSetter(native.seteuid, userId);
  target.setgid = makeSetter(native.setgid, groupId);
  target.setuid = makeSetter(native.setuid, userId);
}

module.exports = { install };
