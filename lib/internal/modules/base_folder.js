'use strict';
// From where the specifiers of what is no file resolve: --eval, --require, --import. Callers: the module loaders,
// internal/process/execution.

/** @returns {string} the current directory; that of the executable when it has been removed, so that a text can run */
function baseFolder() {
  try {
    return process.cwd();
  } catch {
    return require('path').dirname(process.execPath);
  }
}

module.exports = { baseFolder };
