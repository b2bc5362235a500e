'use strict';
// node:http2 is missing: using it throws ERR_METHOD_NOT_IMPLEMENTED.

const { missingModule } = require('internal/missing');

module.exports = missingModule('http2', [
  'connect', 'createServer', 'createSecureServer', 'getDefaultSettings', 'getPackedSettings', 'getUnpackedSettings',
  'performServerHandshake',
], ['Http2ServerRequest', 'Http2ServerResponse']);
