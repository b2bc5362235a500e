'use strict';
// The functions of node:module that are not the CommonJS loader itself.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

const missing = (name) => ({
  [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`module.${name}`); },
})[name];

module.exports = {
  register: missing('register'),
  registerHooks: missing('registerHooks'),
  findPackageJSON: missing('findPackageJSON'),
  enableCompileCache: () => ({ status: 3 }),
  flushCompileCache() {},
  getCompileCacheDir() {},
  stripTypeScriptTypes: missing('stripTypeScriptTypes'),
  findSourceMap() {},
  getSourceMapsSupport: () => ({ __proto__: null, enabled: false, nodeModules: false, generatedCode: false }),
  setSourceMapsSupport: missing('setSourceMapsSupport'),
  SourceMap: class SourceMap {
    constructor() { throw new ERR_METHOD_NOT_IMPLEMENTED('module.SourceMap'); }
  },
};
