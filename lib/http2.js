'use strict';
// The public module `http2`. Everything lives in lib/internal/http2.

const { constants } = require('internal/http2/constants');
const { connect } = require('internal/http2/client_session');
const { Http2ServerRequest } = require('internal/http2/compat_request');
const { Http2ServerResponse } = require('internal/http2/compat_response');
const { Http2Server, performServerHandshake } = require('internal/http2/server');
const { getDefaultSettings, getPackedSettings, getUnpackedSettings } = require('internal/http2/settings');
const { sensitiveHeaders } = require('internal/http2/symbols');

/** @param {object|Function} [options] @param {Function} [listener] of 'request' */
function createServer(options, listener) {
  if (typeof options === 'function') {
    listener = options;
    options = {};
  }
  return new Http2Server(options, listener);
}

/** @param {object} options of tls.createServer() and of createServer() @param {Function} [listener] of 'request' */
function createSecureServer(options, listener) {
  return new (require('internal/http2/secure_server').Http2SecureServer)(options, listener);
}

module.exports = {
  connect,
  constants,
  createServer,
  createSecureServer,
  getDefaultSettings,
  getPackedSettings,
  getUnpackedSettings,
  performServerHandshake,
  sensitiveHeaders,
  Http2ServerRequest,
  Http2ServerResponse,
};
