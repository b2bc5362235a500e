'use strict';
// The ES module loader: one record a URL (and type attribute), linked and evaluated on demand. Loading is synchronous, so
// that import(), the main module and require() of an ES module share one way; only evaluation may be asynchronous.

const { setHook } = binding('runtime');
const { kInstantiated, kEvaluated, kErrored } = binding('esm');
const {
  ERR_IMPORT_ATTRIBUTE_MISSING, ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE, ERR_IMPORT_ATTRIBUTE_UNSUPPORTED,
  ERR_REQUIRE_ASYNC_MODULE, ERR_REQUIRE_CYCLE_MODULE,
} = require('internal/errors').codes;
const { pathToFileURL, fileURLToPath } = require('url');
const { resolve, esmConditions } = require('internal/modules/esm/resolve');
const { formatOf } = require('internal/modules/esm/format');
const { makeWrap, readText } = require('internal/modules/esm/translate');
const { registerModule } = require('internal/modules/dynamic_import');

const records = new Map();  // url + type -> ModuleRecord

class ModuleRecord {
  /** @param {URL} url */
  constructor(url, format, isMain) {
    this.url = url;
    this.format = format;
    this.isMain = isMain;
    this.symbol = registerModule(this);
    this.wrap = undefined;
    this.dependencies = undefined;  // records, once linked
    this.evaluation = undefined;    // promise, once begun
  }
}

/** Import attributes: only `type`, which must be right for JSON and absent for everything but JSON. */
function checkAttributes(attributes, format, url) {
  for (const key of Object.keys(attributes)) {
    if (key !== 'type') throw new ERR_IMPORT_ATTRIBUTE_UNSUPPORTED(key, attributes[key], url.href);
  }
  const { type } = attributes;
  if (format === 'json') {
    if (type === undefined) throw new ERR_IMPORT_ATTRIBUTE_MISSING(url.href, 'type', 'json');
    if (type !== 'json') throw new ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE(url.href, type);
  } else if (type !== undefined) {
    if (type !== 'json') throw new ERR_IMPORT_ATTRIBUTE_UNSUPPORTED('type', type, url.href);
    throw new ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE(url.href, type);
  }
}

/** The record of the module at `url`, made on first use. */
function load(url, attributes, isMain = false) {
  const key = url.href;
  let record = records.get(key);
  if (record === undefined) {
    let text;
    const readSource = () => (text ??= readText(url));
    const format = formatOf(url, readSource);
    checkAttributes(attributes, format, url);
    record = new ModuleRecord(url, format, isMain);
    record.wrap = makeWrap(record, readSource);
    records.set(key, record);
  } else {
    checkAttributes(attributes, record.format, url);
  }
  return record;
}

/** Loads and links the whole graph below `record`. */
function link(record) {
  if (record.dependencies !== undefined) return;
  const requests = record.wrap.getRequests();
  record.dependencies = [];
  try {
    const modules = requests.map(([specifier, attributes]) =>
      load(resolve(specifier, record.url.href), attributes));
    record.dependencies = modules;
    if (record.extraRequests !== undefined) {
      record.extraModules = record.extraRequests.map((request) => load(resolve(request, record.url.href), {}));
      record.dependencies = record.extraModules;
    }
    for (const dependency of record.dependencies) link(dependency);
    if (record.extraModules === undefined) record.wrap.link(modules.map(({ wrap }) => wrap));
  } catch (error) {
    record.dependencies = undefined;
    throw error;
  }
}

/** A named import that a CommonJS module does not have gets Node's advice. */
function explainMissingExport(error, record) {
  const match = /^The requested module '(.+?)' does not provide an export named '(.+)'$/.exec(error.message);
  if (match === null) return;
  const [, specifier, name] = match;
  const source = findRequest(record, specifier, new Set());
  if (source?.format !== 'commonjs') return;
  error.message = `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which ` +
    'may not support all module.exports as named exports.\nCommonJS modules can always be imported via the default ' +
    `export, for example using:\n\nimport pkg from '${specifier}';\nconst { ${name} } = pkg;\n`;
}

