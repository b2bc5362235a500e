'use strict';
// Errors that several parts of node:sqlite throw. Callers: lib/internal/sqlite/*.

/** @param {string} message @returns {Error} ERR_INVALID_STATE */
function stateError(message) {
  return Object.assign(new Error(message), { code: 'ERR_INVALID_STATE' });
}

module.exports = { stateError };
