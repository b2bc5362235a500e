'use strict';
// Errors of the native session as JavaScript's. Callers: internal/http2.

const { codes: { ERR_HTTP2_ERROR } } = require('internal/errors');

// nghttp2's numbers that have a meaning of their own here.
const NativeError = {
  __proto__: null, invalidArgument: -501, streamIdNotAvailable: -509, streamClosed: -510, protocol: -505, invalidStreamId: -513, flooded: -538,
  noMemory: -901,
};

/** @param {number} errno negative number of nghttp2 */
function nativeError(errno) {
  const error = new ERR_HTTP2_ERROR(binding('http2').errorText(errno));
  error.errno = errno;
  return error;
}

module.exports = { nativeError, NativeError };
