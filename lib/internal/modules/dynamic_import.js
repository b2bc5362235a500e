'use strict';
// Who called import(): every compiled source carries a symbol (its host-defined option) under which its referrer is
// registered here; C++ hands it back (Hook::kImportModule). ES modules themselves are loaded by internal/modules/esm.

const { setHook } = binding('runtime');
const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

const referrers = new WeakMap();  // symbol -> { filename, callback? }
const kSymbol = Symbol('referrer');

/** The symbol for code of the CommonJS module `module` in `filename`. */
function registerReferrer(module, filename) {
  const symbol = module[kSymbol] ?? Symbol(filename);
  referrers.set(symbol, { filename, module });
  return symbol;
}

/** The symbol for code whose import() goes to `callback(specifier, referrer, attributes)` (vm). */
function registerCallback(name, callback, referrer) {
  const symbol = Symbol(name);
  referrers.set(symbol, { filename: name, callback, referrer });
  return symbol;
}

async function importModule(specifier, attributes, symbol, resourceName) {
  const referrer = typeof symbol === 'symbol' ? referrers.get(symbol) : undefined;
  if (referrer?.callback !== undefined) return referrer.callback(specifier, referrer.referrer, attributes);
  const { isLoaded, ids } = require('internal/builtins');
  if (!isLoaded('internal/modules/esm/loader') && !ids().includes('internal/modules/esm/loader')) {
    throw new ERR_METHOD_NOT_IMPLEMENTED('import()');
  }
  return require('internal/modules/esm/loader').importFrom(specifier, attributes, referrer?.filename ?? resourceName);
}

setHook('importModule', importModule);

module.exports = { registerReferrer, registerCallback };
