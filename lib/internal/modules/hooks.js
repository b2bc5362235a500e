'use strict';
// module.registerHooks(): synchronous hooks in this thread, for require() and import alike (Node's documentation: module,
// "Customization hooks"). The newest hook runs first; each may call the next one, the last being the loader's own step.
// Callers: cjs/sources.js, esm/loader.js, esm/graph.js; on the hooks' thread also esm/async_hooks.js.

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_PROPERTY_VALUE },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { isBuiltinUrl } = require('internal/modules/builtins');

// What is registered, oldest first.
const chains = { __proto__: null, resolve: [], load: [] };
const kId = Symbol('kModuleHooksIdKey');
let lastId = 0;

/** What registerHooks() gives. */
class ModuleHooks {
  constructor(resolve, load) {
    this.resolve = resolve;
    this.load = load;
    this[kId] = Symbol(`module-hook-${lastId++}`);
  }

  deregister() {
    for (const name of Object.keys(chains)) chains[name] = chains[name].filter((hooks) => hooks !== this);
  }
}

/** The conditions of a context that a hook has passed on. @throws ERR_INVALID_ARG_VALUE */
function conditionsOf({ conditions }) {
  if (!Array.isArray(conditions)) throw new ERR_INVALID_ARG_VALUE('context.conditions', conditions, 'expected an array');
  return new Set(conditions);
}

/** @param {{resolve?: Function, load?: Function}} hooks @returns {ModuleHooks} */
function registerHooks(hooks) {
  const { resolve, load } = hooks;
  if (resolve) validateFunction(resolve, 'hooks.resolve');
  if (load) validateFunction(load, 'hooks.load');
  const registered = new ModuleHooks(resolve, load);
  if (resolve) chains.resolve = [...chains.resolve, registered];
  if (load) chains.load = [...chains.load, registered];
  return registered;
}

/** What resolve hooks are told. */
class ModuleResolveContext {
  // Fields, not assignments alone: Object.prototype may have been given setters.
  parentURL;
  importAttributes;
  conditions;

  constructor(parentURL, importAttributes, conditions) {
    this.parentURL = parentURL;
    this.importAttributes = importAttributes;
    this.conditions = conditions;
  }
}

/** What load hooks are told. */
class ModuleLoadContext {
  format;
  importAttributes;
  conditions;

  constructor(format, importAttributes, conditions) {
    this.format = format;
    this.importAttributes = importAttributes;
    this.conditions = conditions;
  }
}

function checkStep(result, calledNext, name) {
  // A result that is no object is V8's TypeError, as in Node.
  if (!calledNext && !result.shortCircuit) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('true', name, 'shortCircuit', result.shortCircuit);
  }
}

/** Calls the hook of that name in chain[index] and, as it asks for them, those before it; `last` ends the chain. */
function runChain(chain, index, name, target, context, last) {
  if (index < 0) return last(target, context);
  let calledNext = false;
  const next = (nextTarget = target, nextContext = undefined) => {
    calledNext = true;
    const prototype = Object.getPrototypeOf(context);
    const merged = nextContext === undefined ? context : Object.assign(Object.create(prototype), context, nextContext);
    return runChain(chain, index - 1, name, nextTarget, merged, last);
  };
  const hook = chain[index][name];
  const result = hook(target, context, next);
  checkStep(result, calledNext, name);
  return result;
}

function checkResolved(result) {
  const { url, format, importAttributes } = result;
  if (typeof url !== 'string') throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a URL string', 'resolve', 'url', url);
  if (format !== undefined && format !== null && typeof format !== 'string') {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a string', 'resolve', 'format', format);
  }
  if (importAttributes !== undefined && typeof importAttributes !== 'object') {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('an object', 'resolve', 'importAttributes', importAttributes);
  }
  return result;
}

function isBytes(source) {
  const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
  return isAnyArrayBuffer(source) || isArrayBufferView(source);
}

// What import can load without a source of the hooks. require() reads the files itself, so that it always has one.
const kMayBeEmpty = new Set(['commonjs', 'addon']);

/** @param {boolean} forRequire whether require() has asked, not import */
function checkLoaded(url, result, forRequire) {
  const { format, source } = result;
  if (typeof format !== 'string' && format !== undefined) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a string', 'load', 'format', format);
  }
  if (format === 'wasm' && !isBytes(source)) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('array buffer, or typed array', 'load', 'source', source);
  }
  const isBuiltin = isBuiltinUrl(url) && (format === 'builtin' || (forRequire && format === undefined));
  const mayBeEmpty = isBuiltin || (!forRequire && kMayBeEmpty.has(format));
  if (typeof source !== 'string' && !isBytes(source) && !(mayBeEmpty && (source === null || source === undefined))) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a string, an ArrayBuffer, or a TypedArray', 'load', 'source', source);
  }
  return result;
}

/**
 * @param {string} specifier
 * @param {{parentURL?: string, importAttributes?: object, conditions: string[]}} context
 * @param {(specifier: string, context: object) => object} last
 * @returns {{url: string, format?: string|null, importAttributes?: object}}
 */
function runResolve(specifier, context, last) {
  return checkResolved(runChain(chains.resolve, chains.resolve.length - 1, 'resolve', specifier, context, last));
}

/**
 * @param {string} url
 * @param {{format?: string|null, importAttributes?: object, conditions: string[]}} context
 * @param {(url: string, context: object) => object} last
 * @param {boolean} [forRequire] whether require() asks, not import
 * @returns {{format?: string, source: string|ArrayBuffer|ArrayBufferView|null}}
 */
function runLoad(url, context, last, forRequire = false) {
  return checkLoaded(url, runChain(chains.load, chains.load.length - 1, 'load', url, context, last), forRequire);
}

/** A hook's source as text. */
function sourceText(source) {
  if (typeof source === 'string') return source;
  if (source === null || source === undefined) return undefined;
  return new TextDecoder().decode(source);
}

module.exports = {
  registerHooks, runResolve, runLoad, conditionsOf, isBytes, sourceText, ModuleResolveContext, ModuleLoadContext,
  hasResolveHooks: () => chains.resolve.length > 0,
  hasLoadHooks: () => chains.load.length > 0,
};
