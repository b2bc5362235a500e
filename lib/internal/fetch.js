'use strict';
// fetch() and its classes are not there yet.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

/** @param {string|URL} input @param {object} [init] */
async function fetch(input, init = undefined) {
  throw new ERR_METHOD_NOT_IMPLEMENTED('fetch()');
}

module.exports = { fetch };
