'use strict';
// The ES module loader: one record a URL and type attribute, linked and evaluated on demand. Resolving and loading are
// synchronous, so that import(), the main module and require() of an ES module share one way; where hooks of
// module.register() are there, import takes the asynchronous way of graph.js instead. Only evaluation may wait.

const { kInstantiated, kEvaluating, kEvaluated, kErrored } = binding('esm');
const {
  ERR_IMPORT_ATTRIBUTE_MISSING, ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE, ERR_IMPORT_ATTRIBUTE_UNSUPPORTED,
  ERR_REQUIRE_CYCLE_MODULE, ERR_SOURCE_PHASE_NOT_DEFINED, ERR_UNSUPPORTED_ESM_URL_SCHEME,
} = require('internal/errors').codes;
const { pathToFileURL, fileURLToPath } = require('url');
const hooks = require('internal/modules/hooks');
const { isBuiltinUrl } = require('internal/modules/builtins');
const { resolve, esmConditions } = require('internal/modules/esm/resolve');
const { formatOf, formatHint, hasText } = require('internal/modules/esm/format');
const { makeWrap, readText, readBytes } = require('internal/modules/esm/translate');
const { registerModule } = require('internal/modules/dynamic_import');
const { explainEvaluation, explainLinking } = require('internal/modules/esm/explain');

const records = new Map();   // keyOf() -> ModuleRecord
const resolved = new Map();  // parent and specifier of what has been loaded -> URL: it stays when the file goes
let main;
// Hooks of module.register(): { resolve, load, loadNow }, or undefined. Without loadNow nothing can wait for them: that is so
// on the thread on which they run.
let asyncHooks;
const hooksToWaitFor = () => (asyncHooks?.loadNow === undefined ? undefined : asyncHooks);

class ModuleRecord {
  /** @param {URL} url */
  constructor(url, format, isMain) {
    this.url = url;
    this.format = format;
    this.isMain = isMain;
    this.symbol = registerModule(this);
    this.wrap = undefined;
    this.dependencies = undefined;  // records in the order of the requests, once linked
    this.evaluation = undefined;    // promise, once begun
    this.prepared = undefined;      // { source, format } from hooks, for CommonJS
    this.sourceObject = undefined;  // what `import source` gives
  }
}

// Promises that settle with records do not look for a `then` in Object.prototype.
Object.setPrototypeOf(ModuleRecord.prototype, null);

const keyOf = (href, attributes) => (attributes.type === undefined ? href : `${href} ${attributes.type}`);

const kNoAttributes = Object.freeze({ __proto__: null });

/** Import attributes: there is only `type`. */
function checkAttributeNames(attributes, href) {
  const other = Object.keys(attributes).find((key) => key !== 'type');
  if (other !== undefined) throw new ERR_IMPORT_ATTRIBUTE_UNSUPPORTED(other, attributes[other], href);
}

const kUntyped = new Set(['builtin', 'commonjs', 'module', 'wasm']);

/** `type` must be right for JSON and plain text, and absent for what has no type. */
function checkType({ type }, format, href) {
  const isTyped = format === 'json' || (format === 'text' && hasText());
  if (isTyped ? type === format : type === undefined || !kUntyped.has(format)) return;
  if (type === undefined) throw new ERR_IMPORT_ATTRIBUTE_MISSING(href, 'type', format);
  if (type !== 'json' && !(type === 'text' && hasText())) throw new ERR_IMPORT_ATTRIBUTE_UNSUPPORTED('type', type, href);
  throw new ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE(href, type);
}

// ---- resolving ----

const resolveContext = (parentURL, attributes) =>
  new hooks.ModuleResolveContext(parentURL, attributes, [...esmConditions()]);

/** The end of the chain of resolve hooks. */
function defaultResolve(specifier, context) {
  const { importAttributes, parentURL } = context;
  const url = resolve(`${specifier}`, parentURL, hooks.conditionsOf(context));
  return { __proto__: null, url: url.href, format: hintFor(specifier, url, importAttributes), importAttributes: undefined };
}

/** The format that load hooks are told; what is given as such a URL is not looked at. */
const hintFor = (specifier, url, attributes) =>
  (/^(node|data):/.test(specifier) ? undefined : formatHint(url, attributes?.type));

/**
 * What a request stands for.
 * @returns {{url: URL, format?: string|null, attributes: object}}
 */
function resolveRequest(specifier, parentURL, attributes) {
  const last = hooksToWaitFor()?.resolve ?? defaultResolve;
  if (hooks.hasResolveHooks()) {
    return toTarget(hooks.runResolve(specifier, resolveContext(parentURL, attributes), last), attributes);
  }
  if (last !== defaultResolve) return toTarget(last(specifier, resolveContext(parentURL, attributes)), attributes);
  const url = resolved.get(`${parentURL}\0${specifier}`) ?? resolve(specifier, parentURL);
  return { url, format: hooks.hasLoadHooks() ? hintFor(specifier, url, attributes) : undefined, attributes };
}

