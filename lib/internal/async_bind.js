'use strict';
// Callbacks that belong to who hands them over, whoever calls them later. Callers: end-of-stream, HTTP/2.

const { hasInitHooks, isStorageUsed } = require('internal/async_context');

/**
 * `callback`, bound to an AsyncResource of the caller if anybody could tell the difference.
 * @param {Function} callback @param {string} type async_hooks' name of what it ends @returns {Function}
 */
function bindToCaller(callback, type) {
  if (!isStorageUsed() && !hasInitHooks()) return callback;
  // Not AsyncResource.bind(): its function has properties, which cost several times what the resource does.
  const { AsyncResource } = require('async_hooks');
  const resource = new AsyncResource(type);
  return function(...args) { return resource.runInAsyncScope(callback, this, ...args); };
}

module.exports = { bindToCaller };
