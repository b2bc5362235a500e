'use strict';
// fetch() and its classes are not there yet. The classes exist, so that `value instanceof Response` answers "no", as
// frameworks ask of every body; making one throws.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

/** @param {string|URL} input @param {object} [init] */
async function fetch(input, init = undefined) {
  throw new ERR_METHOD_NOT_IMPLEMENTED('fetch()');
}

function missingClass(name) {
  return { [name]: class { constructor() { throw new ERR_METHOD_NOT_IMPLEMENTED(`new ${name}()`); } } }[name];
}

module.exports = { fetch };
for (const name of ['FormData', 'Headers', 'Request', 'Response', 'WebSocket', 'CloseEvent']) {
  module.exports[name] = missingClass(name);
}
