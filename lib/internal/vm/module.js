'use strict';
// vm.Module, vm.SourceTextModule and vm.SyntheticModule (--experimental-vm-modules). The native half is ModuleWrap
// (src/module/module_wrap.cc); caller: lib/vm.js.
//
//   unlinked --link()--> linking --> linked --evaluate()--> evaluating --> evaluated
//                           |                                   |
//                           +----------> errored <--------------+

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS, ERR_MODULE_LINK_MISMATCH,
    ERR_VM_MODULE_ALREADY_LINKED, ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA, ERR_VM_MODULE_DIFFERENT_CONTEXT,
    ERR_VM_MODULE_LINK_FAILURE, ERR_VM_MODULE_NOT_MODULE, ERR_VM_MODULE_STATUS,
  },
} = require('internal/errors');
const {
  validateBoolean, validateFunction, validateInt32, validateObject, validateString, validateUint32,
} = require('internal/validators');
const { customInspectSymbol, emitExperimentalWarning } = require('internal/util');
const { isArrayBufferView } = require('internal/util/types');
const { makeImportCallback } = require('internal/vm/import');
const { registerVmModule } = require('internal/modules/dynamic_import');
const { getPromiseDetails, kPending, kRejected } = binding('util');
const { isContext } = binding('vm');
const {
  ModuleWrap, synthetic, kInstantiated, kEvaluating, kEvaluated, kErrored,
} = binding('esm');

const { then } = Promise.prototype;

// One counter a context for the identifiers that are not given; undefined stands for the main context.
const counters = new WeakMap();
const kMainContext = {};

function nextIdentifier(context) {
  const key = context ?? kMainContext;
  const count = counters.get(key) ?? 0;
  counters.set(key, count + 1);
  return `vm:module(${count})`;
}

function readContext(context) {
  if (context === undefined) return;
  validateObject(context, 'context');
  if (!isContext(context)) throw new ERR_INVALID_ARG_TYPE('options.context', 'vm.Context', context);
}

/** `promise`, or one of this context that settles with it: a promise of a context may wait for that context's own queue. */
function inMainContext(promise) {
  if (promise instanceof Promise) return promise;
  const { 0: state, 1: value } = getPromiseDetails(promise);
  if (state === kPending) return new Promise((resolve, reject) => { Reflect.apply(then, promise, [resolve, reject]); });
  if (state !== kRejected) return Promise.resolve();
  Reflect.apply(then, promise, [undefined, () => {}]);
  return Promise.reject(value);
}

// Module -> { wrap, context, identifier, ... }; also tells what is a Module.
const states = new WeakMap();

/** The state of `module`. @throws ERR_INVALID_THIS naming the class that was expected */
function stateOf(module, name = 'Module') {
  const state = states.get(module);
  if (state === undefined || (name === 'SourceTextModule' && state.requests === undefined)) throw new ERR_INVALID_THIS(name);
  return state;
}

function statusOf(state) {
  if (state.linkError !== undefined) return 'errored';
  if (state.linking) return 'linking';
  const status = state.wrap.getStatus();
  if (status === kErrored) return 'errored';
  if (status === kEvaluated) return 'evaluated';
  if (status === kEvaluating) return 'evaluating';
  // What a graph that is instantiated cannot be without has been linked, too.
  return status === kInstantiated || state.linked ? 'linked' : 'unlinked';
}

class Module {
  constructor(options) {
    if (new.target === Module) throw new TypeError('Module is not a constructor');
    emitExperimentalWarning('VM Modules');
    const { context, identifier } = options;
    states.set(this, {
      wrap: undefined, context, identifier: identifier ?? nextIdentifier(context), linking: false, linked: false,
      linkError: undefined, requests: undefined,
    });
  }

  get identifier() { return stateOf(this).identifier; }

  get context() { return stateOf(this).context; }

  get namespace() {
    const { wrap } = stateOf(this);
    if (wrap.getStatus() < kInstantiated) throw new ERR_VM_MODULE_STATUS('must not be unlinked or linking');
    return wrap.getNamespace();
  }

  get status() { return statusOf(stateOf(this)); }

  get error() {
    const state = stateOf(this);
    if (statusOf(state) !== 'errored') throw new ERR_VM_MODULE_STATUS('must be errored');
    return state.linkError !== undefined ? state.linkError.value : state.wrap.getError();
  }

