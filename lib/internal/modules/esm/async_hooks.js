'use strict';
// module.register() and --experimental-loader: hooks that may answer with promises, for import alone. Node runs them on a
// thread of their own; here they run on the program's thread, so that nothing can wait for them synchronously: require(),
// require() of ES modules and import.meta.resolve() do not see them. Callers: module_api.js, esm/loader.js.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_PROPERTY_VALUE, ERR_INVALID_RETURN_VALUE,
    ERR_LOADER_CHAIN_INCOMPLETE, ERR_UNKNOWN_MODULE_FORMAT,
  },
} = require('internal/errors');
const { isBytes } = require('internal/modules/hooks');

const registered = [];  // { name, resolve, load }, oldest first
let ready = Promise.resolve();  // until hook modules with top-level await and their initialize() are done
let isReady = true;

/** Loads a module of hooks and puts them before those that are there. */
function register(specifier, parentURL, data, importHooks) {
  const { url, namespace, evaluation } = importHooks(specifier, parentURL);
  const take = () => {
    const { initialize, resolve, load } = namespace();
    const hooks = { name: url, resolve, load };
    const pending = initialize?.(data);
    // The program may end while hooks still listen.
    Promise.resolve(pending).then(() => unrefPorts(data), () => {});
    if (resolve !== undefined || load !== undefined) registered.push(hooks);
    return pending;
  };
  const waitFor = (promise) => {
    isReady = false;
    const current = ready = Promise.all([ready, promise]).then(() => { if (ready === current) isReady = true; });
    current.catch(() => {});
  };
  if (evaluation !== undefined) {
    waitFor(evaluation.then(take));
    return;
  }
  const pending = take();
  if (typeof pending?.then === 'function') waitFor(pending);
}

/** MessagePorts that hooks were given do not keep the program running. */
function unrefPorts(data, depth = 0) {
  if (data === null || typeof data !== 'object' || depth > 2) return;
  if (data instanceof MessagePort) {
    data.unref();
    return;
  }
  for (const key of Object.keys(data)) unrefPorts(data[key], depth + 1);
}

const isActive = () => registered.length > 0 || !isReady;

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
    if (context !== undefined && (context === null || typeof context !== 'object')) {
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
    const result = await Reflect.apply(this.chain[index][this.kind], undefined, [target, context, next]);
    if (result === null || typeof result !== 'object') {
      throw new ERR_INVALID_RETURN_VALUE('an object', `${name} hook's ${kNextNames[this.kind]}`, result);
    }
    if (!calledNext && result.shortCircuit !== true) throw new ERR_LOADER_CHAIN_INCOMPLETE(name);
    return withoutAssertions(result);
  }
}

async function walk(kind, target, context, last) {
  while (!isReady) await ready;
  const one = new Walk(kind, last);
  const result = await one.run(one.chain.length - 1, target, contextFor(context));
  return { result, name: one.step };
}

/** @returns {Promise<{url: string, format?: string, importAttributes?: object}>} */
async function runResolve(specifier, context, last) {
  const { result, name } = await walk('resolve', specifier, context, last);
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

/** @returns {Promise<{format?: string, source: string|ArrayBuffer|ArrayBufferView|null}>} */
async function runLoad(url, context, last) {
  const { result, name } = await walk('load', url, context, last);
  const { format, responseURL, source } = result;
  if (responseURL !== undefined && (typeof responseURL !== 'string' || !URL.canParse(responseURL))) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('undefined or a fully resolved URL string', name, 'responseURL', responseURL);
  }
  if (format === null || format === undefined) throw new ERR_UNKNOWN_MODULE_FORMAT(format, url);
  if (typeof format !== 'string') throw new ERR_INVALID_RETURN_PROPERTY_VALUE('a string', name, 'format', format);
  const mayBeEmpty = format === 'builtin' || format === 'commonjs' || format === 'commonjs-typescript';
  if (typeof source !== 'string' && !isBytes(source) && !(mayBeEmpty && (source === null || source === undefined))) {
    throw new ERR_INVALID_RETURN_PROPERTY_VALUE('string, array buffer, or typed array', 'load', 'source', source);
  }
  return result;
}

module.exports = { register, isActive, runResolve, runLoad };
