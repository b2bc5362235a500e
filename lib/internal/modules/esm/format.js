'use strict';
// What kind of module a URL holds: 'module', 'commonjs', 'json', 'text', 'wasm', 'builtin', 'module-typescript',
// 'commonjs-typescript' (Node's documentation: Modules: Packages, Determining module system, Syntax detection).

const { codes: { ERR_UNKNOWN_FILE_EXTENSION, ERR_UNKNOWN_MODULE_FORMAT } } = require('internal/errors');
const { getOptionValue } = require('internal/options');
const { packageOf } = require('internal/modules/package_json');
const { isBuiltinUrl } = require('internal/modules/builtins');
const { hasModuleSyntax } = require('internal/modules/cjs/compile');
const typescript = require('internal/modules/typescript');

const kByExtension = {
  '__proto__': null, '.mjs': 'module', '.cjs': 'commonjs', '.json': 'json', '.wasm': 'wasm', '.node': 'addon',
};
const kTypeScript = { '__proto__': null, '.mts': 'module-typescript', '.cts': 'commonjs-typescript' };
const kByMime = [
  [/^(text|application)\/javascript$/i, 'module'],
  [/^application\/json$/i, 'json'],
  [/^application\/wasm$/i, 'wasm'],
];

/** Whether `with { type: 'text' }` is known. */
const hasText = () => getOptionValue('--experimental-import-text') === true;

function extensionOf(path) {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(dot) : '';
}

/** A file without an extension in a package of ES modules may be WebAssembly by its first bytes. */
function isWasmFile(path) {
  const fs = require('fs');
  const magic = require('buffer').Buffer.alloc(4);
  let fd;
  try {
    fd = fs.openSync(path, 'r');
    fs.readSync(fd, magic, 0, 4, 0);
  } catch {
    return false;
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
  return magic.latin1Slice() === '\0asm';
}

function typeScriptFormat(extension, path, readSource, href) {
  if (kTypeScript[extension] !== undefined) return kTypeScript[extension];
  const { type } = packageOf(path);
  if (type === 'module') return 'module-typescript';
  if (type === 'commonjs' || readSource === undefined) return type === 'commonjs' ? 'commonjs-typescript' : null;
  if (!hasModuleSyntax(typescript.stripFile(readSource(), path), path)) return 'commonjs-typescript';
  require('internal/modules/esm_bridge').warnTypeless(path, href);
  return 'module-typescript';
}

/**
 * The format by a file's name and package. null: its syntax decides, and there is no readSource; undefined: unknown
 * extension.
 */
function fileFormat(path, readSource, href) {
  const extension = extensionOf(path);
  const known = kByExtension[extension];
  if (known !== undefined) return known;
  if ((extension === '.ts' || kTypeScript[extension] !== undefined) && typescript.isEnabled()) {
    return typeScriptFormat(extension, path, readSource, href);
  }
  if (extension !== '.js' && extension !== '') return undefined;
  const { type } = packageOf(path);
  if (type === 'commonjs') return 'commonjs';
  if (extension === '' && isWasmFile(path)) return 'wasm';
  if (type === 'module') return 'module';
  if (readSource === undefined) return null;
  if (!hasModuleSyntax(readSource(), path)) return 'commonjs';
  require('internal/modules/esm_bridge').warnTypeless(path, href);
  return 'module';
}

function dataFormat(url) {
  const [mime] = url.pathname.slice(0, Math.max(url.pathname.indexOf(','), 0)).split(';', 1);
  for (const [pattern, format] of kByMime) if (pattern.test(mime)) return format;
  if (/^text\/plain$/i.test(mime) && hasText()) return 'text';
  return { unknown: mime || null };
}

/**
 * The format of the module at `url`.
 * @param {URL} url
 * @param {() => string} readSource its text, when the syntax has to decide
 * @param {string} [type] the import's attribute
 */
function formatOf(url, readSource, type) {
  if (isBuiltinUrl(url.href)) return 'builtin';
  if (type === 'text' && hasText()) return 'text';
  if (url.protocol === 'data:') {
    if (!url.pathname.includes(',')) {
      const { codes: { ERR_INVALID_URL } } = require('internal/errors');
      throw new ERR_INVALID_URL(url.href);
    }
    const format = dataFormat(url);
    if (typeof format !== 'string') throw new ERR_UNKNOWN_MODULE_FORMAT(format.unknown, url.href);
    return format;
  }
  const path = require('url').fileURLToPath(url);
  const format = fileFormat(path, readSource, url.href);
  if (format === undefined) throw new ERR_UNKNOWN_FILE_EXTENSION(extensionOf(path), path);
  return format;
}

/** What hooks are told before the source is read: a format, null where the syntax decides, undefined where unknown. */
function formatHint(url, type = undefined) {
  if (isBuiltinUrl(url.href)) return 'builtin';
  if (type === 'text' && hasText()) return 'text';
  if (url.protocol === 'data:') {
    const format = dataFormat(url);
    return typeof format === 'string' ? format : null;
  }
  return url.protocol === 'file:' ? fileFormat(require('url').fileURLToPath(url)) : null;
}

module.exports = { formatOf, formatHint, hasText, isWasmFile };