function toTarget({ url, format, importAttributes }, attributes) {
  return { url: new URL(url), format, attributes: importAttributes ?? attributes };
}

// ---- loading ----

function checkScheme(url) {
  const { protocol } = url;
  if (protocol === 'file:' || protocol === 'data:' || isBuiltinUrl(url.href)) return;
  const isWeb = protocol === 'http:' || protocol === 'https:';
  throw new ERR_UNSUPPORTED_ESM_URL_SCHEME(url, isWeb ? ['file', 'data'] : ['file', 'data', 'node']);
}

/** The end of the chain of load hooks. */
function defaultLoad(href, { format, importAttributes }) {
  const url = new URL(href);
  checkAttributeNames(importAttributes ?? kNoAttributes, href);
  checkScheme(url);
  let bytes;
  const readSource = () => hooks.sourceText(bytes ??= readBytes(url));
  format = isBuiltinUrl(href) ? 'builtin' : format ?? formatOf(url, readSource, importAttributes?.type);
  checkType(importAttributes ?? kNoAttributes, format, href);
  const source = format === 'builtin' ? null : bytes ?? readBytes(url);
  return { __proto__: null, format, responseURL: href, source };
}

/** A record from what load hooks gave. */
function recordFromHooks(url, { format, source }, isMain) {
  const record = new ModuleRecord(url, format, isMain);
  const isEmpty = source === null || source === undefined;
  const isReadable = url.protocol === 'file:' || url.protocol === 'data:';
  const text = () => (!isEmpty ? stripMark(hooks.sourceText(source)) : isReadable ? readText(url) : '');
  // Synchronous hooks have had their say: the CommonJS loader does not ask them again.
  if (format?.startsWith('commonjs') && (!isEmpty || hooks.hasLoadHooks())) record.prepared = { source: text(), format };
  record.isCustomized = !isEmpty && !hooks.hasLoadHooks() && hooksToWaitFor() !== undefined;
  record.wrap = makeWrap(record, text, () => (typeof source === 'string' ? Buffer.from(source) : source));
  return record;
}

const stripMark = (text) => (text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text);

function recordFromFile(url, attributes, isMain) {
  let text;
  checkAttributeNames(attributes, url.href);
  checkScheme(url);
  const readSource = () => (text ??= readText(url));
  const format = formatOf(url, readSource, attributes.type);
  checkType(attributes, format, url.href);
  const record = new ModuleRecord(url, format, isMain);
  record.wrap = makeWrap(record, readSource, () => readBytes(url));
  return record;
}

/** The record of a resolved request, made on first use. */
function obtain({ url, format, attributes }, isMain = false) {
  const key = keyOf(url.href, attributes);
  let record = records.get(key);
  if (record !== undefined) return record;
  const last = hooksToWaitFor()?.loadNow ?? defaultLoad;
  if (hooks.hasLoadHooks() || last !== defaultLoad) {
    const context = new hooks.ModuleLoadContext(format, attributes, [...esmConditions()]);
    const loaded = hooks.hasLoadHooks() ? hooks.runLoad(url.href, context, last) : last(url.href, context);
    record = recordFromHooks(url, loaded, isMain);
  } else if (typeof format === 'string') {
    record = recordFromHooks(url, defaultLoad(url.href, { format, importAttributes: attributes }), isMain);
  } else {
    record = recordFromFile(url, attributes, isMain);
  }
  // A hook may have loaded it meanwhile.
  const known = records.get(key);
  if (known !== undefined) return known;
  records.set(key, record);
  return record;
}

function load(specifier, parentURL, attributes) {
  const target = resolveRequest(specifier, parentURL, attributes);
  const record = obtain(target);
  resolved.set(`${parentURL}\0${specifier}`, target.url);
  return record;
}

// ---- linking ----

/** A module that is imported for its source only is not linked; it must have one. */
function checkSourcePhase(record) {
  if (record.sourceObject === undefined) throw new ERR_SOURCE_PHASE_NOT_DEFINED(record.url.href);
}

/**
 * Loads and links the whole graph below `root`; a list instead of recursion, since graphs may be deep.
 * @param {boolean} [forRequire] it has to be evaluated synchronously
 */
function link(root, forRequire = false) {
  const linked = [];
  const waiting = [root];
  try {
    for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
      if (record.dependencies !== undefined) continue;
      linked.push(record);
      const found = linkOne(record, forRequire);
      for (let i = found.length - 1; i >= 0; i--) waiting.push(found[i]);
    }
  } catch (error) {
    // The next import tries again.
    linked.forEach((record) => { record.dependencies = undefined; });
    throw error;
  }
}

/** Loads what `record` requests. @returns {ModuleRecord[]} what has to be linked as well */
function linkOne(record, forRequire) {
  const requests = record.wrap.getRequests();
  const dependencies = [];
  for (let i = 0; i < requests.length; i++) {
    const { 0: specifier, 1: attributes } = requests[i];
    const dependency = load(specifier, record.url.href, attributes);
    if (forRequire && dependency.format === 'commonjs') checkCommonJsCycle(dependency, specifier, record);
    dependencies.push(dependency);
  }
  connect(record, requests, dependencies);
  return dependencies.filter((_, i) => !requests[i][4]);
}

