'use strict';
// Which thread this is. Callers: what only the main thread may do.

/** @returns {boolean} */
function isMainThread() {
  return true;  // worker threads are not there yet
}

module.exports = { isMainThread };
