'use strict';
// What the CommonJS loader needs of ES modules; they are loaded only when one is met.

/** What require() of the ES module in `filename` gives. */
function loadEsm(filename, parent) {
  return require('internal/modules/esm/loader').requireModule(filename, parent?.filename);
}

/** Whether the file at `path` is to be run as an ES module when it is the program. */
function isEsmMain(path) {
  if (path.endsWith('.mjs') || path.endsWith('.wasm')) return true;
  if (path.endsWith('.cjs') || path.endsWith('.json') || path.endsWith('.node')) return false;
  return require('internal/modules/package_json').packageOf(path).type === 'module';
}

function syncBuiltinExports() {
  const { isLoaded } = require('internal/builtins');
  if (isLoaded('internal/modules/esm/translate')) require('internal/modules/esm/translate').syncBuiltinExports();
}

module.exports = { loadEsm, isEsmMain, syncBuiltinExports };