function connect(record, requests, dependencies) {
  requests.forEach((request, i) => { if (request[4]) checkSourcePhase(dependencies[i]); });
  record.dependencies = dependencies;
  if (requests.length > 0 || record.wrap.getStatus() === 0) record.wrap.link(dependencies.map(({ wrap }) => wrap));
}

const nameOf = (url) => (url.protocol === 'file:' ? fileURLToPath(url) : url.href);

/** A CommonJS module that is running cannot be imported by what it requires. */
function checkCommonJsCycle(dependency, specifier, record) {
  // What an import is evaluating further out is told of when the graph is whole.
  if (dependency.url.protocol !== 'file:' || dependency.wrap.getStatus() === kEvaluating) return;
  const { Module } = require('internal/modules/cjs/loader');
  const cached = Module._cache[fileURLToPath(dependency.url)];
  if (cached === undefined || cached.loaded) return;
  throw new ERR_REQUIRE_CYCLE_MODULE(
    `Cannot import CommonJS Module ${specifier} in a cycle. (from ${nameOf(record.url)})`);
}

/** Links for a caller that cannot wait: require(), module.register(). */
function instantiate(record, forRequire) {
  link(record, forRequire);
  if (record.wrap.getStatus() < kInstantiated) record.wrap.instantiate(true);
}

/** Instantiates what an import has linked. */
function instantiateLinked(record) {
  if (record.wrap.getStatus() >= kInstantiated) return;
  try {
    record.wrap.instantiate(true);
  } catch (error) {
    explainLinking(error, record);
    throw error;
  }
}

// ---- evaluating ----

/** A promise of the evaluated graph, which is linked. */
function evaluateLinked(record) {
  if (record.evaluation === undefined) {
    const evaluation = record.wrap.evaluate(0, false);
    record.evaluation = evaluation.catch((error) => {
      explainEvaluation(error, record);
      throw error;
    });
  }
  return record.evaluation;
}

/**
 * Runs the module at `url` as the program.
 * @param {URL} url
 * @param {boolean} [isGiven] by --entry-url: the file may not be there
 */
async function runMain(url, isGiven = false) {
  let record;
  if (asyncHooks !== undefined) {
    const { loadGraphAsync } = require('internal/modules/esm/graph');
    record = await loadGraphAsync(url.href, undefined, kNoAttributes, false, (made) => { main = made; }, true);
  } else {
    const target = isGiven || hooks.hasResolveHooks() ? resolveRequest(url.href, undefined, kNoAttributes) :
      { url, format: hooks.hasLoadHooks() ? formatHint(url) : undefined, attributes: kNoAttributes };
    record = obtain(target, true);
    main = record;
    link(record);
  }
  await runRecord(record);
}

/** Evaluates the main module. The program's end asks whether it still waits. */
async function runRecord(record) {
  instantiateLinked(record);
  // The program begins in a promise job, as in Node: its own promise jobs come before its process.nextTick callbacks.
  await undefined;
  let settled = false;
  require('internal/process/exit').setUnsettledAwaits(() => (settled ? [] : record.wrap.stalledAwaits()));
  try {
    await evaluateLinked(record);
  } finally {
    settled = true;
  }
}

/**
 * Runs a text as the program: one of --eval or standard input that is an ES module. Its folder is the current one.
 * @param {string} source
 * @param {boolean} isMain whether its import.meta.main says so
 */
async function runSource(source, isMain) {
  const url = new URL('./[eval1]', pathToFileURL(`${process.cwd()}/`));
  const record = new ModuleRecord(url, 'module', true);
  record.wrap = makeWrap(record, () => source);
  records.set(url.href, record);
  if (isMain) main = record;
  if (asyncHooks !== undefined) await require('internal/modules/esm/graph').linkAsync(record);
  else link(record);
  await runRecord(record);
}

/** For require(): the record of the ES module in a file, linked; `source` if hooks or the caller have read it. */
function recordForRequire(url, prepared) {
  let record = records.get(url.href);
  if (record === undefined) {
    record = prepared === undefined ? recordFromFile(url, kNoAttributes, false) : recordFromHooks(url, prepared, false);
    records.set(url.href, record);
  }
  return record;
}

module.exports = {
  runMain, runSource, recordForRequire, load, link, instantiate, instantiateLinked, evaluateLinked, checkSourcePhase,
  kEvaluated, kErrored, kInstantiated,
  // for hooks of module.register()
  records, keyOf, toTarget, defaultResolve, defaultLoad, recordFromHooks, connect, resolveRequest, obtain, esmConditions,
  kNoAttributes, getAsyncHooks: () => asyncHooks,
  isMain: (record) => record === main,
  setAsyncHooks: (given) => { asyncHooks = given; },
};
