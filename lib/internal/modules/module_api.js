'use strict';
// The functions of node:module that are not the CommonJS loader itself; each is loaded with what it needs when it is called.

/**
 * module.register(): hooks from a module, for import.
 * @param {string|URL} specifier
 * @param {string|URL|{parentURL?: string|URL, data?: unknown}} [parentURL]
 * @param {{parentURL?: string|URL, data?: unknown, transferList?: object[]}} [options]
 */
function register(specifier, parentURL = undefined, options = undefined) {
  if (parentURL !== null && typeof parentURL === 'object' && !(parentURL instanceof URL)) {
    options = parentURL;
    parentURL = options.parentURL;
  }
  const { data, transferList } = options ?? {};
  const what = [`${specifier}`, `${parentURL ?? 'data:'}`, data];
  if (require('internal/worker/state').state.isHooksThread) require('internal/modules/esm/async_hooks').registerHere(...what);
  else require('internal/modules/esm/hooks_thread').register(...what, transferList);
}

module.exports = {
  register,
  findPackageJSON: (...args) => require('internal/modules/find_package').findPackageJSON(...args),
  registerHooks: (hooks) => require('internal/modules/hooks').registerHooks(hooks),
  enableCompileCache: (options) => require('internal/modules/compile_cache').enableCompileCache(options),
  flushCompileCache: (keep) => require('internal/modules/compile_cache').flushCompileCache(keep),
  getCompileCacheDir: () => require('internal/modules/compile_cache').getCompileCacheDir(),
  stripTypeScriptTypes: (code, options) => require('internal/modules/typescript').stripTypeScriptTypes(code, options),
  findSourceMap: (path) => require('internal/modules/source_maps').findSourceMap(path),
  getSourceMapsSupport: () => require('internal/modules/source_maps').getSourceMapsSupport(),
  setSourceMapsSupport: (enabled, options) => require('internal/modules/source_maps').setSourceMapsSupport(enabled, options),
};
