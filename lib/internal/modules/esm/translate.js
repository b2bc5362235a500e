'use strict';
// Makes a ModuleWrap of each format: source text, CommonJS, JSON, plain text, WebAssembly, built-in.

const { ModuleWrap, synthetic } = binding('esm');
const { readFile } = binding('modules');
const { fileURLToPath } = require('url');
const { requireBuiltin, builtinId } = require('internal/modules/builtins');
const { getCompileCache } = require('internal/modules/compile_cache');
const { readTextAt } = require('internal/modules/file_access');
const { noteSourceMap } = require('internal/modules/source_maps');
const typescript = require('internal/modules/typescript');

/** The bytes of a data: URL. */
function dataOf(url) {
  const comma = url.pathname.indexOf(',');
  if (comma === -1) {
    const { codes: { ERR_INVALID_URL } } = require('internal/errors');
    throw new ERR_INVALID_URL(url.href);
  }
  const isBase64 = /;base64$/i.test(url.pathname.slice(0, comma));
  const body = percentDecoded(url.pathname.slice(comma + 1) + url.search);
  return isBase64 ? Buffer.from(body.latin1Slice(), 'base64') : body;
}

/** The bytes of a text in which %xx stands for one; a % that stands for none stays (URL standard, percent-decode). */
function percentDecoded(text) {
  const parts = text.split(/%([0-9a-f]{2})/i);
  return Buffer.concat(parts.map((part, i) => (i % 2 === 0 ? Buffer.from(part) : Buffer.of(Number.parseInt(part, 16)))));
}

/** The text of a file: or data: URL, without a byte order mark. */
function readText(url) {
  if (url.protocol === 'data:') return dataOf(url).toString();
  const path = fileURLToPath(url);
  return readTextAt(url, path);
}

function makeSourceText(record, source) {
  const { href } = record.url;
  const cache = record.generated ? undefined : getCompileCache();
  const compile = (data) => new ModuleWrap(source, href, record.symbol, undefined, 0, 0, data);
  let wrap;
  if (cache === undefined) {
    wrap = compile(undefined);
  } else {
    const entry = cache.read('ESM', href, source);
    try {
      wrap = compile(entry.data);
    } catch (error) {
      if (entry.data === undefined || error.code !== 'ERR_VM_MODULE_CACHED_DATA_REJECTED') throw error;
      entry.data = undefined;
      wrap = compile(undefined);
    }
    cache.compiled(entry, () => wrap.createCachedData());
  }
  noteSourceMap(href, () => wrap.sourceMapURL());
  return wrap;
}

function makeTypeScript(record, source) {
  return makeSourceText(record, typescript.stripFile(source, record.url.href));
}

/** The file's path, or the URL of what is no file. */
function pathOf(record) {
  return record.url.protocol === 'file:' ? fileURLToPath(record.url) : record.url.href;
}

// ---- CommonJS ----

const lexed = new Map();  // path -> Set of export names

/** The names that a CommonJS file exports, as far as its text tells, with those of what it re-exports. */
function exportNamesOf(path, source, visiting = new Set()) {
  const known = lexed.get(path);
  if (known !== undefined) return known;
  const names = new Set();
  lexed.set(path, names);
  visiting.add(path);
  const lexer = require('internal/deps/cjs-module-lexer/lexer');
  lexer.init?.();
  let found;
  try {
    found = lexer.parse(source, path);
  } catch {
    return names;
  }
  found.exports.forEach((name) => names.add(name));
  found.reexports.forEach((request) => addReexports(names, path, request, visiting));
  return names;
}

function addReexports(names, path, request, visiting) {
  const { Module } = require('internal/modules/cjs/loader');
  const id = builtinId(request);
  if (id !== undefined) {
    Object.keys(requireBuiltin(id)).forEach((name) => names.add(name));
    return;
  }
  try {
    const parent = new Module(path);
    parent.filename = path;
    parent.paths = Module._nodeModulePaths(parent.path);
    const target = Module._resolveFilename(request, parent);
    if (visiting.has(target) || !/\.(c?js)$/.test(target)) return;
    const text = readFile(target);
    if (text === undefined) return;
    for (const name of exportNamesOf(target, text, visiting)) names.add(name);
  } catch {
    // What cannot be found is told when the module runs.
  }
}

