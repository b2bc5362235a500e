'use strict';
// Module._stat and Module._readPackage: what the loader knows of the file system goes through them, so that a program that
// replaces them (experimental) may serve files from elsewhere. Caller: cjs/loader.js.

const path = require('path');
const { stat } = binding('modules');
const { emitExperimentalWarning } = require('internal/util');
const { readPackage } = require('internal/modules/package_json');
const { setReadPackage, setStat } = require('internal/modules/cjs/resolve');

/** A package.json as programs see it. */
function describe(folder) {
  const pjsonPath = path.resolve(folder, 'package.json');
  const { exists, name, main, type = 'none', exports, imports } = readPackage(pjsonPath);
  const known = Object.entries({ name, main, type, exports, imports, exists, pjsonPath }).filter(({ 1: value }) => value !== undefined);
  return Object.assign({ __proto__: null }, Object.fromEntries(known));
}

function define(Module, name, initial, replace) {
  let current = initial;
  Object.defineProperty(Module, name, {
    __proto__: null, enumerable: false, configurable: true,
    get: () => current,
    set(given) {
      emitExperimentalWarning(`Module.${name}`);
      current = given;
      replace(given);
    },
  });
}

/** Gives Module its _stat (a number: 0 a file, 1 a folder, negative: nothing there) and _readPackage. */
function installFileSystem(Module) {
  define(Module, '_stat', function stat_(filename) { return stat(filename); }, setStat);
  define(Module, '_readPackage', function _readPackage(folder) { return describe(folder); }, setReadPackage);
  Object.defineProperty(Module._stat, 'name', { __proto__: null, value: 'stat', configurable: true });
}

module.exports = { installFileSystem };
