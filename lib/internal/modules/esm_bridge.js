'use strict';
// What the CommonJS loader needs of ES modules; they are loaded only when one is met.

/**
 * What require() of the ES module in `filename` gives.
 * @param {string[]} stack the files that led here, the requiring one first
 * @param {{source: unknown, format: string}} [prepared] what hooks have loaded
 */
function loadEsm(filename, stack, prepared) {
  if (require('internal/options').getOptionValue('--require-module') === false) refuse(filename, stack[0]);
  warnIfTraced(filename, stack[0]);
  return require('internal/modules/esm/require').requireModule(filename, stack, prepared);
}

/** --no-require-module */
function refuse(filename, parent) {
  const { codes: { ERR_REQUIRE_ESM } } = require('internal/errors');
  const pkg = require('internal/modules/package_json').packageOf(filename);
  const isByPackage = !filename.endsWith('.mjs') && pkg.type === 'module';
  const { hasModuleSyntax } = require('internal/modules/cjs/compile');
  const text = isByPackage ? binding('modules').readFile(filename) ?? '' : '';
  const error = new ERR_REQUIRE_ESM(filename, hasModuleSyntax(text, filename), parent, isByPackage ? pkg.path : null);
  showCaller(error, parent);
  throw error;
}

/** An uncaught error is shown at the line of `file` that its stack names, not at ours. */
function showCaller(error, file) {
  const frame = error.stack.split('\n').find((line) => line.startsWith('    at ') && line.includes(`${file}:`));
  const { 1: line, 2: column } = /:(\d+):(\d+)\)?$/.exec(frame ?? '') ?? [];
  const text = line === undefined ? undefined : binding('modules').readFile(file)?.split(/\r?\n/)[line - 1];
  if (text !== undefined) binding('runtime').keepPlace(error, `${file}:${line}\n${text}\n${' '.repeat(column - 1)}^\n`);
}

/** --trace-require-module: who requires ES modules. */
function warnIfTraced(filename, parent) {
  const mode = require('internal/options').getOptionValue('--trace-require-module');
  if (!mode || (mode === 'no-node-modules' && /[\\/]node_modules[\\/]/.test(parent ?? ''))) return;
  const from = parent === undefined ? '' : `CommonJS module ${parent} is loading `;
  const { Module } = require('internal/modules/cjs/loader');
  require('internal/util').emitExperimentalWarning(
    'Support for loading ES Module in require()', `${from}ES Module ${filename} using require().\n`, Module.prototype.require);
}

/** A file whose syntax alone said that it is an ES module, in a package that could say so: once a package. */
function warnTypeless(filename, href = require('url').pathToFileURL(filename).href) {
  // Files of other extensions are told of as an error of import.
  if (!/^\.[cm]?[jt]s$/.test(require('path').extname(filename))) return;
  const pkg = require('internal/modules/package_json').packageOf(filename);
  if (!pkg.exists || /[\\/]node_modules[\\/]/.test(filename) || warned.has(pkg.path)) return;
  warned.add(pkg.path);
  process.emitWarning(`Module type of ${href} is not specified and it doesn't parse as CommonJS.\nReparsing as ES module ` +
    'because module syntax was detected. This incurs a performance overhead.\nTo eliminate this warning, add "type": ' +
    `"module" to ${pkg.path}.`, { code: 'MODULE_TYPELESS_PACKAGE_JSON' });
}
const warned = new Set();  // paths of package.json files

/** A SyntaxError of a CommonJS file that an ES module would not have: tells how to make it one. */
function adviseType(error, content, filename) {
  const { compile } = binding('modules');
  const names = ['exports', 'require', 'module', '__filename', '__dirname'];
  try {
    if (compile(content, filename, Symbol('advise'), names, true, undefined) !== undefined) return;
  } catch {
    return;
  }
  const { emitWarningSync } = require('internal/process/warning');
  emitWarningSync(`Failed to load the ES module: ${filename}. Make sure to set "type": "module" in the nearest ` +
    'package.json file or use the .mjs extension.');
}

/** Whether the file at `path` is to be run as an ES module when it is the program. */
function isEsmMain(path) {
  if (/\.(mjs|wasm|mts)$/.test(path)) return true;
  if (/\.(cjs|json|node|cts)$/.test(path)) return false;
  return require('internal/modules/package_json').packageOf(path).type === 'module';
}

function syncBuiltinExports() {
  const { isLoaded } = require('internal/builtins');
  if (isLoaded('internal/modules/esm/translate')) require('internal/modules/esm/translate').syncBuiltinExports();
}

module.exports = { loadEsm, isEsmMain, warnTypeless, adviseType, syncBuiltinExports };