function setNamed(wrap, names, exports) {
  names.forEach((name) => {
    let value;
    try {
      value = exports[name];
    } catch {
      return;  // a throwing getter leaves the name undefined
    }
    wrap.setExport(name, value);
  });
}

function isObjectLike(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function makeCommonJs(record, source) {
  const { importCommonJs } = require('internal/modules/cjs/loader');
  const path = pathOf(record);
  const names = new Set(exportNamesOf(path, source ?? ''));
  names.delete('default');
  names.delete('module.exports');
  const wrap = synthetic(record.url.href, record.symbol, ['default', 'module.exports', ...names], () => {
    const exports = record.isCustomized ?
      require('internal/modules/esm/customized_commonjs').runCustomized(record, source) :
      importCommonJs(path, Boolean(record.isMain), record.prepared);
    if (isObjectLike(exports)) setNamed(wrap, names, exports);
    wrap.setExport('default', exports);
    wrap.setExport('module.exports', exports);
  }, undefined);
  return wrap;
}

function makeCommonJsTypeScript(record, source) {
  return makeCommonJs(record, typescript.stripFile(source, record.url.href));
}

// ---- The rest ----

function makeJson(record, source) {
  const wrap = synthetic(record.url.href, record.symbol, ['default'], () => {
    wrap.setExport('default', record.value);
  }, undefined);
  record.value = jsonValue(record, source);
  return wrap;
}

/** The value of a JSON module; a file's is one with what require() gives. */
function jsonValue(record, source) {
  const path = pathOf(record);
  const { Module } = require('internal/modules/cjs/loader');
  const isFile = record.url.protocol === 'file:' && record.url.search === '' && record.url.hash === '';
  const cached = isFile ? Module._cache[path] : undefined;
  if (cached?.loaded) return cached.exports;
  let value;
  try {
    value = JSON.parse(source);
  } catch (error) {
    error.message = `${path}: ${error.message}`;
    throw error;
  }
  if (isFile && cached === undefined) {
    const module = new Module(path);
    module.filename = path;
    module.exports = value;
    module.loaded = true;
    Module._cache[path] = module;
  }
  return value;
}

function makeText(record, source) {
  require('internal/util').emitExperimentalWarning('Text import');
  const wrap = synthetic(record.url.href, record.symbol, ['default'], () => {
    wrap.setExport('default', source);
  }, undefined);
  return wrap;
}

const builtinWraps = new Map();  // id -> { wrap, names }, for syncBuiltinESMExports

function makeBuiltin(record) {
  const id = builtinId(record.url.href);
  if (id === undefined) {
    const { codes: { ERR_UNKNOWN_BUILTIN_MODULE } } = require('internal/errors');
    throw new ERR_UNKNOWN_BUILTIN_MODULE(record.url.href);
  }
  const exports = requireBuiltin(id);
  const names = Object.keys(exports).filter((name) => name !== 'default');
  const wrap = synthetic(record.url.href, record.symbol, ['default'].concat(names), () => {
    setNamed(wrap, names, exports);
    wrap.setExport('default', exports);
  }, undefined);
  builtinWraps.set(id, { wrap, names, exports });
  return wrap;
}

function syncBuiltinExports() {
  for (const { wrap, names, exports } of builtinWraps.values()) setNamed(wrap, names, exports);
}

// ---- WebAssembly ----

const instances = new WeakMap();  // namespace -> the instance's exports, where globals are not unwrapped

function checkWasmNames(compiled, url) {
  const isReserved = (name) => name.startsWith('wasm:') || name.startsWith('wasm-js:');
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    if (module.startsWith('wasm-js:')) throw new WebAssembly.LinkError(`Invalid Wasm import "${module}" in ${url}`);
    if (isReserved(name)) throw new WebAssembly.LinkError(`Invalid Wasm import name "${name}" in ${url}`);
  }
  for (const { name } of WebAssembly.Module.exports(compiled)) {
    if (isReserved(name)) throw new WebAssembly.LinkError(`Invalid Wasm export name "${name}" in ${url}`);
  }
}

