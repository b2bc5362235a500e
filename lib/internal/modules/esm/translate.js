'use strict';
// Makes a ModuleWrap of each format: source text, CommonJS, JSON, WebAssembly, built-in.

const { ModuleWrap, synthetic } = binding('esm');
const { readFile } = binding('modules');
const { fileURLToPath } = require('url');
const { requireBuiltin, builtinId } = require('internal/modules/builtins');

/** The bytes of a data: URL. */
function dataOf(url) {
  const comma = url.pathname.indexOf(',');
  if (comma === -1) {
    const { codes: { ERR_INVALID_URL } } = require('internal/errors');
    throw new ERR_INVALID_URL(url.href);
  }
  const isBase64 = /;base64$/i.test(url.pathname.slice(0, comma));
  const body = decodeURIComponent(url.pathname.slice(comma + 1) + url.search);
  return Buffer.from(body, isBase64 ? 'base64' : 'utf8');
}

/** The text of a file: or data: URL, without a byte order mark. */
function readText(url) {
  if (url.protocol === 'data:') return dataOf(url).toString();
  const path = fileURLToPath(url);
  const text = readFile(path) ?? require('fs').readFileSync(path, 'utf8');
  return text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text;
}

function makeSourceText(record, source) {
  return new ModuleWrap(source, record.url.href, record.symbol);
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
  for (const name of found.exports) names.add(name);
  for (const request of found.reexports) addReexports(names, path, request, visiting);
  return names;
}

function addReexports(names, path, request, visiting) {
  const { Module } = require('internal/modules/cjs/loader');
  const id = builtinId(request);
  if (id !== undefined) {
    for (const name of Object.keys(requireBuiltin(id))) names.add(name);
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
  for (const name of names) {
    let value;
    try {
      value = exports[name];
    } catch {
      continue;  // a throwing getter leaves the name undefined
    }
    wrap.setExport(name, value);
  }
}

function isObjectLike(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function makeCommonJs(record, source) {
  const { Module } = require('internal/modules/cjs/loader');
  const path = fileURLToPath(record.url);
  const names = new Set(exportNamesOf(path, source));
  names.delete('default');
  names.delete('module.exports');
  const wrap = synthetic(record.url.href, record.symbol, ['default', 'module.exports', ...names], () => {
    const exports = Module._load(path, undefined, Boolean(record.isMain));
    if (isObjectLike(exports)) setNamed(wrap, names, exports);
    wrap.setExport('default', exports);
    wrap.setExport('module.exports', exports);
  });
  return wrap;
}

// ---- The rest ----

function makeJson(record, source) {
  const wrap = synthetic(record.url.href, record.symbol, ['default'], () => {
    wrap.setExport('default', value);
  });
  let value;
  try {
    value = JSON.parse(source);
  } catch (error) {
    error.message = `${record.url.protocol === 'file:' ? fileURLToPath(record.url) : record.url.href}: ${error.message}`;
    throw error;
  }
  return wrap;
}

const builtinWraps = new Map();  // id -> { wrap, names }, for syncBuiltinESMExports

function makeBuiltin(record) {
  const id = builtinId(record.url.href);
  const exports = requireBuiltin(id);
  const names = Object.keys(exports).filter((name) => name !== 'default');
  const wrap = synthetic(record.url.href, record.symbol, ['default', ...names], () => {
    setNamed(wrap, names, exports);
    wrap.setExport('default', exports);
  });
  builtinWraps.set(id, { wrap, names, exports });
  return wrap;
}

function syncBuiltinExports() {
  for (const { wrap, names, exports } of builtinWraps.values()) setNamed(wrap, names, exports);
}

function makeWasm(record) {
  const bytes = record.url.protocol === 'data:' ? dataOf(record.url) : require('fs').readFileSync(record.url);
  const compiled = new WebAssembly.Module(bytes);
  const requests = [...new Set(WebAssembly.Module.imports(compiled).map(({ module }) => module))];
  const names = WebAssembly.Module.exports(compiled).map(({ name }) => name);
  record.extraRequests = requests;
  const wrap = synthetic(record.url.href, record.symbol, names, () => {
    const imports = { __proto__: null };
    requests.forEach((request, index) => { imports[request] = record.extraModules[index].wrap.getNamespace(); });
    const { exports } = new WebAssembly.Instance(compiled, imports);
    for (const name of names) {
      wrap.setExport(name, exports[name] instanceof WebAssembly.Global ? exports[name].value : exports[name]);
    }
  });
  return wrap;
}

const makers = { module: makeSourceText, commonjs: makeCommonJs, json: makeJson, builtin: makeBuiltin, wasm: makeWasm };

/** The wrap for a record ({ url, format, symbol }); `readSource` gives its text. */
function makeWrap(record, readSource) {
  const make = makers[record.format];
  return record.format === 'builtin' || record.format === 'wasm' ? make(record) : make(record, readSource());
}

module.exports = { makeWrap, readText, syncBuiltinExports };
