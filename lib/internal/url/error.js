'use strict';
// The error of a text that is no URL. Unlike other errors with a code, its stack and toString() do not show the code.

/**
 * @param {string} input
 * @param {string} [base]
 * @returns {TypeError}
 */
function invalidUrl(input, base) {
  const error = new TypeError('Invalid URL');
  error.code = 'ERR_INVALID_URL';
  error.input = input;
  if (base !== undefined) error.base = base;
  Error.captureStackTrace(error, invalidUrl);
  return error;
}

module.exports = { invalidUrl };