/** The import object from the namespaces: globals of WebAssembly modules stay objects, so that they are shared. */
function wasmImports(compiled, requests, namespaces) {
  const imports = { __proto__: null };
  requests.forEach((request, i) => { imports[request] = namespaces[i]; });
  for (const { module, name, kind } of WebAssembly.Module.imports(compiled)) {
    const own = kind === 'global' ? instances.get(namespaces[requests.indexOf(module)]) : undefined;
    if (own === undefined || !Object.hasOwn(own, name)) continue;
    if (!Object.isExtensible(imports[module])) imports[module] = { __proto__: null, ...imports[module] };
    imports[module][name] = own[name];
  }
  return imports;
}

function compileWasm(bytes, name) {
  try {
    return new WebAssembly.Module(bytes, {
      builtins: ['js-string'], importedStringConstants: 'wasm:js/string-constants',
    });
  } catch (error) {
    error.message = `${name}: ${error.message}`;
    throw error;
  }
}

/**
 * A WebAssembly module becomes a generated ES module that imports what it wants, so that V8 links it, orders its evaluation
 * and waits for it like any other: WebAssembly/ES Module Integration.
 */
function makeWasm(record, source, bytes) {
  const compiled = compileWasm(bytes, pathOf(record));
  checkWasmNames(compiled, record.url.href);
  const requests = [...new Set(WebAssembly.Module.imports(compiled).map(({ module }) => module))];
  const names = WebAssembly.Module.exports(compiled).map(({ name }) => name);
  record.initializeMeta = (meta) => {
    meta.instantiate = (namespaces) => {
      require('internal/util').emitExperimentalWarning('Importing WebAssembly module instances');
      const { exports } = new WebAssembly.Instance(compiled, wasmImports(compiled, requests, namespaces));
      instances.set(record.wrap.getNamespace(), exports);
      return names.map((name) => (exports[name] instanceof WebAssembly.Global ? valueOfGlobal(exports[name]) : exports[name]));
    };
  };
  const lines = requests.map((request, i) => `import * as i${i} from ${JSON.stringify(request)};`);
  lines.push(`const [${names.map((_, i) => `e${i}`)}] = import.meta.instantiate([${requests.map((_, i) => `i${i}`)}]);`);
  lines.push(`export { ${names.map((name, i) => `e${i} as ${JSON.stringify(name)}`).join(', ')} };`);
  record.generated = true;
  const wrap = makeSourceText(record, lines.join('\n'));
  record.sourceObject = compiled;
  wrap.setSourceObject(compiled);
  return wrap;
}

/** A global of a type that JavaScript cannot hold (v128) is left out. */
function valueOfGlobal(global) {
  try {
    return global.value;
  } catch {
    return undefined;
  }
}

function makeAddon(record) {
  require('internal/util').emitExperimentalWarning('Importing addons');
  const { importCommonJs } = require('internal/modules/cjs/loader');
  const exports = importCommonJs(pathOf(record), false, undefined);
  const wrap = synthetic(record.url.href, record.symbol, ['default', 'module.exports'], () => {
    wrap.setExport('default', exports);
    wrap.setExport('module.exports', exports);
  }, undefined);
  return wrap;
}

const makers = {
  '__proto__': null,
  'module': makeSourceText,
  'commonjs': makeCommonJs,
  'json': makeJson,
  'text': makeText,
  'builtin': makeBuiltin,
  'wasm': makeWasm,
  'module-typescript': makeTypeScript, 'commonjs-typescript': makeCommonJsTypeScript, 'addon': makeAddon,
};

/**
 * The wrap for a record ({ url, format, symbol }).
 * @param {() => string} readSource its text
 * @param {() => Uint8Array} readBytes its bytes, for WebAssembly
 */
function makeWrap(record, readSource, readBytes) {
  const { format } = record;
  const make = makers[format];
  if (make === undefined) {
    const { codes: { ERR_UNKNOWN_MODULE_FORMAT } } = require('internal/errors');
    throw new ERR_UNKNOWN_MODULE_FORMAT(format, record.url.href);
  }
  if (format === 'builtin' || format === 'addon') return make(record);
  return format === 'wasm' ? make(record, undefined, readBytes()) : make(record, readSource());
}

/** The bytes of a file: or data: URL. */
function readBytes(url) {
  return url.protocol === 'data:' ? dataOf(url) : require('fs').readFileSync(url);
}

module.exports = { makeWrap, readText, readBytes, syncBuiltinExports };
