'use strict';
// import.meta of the loader's modules. Caller: internal/modules/dynamic_import.js.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { fileURLToPath } = require('url');
const { getOptionValue } = require('internal/options');
const { formatHint } = require('internal/modules/esm/format');
const { getAsyncHooks, isMain, kNoAttributes, resolveRequest } = require('internal/modules/esm/loader');

/** Fills import.meta of a record's module. */
function initializeMeta(meta, record) {
  const { url } = record;
  if (url.protocol === 'file:') {
    const path = fileURLToPath(url);
    meta.dirname = require('path').dirname(path);
    meta.filename = path;
  }
  meta.main = isMain(record);
  // Hooks have none: nothing there can wait for other hooks.
  const hooks = getAsyncHooks();
  if (hooks === undefined || hooks.loadNow !== undefined) defineResolve(meta, url);
  meta.url = url.href;
}

function defineResolve(meta, url) {
  meta.resolve = function resolve_(specifier, parentURL = url.href) {
    return resolveForMeta(`${specifier}`, mayNameParent() ? parentOf(parentURL) : url.href);
  };
  Object.defineProperty(meta.resolve, 'name', { __proto__: null, value: 'resolve', configurable: true });
}

const mayNameParent = () => getOptionValue('--experimental-import-meta-resolve') === true;

function parentOf(parentURL) {
  if (typeof parentURL === 'string') return parentURL;
  if (parentURL instanceof URL) return parentURL.href;
  throw new ERR_INVALID_ARG_TYPE('parentURL', ['string', 'URL'], parentURL);
}

/** import.meta.resolve: a file that is not there is no error; a package.json that says wrongly what the file is, is one. */
function resolveForMeta(specifier, parentURL) {
  try {
    const { url } = resolveRequest(specifier, parentURL, kNoAttributes);
    if (url.protocol === 'file:') formatHint(url);
    return url.href;
  } catch (error) {
    if (error.code === 'ERR_UNSUPPORTED_DIR_IMPORT' || (error.code === 'ERR_MODULE_NOT_FOUND' && error.url)) return error.url;
    throw error;
  }
}

module.exports = { initializeMeta };