  /** @param {(specifier: string, referencingModule: Module, extra: object) => Module|Promise<Module>} linker */
  async link(linker) {
    const state = stateOf(this);
    validateFunction(linker, 'linker');
    const status = statusOf(state);
    if (status === 'linked') throw new ERR_VM_MODULE_ALREADY_LINKED();
    if (status !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    if (state.requests === undefined) return;
    await linkGraph(this, state, linker);
    state.wrap.instantiate(false);
  }

  /** @param {{timeout?: number, breakOnSigint?: boolean}} [options] */
  evaluate(options = {}) {
    try {
      const state = stateOf(this);
      validateObject(options, 'options');
      const { timeout, breakOnSigint = false } = options;
      if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
      validateBoolean(breakOnSigint, 'options.breakOnSigint');
      const status = statusOf(state);
      if (state.linkError !== undefined || (status !== 'linked' && status !== 'evaluated' && status !== 'errored')) {
        throw new ERR_VM_MODULE_STATUS('must be one of linked, evaluated, or errored');
      }
      return inMainContext(state.wrap.evaluate(timeout ?? 0, breakOnSigint));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  [customInspectSymbol](depth, options) {
    const { identifier, context } = stateOf(this);
    const Class = this.constructor;
    if (typeof depth === 'number' && depth < 0) return `[${Class.name}]`;
    // An object of the same class that is inspected the ordinary way.
    const prototype = { __proto__: Class.prototype, constructor: Class, [customInspectSymbol]: undefined };
    const shown = { __proto__: prototype, status: this.status, identifier, context };
    return require('internal/util/inspect').inspect(shown, options);
  }
}

// ---- linking with link() ----

function checkLinked(found, specifier, state) {
  const foundState = states.get(found);
  if (foundState === undefined) throw new ERR_VM_MODULE_NOT_MODULE();
  if (foundState.context !== state.context) throw new ERR_VM_MODULE_DIFFERENT_CONTEXT();
  if (statusOf(foundState) === 'errored') {
    throw new ERR_VM_MODULE_LINK_FAILURE(`request for '${specifier}' resolved to an errored module`, found.error);
  }
  return foundState;
}

/** Asks the linker for what `module` requests, then for what that requests. */
async function linkGraph(module, state, linker) {
  state.linking = true;
  try {
    const wraps = await Promise.all(state.requests.map(async ({ specifier, attributes }) => {
      const found = await linker(specifier, module, { attributes, assert: attributes });
      const foundState = checkLinked(found, specifier, state);
      // Another request may have begun with it meanwhile.
      if (foundState.requests !== undefined && statusOf(foundState) === 'unlinked') await linkGraph(found, foundState, linker);
      return foundState.wrap;
    }));
    state.wrap.link(wraps);
    state.linked = true;
  } catch (error) {
    state.linkError = { value: error };
    throw error;
  } finally {
    state.linking = false;
  }
}

// ---- SourceTextModule ----

function metaCallback(module, initializeImportMeta) {
  return initializeImportMeta === undefined ? () => {} : (meta) => { initializeImportMeta(meta, module); };
}

function freezeRequests(wrap) {
  return Object.freeze(wrap.getRequests().map(([specifier, attributes, , , isSource]) => Object.freeze({
    __proto__: null, specifier, attributes: Object.freeze(attributes), phase: isSource ? 'source' : 'evaluation',
  })));
}

class SourceTextModule extends Module {
  /** @param {string} sourceText @param {object} [options] */
  constructor(sourceText, options = {}) {
    validateString(sourceText, 'sourceText');
    validateObject(options, 'options');
    const {
      lineOffset = 0, columnOffset = 0, initializeImportMeta, importModuleDynamically, context, identifier, cachedData,
    } = options;
    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    if (initializeImportMeta !== undefined) validateFunction(initializeImportMeta, 'options.initializeImportMeta');
    const call = makeImportCallback(importModuleDynamically, 'options.importModuleDynamically');
    if (cachedData !== undefined && !isArrayBufferView(cachedData)) {
      throw new ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
    }
    readContext(context);
    if (identifier !== undefined) validateString(identifier, 'options.identifier');
    super({ context, identifier });
    const state = states.get(this);
    const symbol = registerVmModule(state.identifier, call, this, metaCallback(this, initializeImportMeta));
    state.wrap = new ModuleWrap(sourceText, state.identifier, symbol, context, lineOffset, columnOffset, cachedData);
    state.requests = freezeRequests(state.wrap);
    state.specifiers = undefined;
  }

  /** @param {Module[]} modules one for each of moduleRequests, in their order */
  linkRequests(modules) {
    const state = stateOf(this, 'SourceTextModule');
    if (!Array.isArray(modules)) throw new ERR_INVALID_ARG_TYPE('modules', 'Array', modules);
    if (statusOf(state) !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    const wraps = modules.map((module, i) => checkLinked(module, state.requests[i]?.specifier, state).wrap);
    const expected = state.requests.length;
    if (wraps.length !== expected) throw new ERR_MODULE_LINK_MISMATCH(`Expected ${expected} modules, got ${wraps.length}`);
    checkSameRequests(state.requests, wraps);
    state.wrap.link(wraps);
    state.linkedRequests = true;
  }

  instantiate() {
    const state = stateOf(this, 'SourceTextModule');
    if (statusOf(state) !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    if (!state.linkedRequests) throw new ERR_VM_MODULE_LINK_FAILURE('module is not linked');
    state.wrap.instantiate(false);
  }

  get dependencySpecifiers() {
    const state = stateOf(this, 'SourceTextModule');
    return (state.specifiers ??= Object.freeze(state.requests.map(({ specifier }) => specifier)));
  }

  get moduleRequests() { return stateOf(this, 'SourceTextModule').requests; }

  get status() { return statusOf(stateOf(this, 'SourceTextModule')); }

  get error() {
    stateOf(this, 'SourceTextModule');
    return super.error;
  }

  hasAsyncGraph() {
    const { wrap } = stateOf(this, 'SourceTextModule');
    if (wrap.getStatus() < kInstantiated) throw new ERR_VM_MODULE_STATUS('must be instantiated');
    return wrap.isGraphAsync();
  }

  hasTopLevelAwait() { return stateOf(this, 'SourceTextModule').wrap.hasTopLevelAwait(); }

  createCachedData() {
    const { wrap } = stateOf(this, 'SourceTextModule');
    if (wrap.getStatus() > kInstantiated) throw new ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA();
    const data = wrap.createCachedData();
    return require('buffer').Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  }
}

/** Requests that differ in their phase alone lead to one module. */
function checkSameRequests(requests, wraps) {
  const seen = new Map();
  requests.forEach(({ specifier, attributes }, i) => {
    const key = JSON.stringify([specifier, Object.entries(attributes)]);
    if (seen.has(key) && seen.get(key) !== wraps[i]) {
      throw new ERR_MODULE_LINK_MISMATCH(`Module request '${specifier}' at index ${i} must be linked to the same module`);
    }
    seen.set(key, wraps[i]);
  });
}

// ---- SyntheticModule ----

function checkExportNames(exportNames) {
  if (!Array.isArray(exportNames) || exportNames.some((name) => typeof name !== 'string')) {
    throw new ERR_INVALID_ARG_TYPE('exportNames', 'Array of unique strings', exportNames);
  }
  exportNames.forEach((name, i) => {
    if (exportNames.indexOf(name) !== i) throw new ERR_INVALID_ARG_VALUE(`exportNames.${name}`, name, 'is duplicated');
  });
}

class SyntheticModule extends Module {
  /** @param {string[]} exportNames @param {() => unknown} evaluateCallback @param {object} [options] */
  constructor(exportNames, evaluateCallback, options = {}) {
    checkExportNames(exportNames);
    validateFunction(evaluateCallback, 'evaluateCallback');
    validateObject(options, 'options');
    const { context, identifier } = options;
    readContext(context);
    if (identifier !== undefined) validateString(identifier, 'options.identifier');
    super({ context, identifier });
    const state = states.get(this);
    const evaluate = () => { Reflect.apply(evaluateCallback, this, []); };
    state.wrap = synthetic(state.identifier, Symbol(state.identifier), exportNames, evaluate, context);
    state.wrap.instantiate(false);
  }

  /** Nothing is to be linked. */
  async link() { stateOf(this); }

  /** @param {string} name @param {unknown} value */
  setExport(name, value) {
    const { wrap, requests } = stateOf(this, 'SyntheticModule');
    if (requests !== undefined) throw new ERR_INVALID_THIS('SyntheticModule');
    validateString(name, 'name');
    wrap.setExport(name, value);
  }
}

module.exports = { Module, SourceTextModule, SyntheticModule };
