'use strict';
// The public module `http2`. Constants and settings so far: sessions throw ERR_METHOD_NOT_IMPLEMENTED.

const { constants } = require('internal/http2/constants');
const { getDefaultSettings, getPackedSettings, getUnpackedSettings } = require('internal/http2/settings');
const { missingModule } = require('internal/missing');

module.exports = {
  ...missingModule('http2', ['connect', 'createServer', 'createSecureServer', 'performServerHandshake'],
                   ['Http2ServerRequest', 'Http2ServerResponse']),
  constants,
  getDefaultSettings,
  getPackedSettings,
  getUnpackedSettings,
  sensitiveHeaders: Symbol('sensitiveHeaders'),
};
