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
// V8's messages for what only a module may hold.
const kModuleSyntax = [
  'Cannot use import statement outside a module', "Unexpected token 'export'", "Cannot use 'import.meta' outside a module",
];
const kTopLevelAwait = /^await is only valid in async functions and the top level bodies of modules$|^Identifier '(__filename|__dirname|require|module|exports)' has already been declared$|^missing \) after argument list$|^Unexpected (reserved word|identifier|token)/;
const kParameters = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Whether compiling `source` as CommonJS failed because it is an ES module. */
function isModuleSyntaxError(error, source, filename) {
  if (!(error instanceof SyntaxError)) return false;
  if (kModuleSyntax.some((text) => error.message.startsWith(text))) return true;
  if (!kTopLevelAwait.test(error.message)) return false;
  return compilesAsModule(source, filename);
}

function compilesAsModule(source, filename) {
  const { ModuleWrap } = binding('esm');
  try {
    // As a module it parses: top-level await, or a CommonJS name declared anew, was what hindered it.
    new ModuleWrap(source, filename, Symbol('detect'));
    return true;
  } catch {
    return false;
  }
}

/** Whether `source` is an ES module by its syntax. */
function hasModuleSyntax(source, filename) {
  if (getOptionValue('--experimental-detect-module') === false) return false;
  try {
    compile(source, filename, Symbol('detect'), kParameters);
    return false;
  } catch (error) {
    return isModuleSyntaxError(error, source, filename);
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

module.exports = { formatOf, hasModuleSyntax, isModuleSyntaxError };
