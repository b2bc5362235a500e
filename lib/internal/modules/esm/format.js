'use strict';
// What kind of module a URL holds: 'module', 'commonjs', 'json', 'wasm', 'builtin'; and whether a source text is an ES
// module by its syntax (Node's documentation: Modules: Packages, Determining module system, Syntax detection).

const { compile } = binding('modules');
const { codes: { ERR_UNKNOWN_FILE_EXTENSION } } = require('internal/errors');
const { packageOf } = require('internal/modules/package_json');
const { getOptionValue } = require('internal/options');

const kByExtension = { '__proto__': null, '.mjs': 'module', '.cjs': 'commonjs', '.json': 'json', '.wasm': 'wasm' };
const kByMime = [
  [/^(text|application)\/javascript(;|$)/i, 'module'],
  [/^application\/json(;|$)/i, 'json'],
  [/^application\/wasm(;|$)/i, 'wasm'],
];
const kParameters = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Whether `source` is an ES module by its syntax. A text that is neither is told by whoever compiles it. */
function hasModuleSyntax(source, filename) {
  if (getOptionValue('--experimental-detect-module') === false) return false;
  try {
    return compile(source, filename, Symbol('detect'), kParameters, true) === undefined;
  } catch {
    return false;
  }
}

function fileFormat(path, readSource) {
  const slash = path.lastIndexOf('/');
  const dot = path.lastIndexOf('.');
  const extension = dot > slash + 1 ? path.slice(dot) : '';
  const known = kByExtension[extension];
  if (known !== undefined) return known;
  const { type } = packageOf(path);
  if (extension === '.js' || extension === '') {
    if (type === 'module') return 'module';
    if (type === 'commonjs') return 'commonjs';
    return hasModuleSyntax(readSource(), path) ? 'module' : 'commonjs';
  }
  throw new ERR_UNKNOWN_FILE_EXTENSION(extension, path);
}

/**
 * The format of the module at `url`.
 * @param {URL} url
 * @param {() => string} readSource its text, when the syntax has to decide
 */
function formatOf(url, readSource) {
  if (url.protocol === 'node:') return 'builtin';
  if (url.protocol === 'data:') {
    const mime = url.pathname.slice(0, Math.max(url.pathname.indexOf(','), 0));
    for (const [pattern, format] of kByMime) if (pattern.test(mime)) return format;
    const { codes: { ERR_UNKNOWN_MODULE_FORMAT } } = require('internal/errors');
    throw new ERR_UNKNOWN_MODULE_FORMAT(mime || null, url.href);
  }
  return fileFormat(require('url').fileURLToPath(url), readSource);
}

module.exports = { formatOf, hasModuleSyntax };
