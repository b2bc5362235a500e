'use strict';
// The functions of node:module that are not the CommonJS loader itself; each is loaded with what it needs when it is called.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateString } = require('internal/validators');

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

/**
 * module.findPackageJSON(): the package.json of what `specifier` names as seen from `base`, or the nearest one above it.
 * @param {string|URL} specifier
 * @param {string|URL} [base]
 * @returns {string|undefined}
 */
function findPackageJSON(specifier, base = 'data:') {
  if (arguments.length === 0) {
    const { codes: { ERR_MISSING_ARGS } } = require('internal/errors');
    throw new ERR_MISSING_ARGS('specifier');
  }
  if (!(specifier instanceof URL)) validateString(specifier, 'specifier');
  const { pathToFileURL, fileURLToPath } = require('url');
  let parent = `${base}`;
  if (!(base instanceof URL)) {
    validateString(base, 'base');
    if (require('path').isAbsolute(base)) parent = pathToFileURL(base).href;
  }
  const { packageOf, packageNamed } = require('internal/modules/package_json');
  const text = `${specifier}`;
  const isPath = /^\.{0,2}\//.test(text) || text === '.' || text === '..' || URL.canParse(text);
  if (!isPath) return packageNamed(text, fileURLToPath(parent))?.path;
  const url = require('path').isAbsolute(text) ? pathToFileURL(text) : new URL(text, parent);
  const path = fileURLToPath(url);
  if (binding('modules').stat(path.length > 1 ? path.replace(/\/$/, '') : path) < 0) {
    const { codes: { ERR_MODULE_NOT_FOUND } } = require('internal/errors');
    throw new ERR_MODULE_NOT_FOUND(path, parent.startsWith('file:') ? fileURLToPath(parent) : parent, url.href);
  }
  const found = packageOf(path);
  return found.exists ? found.path : undefined;
}

module.exports = {
  register,
  findPackageJSON,
  registerHooks: (hooks) => require('internal/modules/hooks').registerHooks(hooks),
  enableCompileCache: (options) => require('internal/modules/compile_cache').enableCompileCache(options),
  flushCompileCache: (keep) => require('internal/modules/compile_cache').flushCompileCache(keep),
  getCompileCacheDir: () => require('internal/modules/compile_cache').getCompileCacheDir(),
  stripTypeScriptTypes: (code, options) => require('internal/modules/typescript').stripTypeScriptTypes(code, options),
  findSourceMap: (path) => require('internal/modules/source_maps').findSourceMap(path),
  getSourceMapsSupport: () => require('internal/modules/source_maps').getSourceMapsSupport(),
  setSourceMapsSupport: (enabled, options) => require('internal/modules/source_maps').setSourceMapsSupport(enabled, options),
};
