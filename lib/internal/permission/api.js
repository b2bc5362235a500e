'use strict';
// The permission model at the start of a program: process.permission, warnings about flags that open it. Caller:
// bootstrap/main.js. Natives are guarded by guard.js before this runs.

const { getOptionValue } = require('internal/options');
const { codes: { ERR_MISSING_OPTION } } = require('internal/errors');

// process.permission's names of scopes.
const SCOPES = {
  '__proto__': null, 'fs': ['FileSystemRead', 'FileSystemWrite'], 'fs.read': ['FileSystemRead'], 'fs.write': ['FileSystemWrite'],
  'child': ['ChildProcess'], 'worker': ['WorkerThreads'], 'addon': ['Addon'], 'wasi': ['WASI'], 'inspector': ['Inspector'],
  'openssl.store': ['OpenSSLStore'],
};

function referenceText(reference) {
  const { validateString } = require('internal/validators');
  if (reference === undefined) return undefined;
  if (reference !== null && !require('buffer').Buffer.isBuffer(reference)) validateString(reference, 'reference');
  return `${reference}`;
}

/** @param {string} scope @param {string|Buffer} [reference] a path @returns {boolean} */
function has(scope, reference) {
  const { validateString } = require('internal/validators');
  const { isGranted, publish } = require('internal/permission/guard');
  validateString(scope, 'scope');
  const resource = referenceText(reference);
  const permissions = SCOPES[scope];
  if (permissions === undefined) return false;
  // Only all files together are "fs".
  const asked = permissions.length > 1 ? undefined : resource;
  const missing = permissions.find((permission) => resource === '' || !isGranted(permission, asked));
  if (missing !== undefined) publish(missing, resource ?? '');
  return missing === undefined;
}

/** @param {string} scope @param {string|Buffer} [reference] a path that was granted */
function drop(scope, reference) {
  const { validateString } = require('internal/validators');
  const guard = require('internal/permission/guard');
  validateString(scope, 'scope');
  const resource = referenceText(reference);
  for (const permission of SCOPES[scope] ?? []) {
    guard.drop(permission, resource);
    guard.publish(permission, resource ?? '', true);
  }
}

const DANGEROUS = [
  ['--allow-addons', 'PERM0001'], ['--allow-child-process', 'PERM0002'], ['--allow-inspector', 'PERM0004'],
  ['--allow-wasi', 'PERM0005'], ['--allow-worker', 'PERM0006'], ['--allow-openssl-store', 'PERM0007'],
];
const PATHS = ['--allow-fs-read', '--allow-fs-write'];

function warn() {
  for (const [flag, code] of DANGEROUS) {
    if (!getOptionValue(flag)) continue;
    process.emitWarning(`The flag ${flag} must be used with extreme caution. It could invalidate the permission model.`,
                        'SecurityWarning', code);
  }
  for (const flag of PATHS) {
    if (!getOptionValue(flag).some((value) => value.includes(','))) continue;
    process.emitWarning(`The ${flag} CLI flag has changed. Passing a comma-separated list of paths is no longer valid. ` +
      'Documentation can be found at https://nodejs.org/api/permissions.html#file-system-permissions');
  }
}

// The program's file and those of --require, also where the ending or the index is left out.
function grantFiles(files) {
  const { grantFile } = require('internal/permission/guard');
  const { Module } = require('internal/modules/cjs/loader');
  for (const file of files) {
    const path = require('path').resolve(file);
    grantFile(Module._findPath(path, null, true) || path);
  }
}

/** @param {string} [main] the program's file, if it is one */
function setUp(main) {
  if (!getOptionValue('--permission') && !getOptionValue('--permission-audit')) {
    for (const flag of PATHS) if (getOptionValue(flag).length > 0) throw new ERR_MISSING_OPTION('--permission');
    return;
  }
  warn();
  grantFiles([...getOptionValue('--require'), ...(main === undefined ? [] : [main])]);
  Object.defineProperty(process, 'permission', {
    __proto__: null, enumerable: true, configurable: false, writable: false, value: { has, drop },
  });
}

module.exports = { setUp };
