'use strict';
// The chain of hooks of module.register() and --experimental-loader, which may answer with promises. It lives on a thread of
// its own (hooks_worker.js), where it also sees the hook modules that are registered later. Callers: hooks_worker.js;
// esm/graph.js on that thread.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_PROPERTY_VALUE, ERR_INVALID_RETURN_VALUE,
    ERR_LOADER_CHAIN_INCOMPLETE, ERR_UNKNOWN_MODULE_FORMAT,
  },
} = require('internal/errors');
const { hasLoadHooks, hasResolveHooks, isBytes, runLoad: runSyncLoad, runResolve: runSyncResolve } =
  require('internal/modules/hooks');
const { importRecord } = require('internal/modules/esm/import');
const { defaultLoad, defaultResolve } = require('internal/modules/esm/loader');

const registered = [];  // { name, resolve, load }, oldest first

/** Loads a module of hooks through those that are there, and puts its own before them. */
async function register(specifier, parentURL, data) {
  const { url, wrap } = await importRecord(specifier, parentURL, {});
  const { initialize, resolve, load, globalPreload } = wrap.getNamespace();
  if (globalPreload !== undefined && initialize === undefined) warnGlobalPreload();
  if (resolve !== undefined || load !== undefined) registered.push({ name: url.href, resolve, load });
  await initialize?.(data);
}

let registering = Promise.resolve();

/** register() on this thread, which cannot wait for itself: what other threads ask for comes afterwards. */
function registerHere(specifier, parentURL, data) {
  const done = register(specifier, parentURL, data);
  registering = registering.then(() => done);
}

let warnedGlobalPreload = false;
function warnGlobalPreload() {
  if (warnedGlobalPreload) return;
  warnedGlobalPreload = true;
  process.emitWarning('`globalPreload` has been removed; use `initialize` instead.', 'UnsupportedWarning');
}

// ---- the end of the chain ----

function lastResolve(specifier, context) {
  return hasResolveHooks() ? runSyncResolve(specifier, context, defaultResolve) : defaultResolve(specifier, context);
}

function lastLoad(href, context) {
  if (hasLoadHooks()) return runSyncLoad(href, context, defaultLoad);
  const loaded = defaultLoad(href, context);
  // CommonJS without a source is loaded by its own loader, where require.extensions and the like have their effect.
  return loaded.format === 'commonjs' ? { ...loaded, __proto__: null, source: undefined } : loaded;
}

// ---- the chain ----

const kDefaultNames = { __proto__: null, resolve: 'node:internal/modules/esm/resolve', load: 'node:internal/modules/esm/load' };
const kNextNames = { __proto__: null, resolve: 'nextResolve()', load: 'nextLoad()' };
const kTargets = { __proto__: null, resolve: 'specifier', load: 'url' };

let warned = false;
function warnAssertions() {
  if (warned) return;
  warned = true;
  process.emitWarning('Use `importAttributes` instead of `importAssertions`', 'ExperimentalWarning');
}

/** An object in which the old name importAssertions, if it is there, has become importAttributes. */
function withoutAssertions(object) {
  if (object === null) return object;
  // A context that is passed on has an accessor of that name, which is not meant.
  const importAssertions = Object.getOwnPropertyDescriptor(object, 'importAssertions')?.value;
  if (importAssertions === undefined || object.importAttributes !== undefined) return object;
  warnAssertions();
  return { ...object, importAttributes: importAssertions };
}

/** A hook's context; the old name of importAttributes still works in it. */
function contextFor(context, changes = {}) {
  const made = { ...context, ...withoutAssertions(changes) };
  delete made.importAssertions;
  return Object.defineProperty(made, 'importAssertions', {
    __proto__: null, enumerable: false, configurable: true,
    get() {
      warnAssertions();
      return made.importAttributes;
    },
    set(value) {
      warnAssertions();
      made.importAttributes = value;
    },
  });
}

