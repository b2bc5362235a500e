'use strict';
// Compiling CommonJS sources, and telling by their syntax that a source is an ES module. What the detection has compiled
// is kept until the module is loaded, so that a file is compiled once. Callers: cjs/loader.js, esm/format.js.

const { compile, codeCacheOf, sourceMapURL } = binding('modules');
const { getOptionValue } = require('internal/options');
const { registerReferrer } = require('internal/modules/dynamic_import');
const { getCompileCache } = require('internal/modules/compile_cache');
const { noteSourceMap } = require('internal/modules/source_maps');

const kParameters = ['exports', 'require', 'module', '__filename', '__dirname'];
const detected = new Map();  // filename -> { source, fn }

/**
 * Compiles a module's text to a function.
 * @param {boolean} detect whether ES module syntax gives undefined instead of a SyntaxError
 */
function compileText(source, filename, symbol, detect) {
  const cache = getCompileCache();
  if (cache === undefined) return compile(source, filename, symbol, kParameters, detect, undefined);
  const entry = cache.read('CommonJS', filename, source);
  const fn = compile(source, filename, symbol, kParameters, detect, entry.data);
  if (fn !== undefined) cache.compiled(entry, () => codeCacheOf(fn));
  return fn;
}

/**
 * The function of a CommonJS module.
 * @param {object} module whose code it is: import() in it starts there
 * @param {boolean} detect whether ES module syntax gives undefined instead of a SyntaxError
 */
function compileCommonJs(source, filename, module, detect) {
  const known = detected.get(filename);
  detected.delete(filename);
  const fn = known?.source === source ? known.fn :
    compileText(source, filename, registerReferrer(module, filename), detect);
  if (fn !== undefined) noteSourceMap(filename, () => sourceMapURL(fn));
  return fn;
}

/** Whether `source` is an ES module by its syntax. A text that is neither is told by whoever compiles it. */
function hasModuleSyntax(source, filename) {
  if (getOptionValue('--experimental-detect-module') === false) return false;
  try {
    const fn = compileText(source, filename, registerReferrer({}, filename), true);
    if (fn === undefined) return true;
    detected.set(filename, { source, fn });
  } catch {
    // It is told again when the module runs.
  }
  return false;
}

module.exports = { compileCommonJs, compileText, hasModuleSyntax };