function findRequest(record, specifier, seen) {
  if (seen.has(record)) return undefined;
  seen.add(record);
  const requests = record.wrap.getRequests();
  for (let i = 0; i < requests.length; i++) {
    if (requests[i][0] === specifier) return record.dependencies?.[i];
  }
  for (const dependency of record.dependencies ?? []) {
    const found = findRequest(dependency, specifier, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function instantiate(record) {
  link(record);
  instantiateWasmImports(record, new Set());
  if (record.wrap.getStatus() >= kInstantiated) return;
  try {
    record.wrap.instantiate();
  } catch (error) {
    if (error instanceof SyntaxError) explainMissingExport(error, record);
    throw error;
  }
}

/** WebAssembly's imports are no part of V8's graph: they are evaluated before. */
function instantiateWasmImports(record, seen) {
  if (seen.has(record)) return;
  seen.add(record);
  for (const dependency of record.dependencies ?? []) instantiateWasmImports(dependency, seen);
  if (record.extraModules === undefined) return;
  for (const dependency of record.extraModules) {
    instantiate(dependency);
    dependency.evaluation ??= dependency.wrap.evaluate();
  }
}

/** A promise of the evaluated graph. */
function evaluate(record) {
  instantiate(record);
  return (record.evaluation ??= record.wrap.evaluate());
}

/** import(specifier) from the file or URL `referrer`. */
async function importFrom(specifier, attributes, referrer) {
  const parentURL = referrerURL(referrer);
  const record = load(resolve(`${specifier}`, parentURL), attributes);
  await evaluate(record);
  return record.wrap.getNamespace();
}

function referrerURL(referrer) {
  if (typeof referrer !== 'string') return pathToFileURL(`${process.cwd()}/`).href;
  if (referrer[0] === '/') return pathToFileURL(referrer).href;
  return URL.canParse(referrer) ? referrer : pathToFileURL(`${process.cwd()}/`).href;
}

/** Runs the ES module at `path` as the program. */
async function runMain(path) {
  const { getOptionValue } = require('internal/options');
  const { realpath } = binding('modules');
  const file = getOptionValue('--preserve-symlinks-main') ? path : realpath(path);
  const record = load(pathToFileURL(file), {}, true);
  await evaluateMain(record);
}
let main;

async function evaluateMain(record) {
  main = record;
  let settled = false;
  require('internal/process/exit').setUnsettledAwaits(() => (settled ? [] : record.wrap.stalledAwaits()));
  try {
    await evaluate(record);
  } finally {
    settled = true;
  }
}

/** Runs a text as the program: --input-type=module with --eval or standard input. Its folder is the current one. */
async function runSource(source, name) {
  const url = pathToFileURL(`${process.cwd()}/${name}1`);
  const record = new ModuleRecord(url, 'module', true);
  record.wrap = makeWrap(record, () => source);
  records.set(url.href, record);
  await evaluateMain(record);
}

/** The namespace of the ES module in `filename`, for require(). */
function requireModule(filename, parentFilename) {
  const record = load(pathToFileURL(filename), {});
  instantiate(record);
  const status = record.wrap.getStatus();
  if (status === kErrored) throw record.wrap.getError();
  if (status !== kEvaluated) {
    if (status > kInstantiated) {
      throw new ERR_REQUIRE_CYCLE_MODULE(`Cannot require() ES Module ${filename} in a cycle.` +
        (parentFilename ? ` (from ${parentFilename})` : ''));
    }
    if (record.wrap.isGraphAsync()) throw new ERR_REQUIRE_ASYNC_MODULE(filename, parentFilename);
    record.evaluation = record.wrap.evaluate();
    record.evaluation.catch(() => {});
    if (record.wrap.getStatus() === kErrored) throw record.wrap.getError();
  } else if (record.wrap.isGraphAsync()) {
    throw new ERR_REQUIRE_ASYNC_MODULE(filename, parentFilename);
  }
  return exportsForRequire(record);
}

/** What require() of an ES module gives: its "module.exports" export, else the namespace, marked if it has a default. */
function exportsForRequire(record) {
  const namespace = record.wrap.getNamespace();
  if (Object.hasOwn(namespace, 'module.exports')) return namespace['module.exports'];
  if (!Object.hasOwn(namespace, 'default') || Object.hasOwn(namespace, '__esModule')) return namespace;
  return (record.facade ??= makeFacade(record));
}

function makeFacade(record) {
  const { ModuleWrap } = binding('esm');
  const source = 'export * from "original"; export { default } from "original"; export const __esModule = true;';
  const wrap = new ModuleWrap(source, `node:internal/require_module/${record.url.href}`, Symbol('facade'));
  wrap.link(wrap.getRequests().map(() => record.wrap));
  wrap.instantiate();
  wrap.evaluate();
  return wrap.getNamespace();
}

function initializeMeta(meta, symbol) {
  const record = require('internal/modules/dynamic_import').recordOf(symbol);
  if (record === undefined) return;
  if (record.initializeMeta !== undefined) {
    record.initializeMeta(meta);
    return;
  }
  const { url } = record;
  if (url.protocol === 'file:') {
    const path = fileURLToPath(url);
    meta.dirname = require('path').dirname(path);
    meta.filename = path;
  }
  meta.main = record === main;
  meta.resolve = function resolve_(specifier, parentURL = url.href) {
    return resolveForMeta(`${specifier}`, `${parentURL}`);
  };
  Object.defineProperty(meta.resolve, 'name', { __proto__: null, value: 'resolve', configurable: true });
  meta.url = url.href;
}

/** import.meta.resolve: a file that is not there is no error. */
function resolveForMeta(specifier, parentURL) {
  try {
    return resolve(specifier, parentURL, esmConditions()).href;
  } catch (error) {
    if (error.code === 'ERR_UNSUPPORTED_DIR_IMPORT' || (error.code === 'ERR_MODULE_NOT_FOUND' && error.url)) return error.url;
    throw error;
  }
}

setHook('importMeta', initializeMeta);

module.exports = { importFrom, runMain, runSource, requireModule, evaluate, load };
