'use strict';
// node:vm. Running source text in this context or in one of its own; natives in src/bindings/vm.cc.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const {
  kValidateObjectAllowArray, validateArray, validateBoolean, validateInt32, validateObject, validateOneOf, validateString,
  validateUint32,
} = require('internal/validators');
const { isArrayBufferView } = require('internal/util/types');
const { noteSourceMap } = require('internal/modules/source_maps');
const { kUseMainLoader, makeImportCallback } = require('internal/vm/import');
const { restrictProto } = require('internal/intrinsics');
const { getOptionValue } = require('internal/options');
const native = binding('vm');

const constants = Object.freeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: kUseMainLoader,
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
});

// ---- import() ----

let missing;

/** The symbol by which import() inside of the code finds its way out. `getReferrer`: what the callback is told of. */
function importSymbol(filename, importModuleDynamically, getReferrer, name) {
  const { registerCallback } = require('internal/modules/dynamic_import');
  if (importModuleDynamically === undefined) {
    // One for all such code, so that V8 finds what it has compiled already.
    return (missing ??= registerCallback('vm_dynamic_import_missing', makeImportCallback(undefined, name), undefined));
  }
  const call = makeImportCallback(importModuleDynamically, name);
  const callback = call && ((specifier, _, ...rest) => call(specifier, getReferrer(), ...rest));
  return registerCallback(filename, callback, undefined);
}

// ---- scripts ----

function readSourceOptions(options, defaultName) {
  const {
    filename = defaultName, lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false, importModuleDynamically,
  } = options;
  validateString(filename, 'options.filename');
  validateInt32(lineOffset, 'options.lineOffset');
  validateInt32(columnOffset, 'options.columnOffset');
  if (cachedData !== undefined && !isArrayBufferView(cachedData)) {
    throw new ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
  }
  validateBoolean(produceCachedData, 'options.produceCachedData');
  return { filename, lineOffset, columnOffset, cachedData, produceCachedData, importModuleDynamically };
}

function readRunOptions(options = {}) {
  validateObject(options, 'options');
  const { timeout, breakOnSigint = false, displayErrors = true } = options;
  if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
  validateBoolean(breakOnSigint, 'options.breakOnSigint');
  validateBoolean(displayErrors, 'options.displayErrors');
  return { timeout: timeout ?? 0, breakOnSigint, displayErrors };
}

function toBuffer(bytes) {
  return require('buffer').Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

class Script {
  #native;

  /** @param {string} code @param {string|object} [options] */
  constructor(code, options = {}) {
    code = `${code}`;
    if (typeof options === 'string') options = { filename: options };
    else validateObject(options, 'options');
    const spec = readSourceOptions(options, 'evalmachine.<anonymous>');
    const id = importSymbol(spec.filename, spec.importModuleDynamically, () => this, 'options.importModuleDynamically');
    this.#native = new native.Script(code, spec.filename, spec.lineOffset, spec.columnOffset, spec.cachedData,
                                     spec.produceCachedData, id, undefined);
    if (spec.cachedData !== undefined) this.cachedDataRejected = this.#native.cachedDataRejected();
    if (spec.produceCachedData) {
      const data = this.#native.createCachedData();
      if (data !== undefined) this.cachedData = toBuffer(data);
      this.cachedDataProduced = data !== undefined;
    }
    this.sourceURL = this.#native.sourceURL();
    this.sourceMapURL = this.#native.sourceMapURL();
    noteSourceMap(spec.filename, () => this.sourceMapURL, true);
  }

  createCachedData() {
    const data = this.#native.createCachedData();
    return data === undefined ? require('buffer').Buffer.alloc(0) : toBuffer(data);
  }

  /** @param {object} [options] timeout, breakOnSigint, displayErrors */
  runInThisContext(options) {
    const { timeout, breakOnSigint, displayErrors } = readRunOptions(options);
    return this.#native.run(null, timeout, breakOnSigint, displayErrors);
  }

  /** @param {object} contextifiedObject @param {object} [options] */
  runInContext(contextifiedObject, options) {
    validateContext(contextifiedObject);
    const { timeout, breakOnSigint, displayErrors } = readRunOptions(options);
    return this.#native.run(contextifiedObject, timeout, breakOnSigint, displayErrors);
  }

  /** @param {object} [contextObject] @param {object} [options] */
  runInNewContext(contextObject, options) {
    const context = createContext(contextObject, contextOptions(options));
    return this.runInContext(context, options);
  }
}
// ---- contexts ----

let contextCount = 0;

/** @param {unknown} object */
function isContext(object) {
  validateObject(object, 'object', kValidateObjectAllowArray);
  return native.isContext(object);
}

function validateContext(object) {
  if (!isContext(object)) {
    throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context', object);
  }
}

// The options of runInNewContext that are createContext's.
function contextOptions(options) {
  if (!options) return {};
  const { contextName, contextOrigin, contextCodeGeneration, microtaskMode } = options;
  if (contextName !== undefined) validateString(contextName, 'options.contextName');
  if (contextOrigin !== undefined) validateString(contextOrigin, 'options.contextOrigin');
  if (contextCodeGeneration !== undefined) {
    validateObject(contextCodeGeneration, 'options.contextCodeGeneration');
    const { strings, wasm } = contextCodeGeneration;
    if (strings !== undefined) validateBoolean(strings, 'options.contextCodeGeneration.strings');
    if (wasm !== undefined) validateBoolean(wasm, 'options.contextCodeGeneration.wasm');
  }
  if (microtaskMode !== undefined) validateString(microtaskMode, 'options.microtaskMode');
  return { name: contextName, origin: contextOrigin, codeGeneration: contextCodeGeneration, microtaskMode };
}

