'use strict';
// node:tls is missing: using it throws ERR_METHOD_NOT_IMPLEMENTED.

const { missingModule } = require('internal/missing');

module.exports = missingModule('tls', [
  'getCiphers', 'getCACertificates', 'setDefaultCACertificates', 'convertALPNProtocols', 'checkServerIdentity',
  'createSecureContext', 'createServer', 'connect',
], ['SecureContext', 'TLSSocket', 'Server']);
