'use strict';
// Who called import(): every compiled source carries a symbol (its host-defined option) under which its referrer is
// registered here; C++ hands it back (Hook::kImportModule). ES modules themselves are loaded by internal/modules/esm.

const { builtinTracing } = require('internal/diagnostics');
const { setHook } = binding('runtime');

const importTracing = builtinTracing('module.import');

const referrers = new WeakMap();  // symbol -> { filename, callback? }
const kSymbol = Symbol('referrer');

/** The symbol for code of the CommonJS module `module` in `filename`. */
function registerReferrer(module, filename) {
  const symbol = module[kSymbol] ?? Symbol(filename);
  referrers.set(symbol, { filename, module });
  return symbol;
}

/** The symbol for code of vm, whose import() goes to `callback(specifier, referrer, attributes)`, or to the main loader. */
function registerCallback(name, callback, referrer) {
  const symbol = Symbol(name);
  referrers.set(symbol, { filename: name, isVm: true, callback, referrer });
  return symbol;
}

/**
 * The symbol for a vm.SourceTextModule: import() goes to `callback`, or without one to the main loader; `initializeMeta`
 * fills import.meta.
 */
function registerVmModule(name, callback, module, initializeMeta) {
  const symbol = Symbol(name);
  referrers.set(symbol, { filename: name, isVm: true, callback, referrer: module, record: { initializeMeta } });
  return symbol;
}

/** The symbol for an ES module's record ({ url: URL, ... }). */
function registerModule(record) {
  const symbol = Symbol(record.url.href);
  referrers.set(symbol, { filename: record.url.href, record });
  return symbol;
}

async function importModule(specifier, attributes, symbol, name, isSourcePhase) {
  const referrer = typeof symbol === 'symbol' ? referrers.get(symbol) : undefined;
  if (referrer?.callback !== undefined) {
    return referrer.callback(specifier, referrer.referrer, attributes, isSourcePhase ? 'source' : 'evaluation');
  }
  if (referrer === undefined) {
    const { codes: { ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING } } = require('internal/errors');
    throw new ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING();
  }
  if (referrer.isVm) require('internal/util').emitExperimentalWarning('vm.USE_MAIN_CONTEXT_DEFAULT_LOADER');
  const { importFrom } = require('internal/modules/esm/import');
  const { filename } = referrer;
  if (!importTracing.hasSubscribers) return importFrom(specifier, attributes, filename, isSourcePhase);
  const { pathToFileURL } = require('url');
  const parentURL = filename?.[0] === '/' ? pathToFileURL(filename).href : filename;
  const context = { parentURL, url: specifier };
  return importTracing.channels.tracePromise(importFrom, context, null, specifier, attributes, filename, isSourcePhase);
}

/** import.meta of the module under `symbol`. */
function initializeMeta(meta, symbol) {
  const record = referrers.get(symbol)?.record;
  if (record === undefined) return;
  if (record.initializeMeta !== undefined) record.initializeMeta(meta);
  else require('internal/modules/esm/meta').initializeMeta(meta, record);
}

setHook('importModule', importModule);
setHook('importMeta', initializeMeta);

module.exports = { registerReferrer, registerCallback, registerVmModule, registerModule };
