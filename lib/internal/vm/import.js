'use strict';
// The option `importModuleDynamically` of vm's functions and classes. Callers: lib/vm.js, internal/vm/module.js.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_SOURCE_PHASE_NOT_DEFINED, ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING,
    ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG, ERR_VM_MODULE_NOT_MODULE,
  },
} = require('internal/errors');
const { isModuleNamespaceObject } = require('internal/util/types');
const { getOptionValue } = require('internal/options');

const kUseMainLoader = Symbol('vm_dynamic_import_main_context_default');

async function importMissing() {
  throw new ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING();
}

async function importNeedsFlag() {
  throw new ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG();
}

/**
 * What import() in the code calls: (specifier, referrer, attributes, phase) -> promise of a namespace. Undefined: the main
 * loader takes it.
 */
function makeImportCallback(importModuleDynamically, name) {
  if (importModuleDynamically === undefined) return importMissing;
  if (importModuleDynamically === kUseMainLoader) return undefined;
  if (typeof importModuleDynamically !== 'function') throw new ERR_INVALID_ARG_TYPE(name, 'function', importModuleDynamically);
  if (!getOptionValue('--experimental-vm-modules')) return importNeedsFlag;
  return async (specifier, referrer, attributes, phase) => {
    const module = await Reflect.apply(importModuleDynamically, undefined, [specifier, referrer, attributes, phase]);
    if (isModuleNamespaceObject(module)) return module;
    const { Module } = require('internal/vm/module');
    if (module === null || typeof module !== 'object' || !(module instanceof Module)) throw new ERR_VM_MODULE_NOT_MODULE();
    if (phase === 'source') throw new ERR_SOURCE_PHASE_NOT_DEFINED(module.identifier);
    if (module.status === 'errored') throw module.error;
    return module.namespace;
  };
}

module.exports = { kUseMainLoader, makeImportCallback };
