'use strict';
// --require, --experimental-loader and --import: what is loaded before the program. Callers: bootstrap/main.js, bootstrap/worker.js.

const { getOptionValue } = require('internal/options');

/** --require */
function preloadModules() {
  const preloads = getOptionValue('--require');
  if (preloads.length === 0) return;
  Object.defineProperty(process, '_preload_modules', {
    __proto__: null, value: preloads, writable: false, enumerable: true, configurable: true,
  });
  require('internal/modules/cjs/loader').Module._preloadModules(preloads);
}

/** --experimental-loader: hooks for import. */
function registerLoaders() {
  const loaders = getOptionValue('--experimental-loader');
  if (loaders.length === 0) return;
  const calls = loaders.map((loader) => `register(${JSON.stringify(loader)}, pathToFileURL("./"));`);
  process.emitWarning('`--experimental-loader` may be removed in the future; instead use `register()`:\n' +
    "--import 'data:text/javascript,import { register } from \"node:module\"; import { pathToFileURL } from \"node:url\"; " +
    `${calls.join(' ')}'`, 'ExperimentalWarning');
  const { register } = require('internal/modules/module_api');
  const base = require('url').pathToFileURL(`${process.cwd()}/`).href;
  for (const loader of loaders) register(loader, base);
}

/** --import: the modules are evaluated in turn before the program begins. Returns a promise, or undefined for none. */
function preloadImports() {
  const requests = getOptionValue('--import');
  if (requests.length === 0) return undefined;
  const { importFrom } = require('internal/modules/esm/import');
  return (async () => {
    for (const request of requests) await importFrom(request, {}, undefined);
  })();
}

module.exports = { preloadImports, preloadModules, registerLoaders };