/** Object.prototype inside of a context, whatever its object shadows. */
function objectPrototypeOf(context) {
  const script = new native.Script('({}).constructor.prototype', 'node:vm', 0, 0, undefined, false, importSymbol('node:vm'), undefined);
  return script.run(context, 0, false, false);
}

/** @param {object|symbol} [contextObject] @param {object} [options] @returns {object} the contextified object */
function createContext(contextObject = {}, options = {}) {
  const plain = contextObject === constants.DONT_CONTEXTIFY;
  if (!plain && isContext(contextObject)) return contextObject;
  validateObject(options, 'options');
  const { name = `VM Context ${++contextCount}`, origin, codeGeneration, microtaskMode, importModuleDynamically } = options;
  validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  if (codeGeneration !== undefined) validateObject(codeGeneration, 'options.codeGeneration');
  const { strings = true, wasm = true } = codeGeneration ?? {};
  validateBoolean(strings, 'options.codeGeneration.strings');
  validateBoolean(wasm, 'options.codeGeneration.wasm');
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  // Code that no script stands behind resolves from the current folder.
  const referrer = plain ? undefined : contextObject;
  const importId = importModuleDynamically === undefined ? undefined :
    importSymbol(`${process.cwd()}/`, importModuleDynamically, () => referrer, 'options.importModuleDynamically');
  const context = native.makeContext(plain ? undefined : contextObject, name, strings, wasm, microtaskMode === 'afterEvaluate',
                                     importId);
  if (getOptionValue('--disable-proto')) restrictProto(objectPrototypeOf(context));
  return context;
}

// ---- in one step ----

/** @param {string} code @param {string|object} [options] */
function createScript(code, options) {
  return new Script(code, options);
}

function withFilename(options) {
  return typeof options === 'string' ? { filename: options } : options;
}

/** @param {string} code @param {object} contextifiedObject @param {string|object} [options] */
function runInContext(code, contextifiedObject, options) {
  validateContext(contextifiedObject);
  options = withFilename(options);
  return createScript(code, options).runInContext(contextifiedObject, options);
}

/** @param {string} code @param {object} [contextObject] @param {string|object} [options] */
function runInNewContext(code, contextObject, options) {
  options = { ...withFilename(options) };
  const context = createContext(contextObject, contextOptions(options));
  return createScript(code, options).runInContext(context, options);
}

/** @param {string} code @param {string|object} [options] */
function runInThisContext(code, options) {
  options = withFilename(options);
  return createScript(code, options).runInThisContext(options);
}

/** @param {string} code @param {string[]} [params] @param {object} [options] @returns {Function} */
function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  validateObject(options, 'options');
  if (params !== undefined) {
    validateArray(params, 'params');
    params.forEach((name, i) => validateString(name, `params[${i}]`));
  }
  const spec = readSourceOptions(options, '');
  const { parsingContext, contextExtensions = [] } = options;
  if (parsingContext !== undefined &&
      (typeof parsingContext !== 'object' || parsingContext === null || !isContext(parsingContext))) {
    throw new ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext);
  }
  validateArray(contextExtensions, 'options.contextExtensions');
  contextExtensions.forEach((extension, i) => {
    validateObject(extension, `options.contextExtensions[${i}]`, { nullable: true });
  });
  let fn;
  const id = importSymbol(spec.filename, spec.importModuleDynamically, () => fn, 'options.importModuleDynamically');
  const compiled = native.compileFunction(
    code, spec.filename, spec.lineOffset, spec.columnOffset, spec.cachedData, spec.produceCachedData, id, parsingContext,
    contextExtensions, params ?? []);
  fn = compiled[0];
  const { 1: rejected, 2: cache, 3: sourceMapURL } = compiled;
  noteSourceMap(spec.filename, () => sourceMapURL, true);
  if (spec.produceCachedData) {
    fn.cachedDataProduced = cache !== undefined;
    if (cache !== undefined) fn.cachedData = toBuffer(cache);
  }
  if (spec.cachedData !== undefined) fn.cachedDataRejected = rejected;
  return fn;
}

/** @param {{mode?: string, execution?: string}} [options] @returns {Promise<object>} */
function measureMemory(options = {}) {
  require('internal/util').emitExperimentalWarning('vm.measureMemory');
  validateObject(options, 'options');
  const { mode = 'summary', execution = 'default' } = options;
  validateOneOf(mode, 'options.mode', ['summary', 'detailed']);
  validateOneOf(execution, 'options.execution', ['default', 'eager']);
  return native.measureMemory(mode === 'detailed', execution === 'eager');
}

module.exports = {
  Script,
  createContext,
  createScript,
  runInContext,
  runInNewContext,
  runInThisContext,
  isContext,
  compileFunction,
  measureMemory,
  constants,
};

if (getOptionValue('--experimental-vm-modules')) {
  const { Module, SourceTextModule, SyntheticModule } = require('internal/vm/module');
  Object.assign(module.exports, { Module, SourceTextModule, SyntheticModule });
}
