'use strict';
// Where a program begins: preloaded modules (-r) and the main module. Callers: cjs/loader.js, through it bootstrap/main.js.

const path = require('path');
const { getOptionValue } = require('internal/options');
const { watchStart } = require('internal/process/rejections');

let preloading = false;

/** -r: each request is loaded as if from a module in the current folder. */
function preloadModules(Module, requests) {
  if (!Array.isArray(requests)) return;
  preloading = true;
  const parent = new Module('internal/preload', null);
  try {
    parent.paths = Module._nodeModulePaths(process.cwd());
  } catch (error) {
    if (error.code !== 'ENOENT') {
      preloading = false;
      throw error;
    }
  }
  for (const request of requests) parent.require(request);
  preloading = false;
}

/** Makes Module.runMain, one frame in the program's stack traces as in Node. */
function makeRunMain(Module, tracing) {
  /** Runs the program: an ES module by its extension or its package's "type", else CommonJS. */
  return function executeUserEntryPoint(main = process.argv[1]) {
    const { isEsmMain } = require('internal/modules/esm_bridge');
    if (getOptionValue('--entry-url')) {
      require('internal/util').emitExperimentalWarning('--entry-url');
      return runEsmMain(new URL(main, require('url').pathToFileURL(`${process.cwd()}/`)), true);
    }
    // Hooks of these options are to see the program itself.
    const hasHooks = getOptionValue('--import').length > 0 || getOptionValue('--experimental-loader').length > 0;
    const file = Module._findPath(path.resolve(main), null, true);
    if (file && (hasHooks || isEsmMain(file))) return runEsmMain(require('url').pathToFileURL(file));
    if (!file && hasHooks) return runEsmMain(require('url').pathToFileURL(path.resolve(main)));
    if (tracing.isOn()) tracing.load(main, null, true);
    else Module._load(main, null, true);
    return undefined;
  };
}

/**
 * Runs an ES module as the program.
 * @param {URL} url
 * @param {boolean} [isGiven] by --entry-url: the file may not be there
 */
function runEsmMain(url, isGiven) {
  // What is said of a text does not count for a file; CommonJS does not ask.
  if (getOptionValue('--input-type')) {
    const { codes: { ERR_INPUT_TYPE_NOT_ALLOWED } } = require('internal/errors');
    throw new ERR_INPUT_TYPE_NOT_ALLOWED();
  }
  return watchStart(require('internal/modules/esm/loader').runMain(url, isGiven));
}

/**
 * Gives Module what starts a program.
 * @param {Function} Module
 * @param {{isOn: () => boolean, load: Function}} tracing Module._load told of on diagnostics channels
 */
function installEntryPoints(Module, tracing) {
  Module._preloadModules = (requests) => preloadModules(Module, requests);
  Module.runMain = makeRunMain(Module, tracing);
  Object.defineProperty(Module.prototype, 'isPreloading', {
    __proto__: null, configurable: false, enumerable: false, get: () => preloading,
  });
}

module.exports = { installEntryPoints, runEsmMain };