/** One walk along the chain of hooks of a kind ('resolve' or 'load'), newest first, `last` being its end. */
class Walk {
  constructor(kind, last) {
    this.kind = kind;
    this.last = last;
    this.chain = registered.filter((hooks) => hooks[kind] !== undefined);
    this.step = kDefaultNames[kind];  // the latest hook that was called: errors name it
  }

  nameAt(index) {
    return `${index < 0 ? kDefaultNames[this.kind] : this.chain[index].name} '${this.kind}'`;
  }

  checkArguments(index, target, context) {
    const { kind } = this;
    const what = `${this.nameAt(index)} hook's ${kNextNames[kind]}`;
    if (typeof target !== 'string') {
      throw new ERR_INVALID_ARG_TYPE(`${what} ${kTargets[kind]}`, kind === 'load' ? 'a URL string' : 'string', target);
    }
    if (kind === 'load' && !URL.canParse(target)) {
      throw new ERR_INVALID_ARG_VALUE(`${what} url`, target, 'should be a URL string');
    }
    if (typeof context !== 'object' && context !== undefined) {
      throw new ERR_INVALID_ARG_TYPE(`${what} context`, 'object', context);
    }
  }

  async run(index, target, context) {
    this.step = this.nameAt(index);
    if (index < 0) return this.last(target, context);
    let calledNext = false;
    const next = async (nextTarget = target, nextContext = undefined) => {
      this.checkArguments(index - 1, nextTarget, nextContext);
      calledNext = true;
      return this.run(index - 1, nextTarget, contextFor(context, nextContext));
    };
    const name = this.nameAt(index);
    const hook = this.chain[index][this.kind];
    const result = await hook(target, context, next);
    if (result === null || typeof result !== 'object') {
      throw new ERR_INVALID_RETURN_VALUE('an object', `${name} hook's ${kNextNames[this.kind]}`, result);
    }
    if (!calledNext && result.shortCircuit !== true) throw new ERR_LOADER_CHAIN_INCOMPLETE(name);
    return withoutAssertions(result);
  }
}

async function walk(kind, target, context, last) {
  const one = new Walk(kind, last);
  const result = await one.run(one.chain.length - 1, target, contextFor(context));
  return { result, name: one.step };
}

/** @returns {Promise<{url: string, format?: string, importAttributes?: object}>} */
async function resolve(specifier, context) {
  const { result, name } = await walk('resolve', specifier, context, lastResolve);
  const { url, format, importAttributes } = result;
  if (typeof url !== 'string' || !URL.canParse(url)) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a URL string', name, 'url', url);
  }
  if (importAttributes !== undefined && (importAttributes === null || typeof importAttributes !== 'object')) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('an object', name, 'importAttributes', importAttributes);
  }
  if (format !== undefined && format !== null && typeof format !== 'string') {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a string', name, 'format', format);
  }
  return result;
}

const kMayBeEmpty = new Set(['addon', 'builtin', 'commonjs', 'commonjs-typescript']);

/** @returns {Promise<{format?: string, source: string|ArrayBuffer|ArrayBufferView|null}>} */
async function load(url, context) {
  const { result, name } = await walk('load', url, context, lastLoad);
  const { format, responseURL, source } = result;
  if (responseURL !== undefined && (typeof responseURL !== 'string' || !URL.canParse(responseURL))) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('undefined or a fully resolved URL string', name, 'responseURL', responseURL);
  }
  if (format === null || format === undefined) throw new ERR_UNKNOWN_MODULE_FORMAT(format, url);
  if (typeof format !== 'string') throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a string', name, 'format', format);
  const isEmpty = source === null || source === undefined;
  if (!isEmpty && typeof source !== 'string' && !isBytes(source)) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a string, an ArrayBuffer, or a TypedArray', name, 'source', source);
  }
  if (isEmpty && !kMayBeEmpty.has(format)) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('string, array buffer, or typed array', 'load', 'source', source);
  }
  if (format === 'wasm' && typeof source === 'string') {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('array buffer, or typed array', 'load', 'source', source);
  }
  return result;
}

module.exports = { register, registerHere, registering: () => registering, resolve, load };
