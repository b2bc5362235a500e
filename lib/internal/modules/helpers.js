'use strict';
// The `require` function that a module sees. The file is called as in Node, since its name is part of stack traces.

const { validateString } = require('internal/validators');

let mainModule;

/**
 * @param {object} module whose require it is
 * @param {Function} Module the Module class: a patched Module._load or _resolveFilename takes effect
 * @param {(request: string, module: object, options?: object) => string} resolveForRequire through hooks, if there are any
 */
function makeRequire(module, Module, resolveForRequire) {
  const require = function require(path) {
    return module.require(path);
  };
  require.resolve = function resolve(request, options) {
    validateString(request, 'request');
    return resolveForRequire(request, module, options);
  };
  require.resolve.paths = function paths(request) {
    validateString(request, 'request');
    return Module._resolveLookupPaths(request, module);
  };
  Object.defineProperty(require, 'main', {
    __proto__: null, value: mainModule, writable: true, enumerable: true, configurable: true,
  });
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

makeRequire.setMain = (module) => { mainModule = module; };

module.exports = { makeRequire };
