'use strict';
// The options of http2 servers and their checks. Callers: internal/http2/server, http2.connect() for what both have.

const { codes: { ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS, ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateBoolean, validateObject, validateUint32 } = require('internal/validators');

const kMaxCustomSettings = 10;

/** @param {object} options */
function checkCustomSettings(options) {
  const list = options.remoteCustomSettings;
  if (list === undefined) return;
  if (!Array.isArray(list)) throw new ERR_INVALID_ARG_TYPE('options.remoteCustomSettings', 'Array', list);
  if (list.length > kMaxCustomSettings) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS();
}

/** A copy with defaults. @param {object} [options] */
function readServerOptions(options) {
  if (options !== undefined) validateObject(options, 'options');
  const checked = { ...options };
  checkCustomSettings(checked);
  if (checked.maxSessionInvalidFrames !== undefined) {
    validateUint32(checked.maxSessionInvalidFrames, 'options.maxSessionInvalidFrames');
  }
  if (checked.maxSessionRejectedStreams !== undefined) {
    validateUint32(checked.maxSessionRejectedStreams, 'options.maxSessionRejectedStreams');
  }
  if (checked.settings !== undefined) validateObject(checked.settings, 'options.settings');
  checked.settings = { ...checked.settings };
  if (checked.unknownProtocolTimeout !== undefined) {
    validateUint32(checked.unknownProtocolTimeout, 'options.unknownProtocolTimeout');
  }
  checked.unknownProtocolTimeout ??= 10_000;
  if (checked.strictSingleValueFields !== undefined) {
    validateBoolean(checked.strictSingleValueFields, 'options.strictSingleValueFields');
  }
  checked.strictSingleValueFields ??= true;
  checked.http1Options = { ...checked.http1Options };
  if (checked.Http1IncomingMessage !== undefined) checked.http1Options.IncomingMessage ??= checked.Http1IncomingMessage;
  if (checked.Http1ServerResponse !== undefined) checked.http1Options.ServerResponse ??= checked.Http1ServerResponse;
  const { Http2ServerRequest } = require('internal/http2/compat_request');
  const { Http2ServerResponse } = require('internal/http2/compat_response');
  checked.Http2ServerRequest ??= Http2ServerRequest;
  checked.Http2ServerResponse ??= Http2ServerResponse;
  return checked;
}

module.exports = { checkCustomSettings, readServerOptions };
