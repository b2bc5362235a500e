'use strict';
// A CommonJS module whose source came from hooks of module.register(): its require() asks the ES module loader, so that the
// hooks see what it loads, after the CommonJS loader has found the file (Node's documentation: module, "Asynchronous load").
// Of the CommonJS API it has only require.resolve() and require.main. Caller: esm/translate.js.

const { validateString } = require('internal/validators');
const { fileURLToPath, pathToFileURL } = require('url');
const { builtinId, requireBuiltin } = require('internal/modules/builtins');
const { compileCommonJs } = require('internal/modules/cjs/compile');
const { Module } = require('internal/modules/cjs/loader');
const { exportsInCycle, leaveCycle } = require('internal/modules/cjs/cycles');
const { evaluateLinked, instantiate, load, resolveRequest } = require('internal/modules/esm/loader');

const { kErrored } = binding('esm');

const nameOf = (url) => (url.protocol === 'file:' ? fileURLToPath(url) : url.href);

/** @returns {{specifier: string, attributes: object}} what the hooks are asked for */
function requestOf(request, module) {
  if (builtinId(request) !== undefined) return { specifier: request, attributes: {} };
  const path = Module._resolveFilename(request, module);
  const attributes = path.endsWith('.json') ? { type: 'json' } : {};
  return { specifier: path[0] === '/' ? pathToFileURL(path).href : path, attributes };
}

function makeRequire(module, parentURL) {
  const require = function require(path) {
    validateString(path, 'path');
    const { specifier, attributes } = requestOf(path, module);
    return exportsOf(load(specifier, parentURL, attributes), module);
  };
  require.resolve = function resolve(request) {
    validateString(request, 'request');
    const { specifier, attributes } = requestOf(request, module);
    return nameOf(resolveRequest(specifier, parentURL, attributes).url);
  };
  require.main = process.mainModule;
  return require;
}

/** What require() gives of a loaded record. */
function exportsOf(record, parent) {
  const { format, url } = record;
  if (format === 'builtin') return requireBuiltin(builtinId(url.href));
  const name = nameOf(url);
  if (format !== 'json' && !format.startsWith('commonjs')) {
    return require('internal/modules/esm_bridge').loadEsm(name, [parent.filename]);
  }
  const unfinished = Module._cache[name];
  if (unfinished !== undefined && !unfinished.loaded) return exportsInCycle(unfinished);
  instantiate(record, true);
  evaluateLinked(record).catch(() => {});
  if (record.wrap.getStatus() === kErrored) throw record.wrap.getError();
  return record.wrap.getNamespace().default;
}


/**
 * Runs the module of a record that hooks have given the source of.
 * @param {object} record
 * @param {string} source
 * @returns {unknown} its exports
 */
function runCustomized(record, source) {
  const filename = nameOf(record.url);
  const known = Module._cache[filename];
  if (known !== undefined) return known.loaded ? known.exports : exportsInCycle(known);
  const path = require('path');
  const module = new Module(filename);
  module.filename = filename;
  module.paths = Module._nodeModulePaths(module.path);
  if (record.isMain) process.mainModule = module;
  Module._cache[filename] = module;
  try {
    const run = compileCommonJs(source, filename, module, false);
    const args = [module.exports, makeRequire(module, record.url.href), module, filename, path.dirname(filename)];
    Reflect.apply(run, module.exports, args);
  } catch (error) {
    delete Module._cache[filename];
    throw error;
  }
  module.loaded = true;
  leaveCycle(module.exports);
  return module.exports;
}

module.exports = { runCustomized };
