'use strict';
// The public module `tls` (https://nodejs.org/docs/latest-v24.x/api/tls.html). The parts live in lib/internal/tls; binding('tls_*') is
// OpenSSL.

const ca = require('internal/tls/ca');
const { convertALPNProtocols } = require('internal/tls/alpn');
const { checkServerIdentity } = require('internal/tls/identity');
const context = require('internal/tls/context');
const { TLSSocket } = require('internal/tls/socket');
const { Server } = require('internal/tls/server');
const { connect } = require('internal/tls/connect');

let ciphers;
/** Names of the ciphers that OpenSSL offers, in small letters. @returns {string[]} */
function getCiphers() {
  ciphers ??= [...new Set(binding('tls_context').ciphers().map((name) => name.toLowerCase()))].sort();
  return [...ciphers];
}

/** @param {object} [options] @param {Function} [listener] of 'secureConnection' @returns {Server} */
function createServer(options, listener) {
  return new Server(options, listener);
}

exports.CLIENT_RENEG_LIMIT = 3;
exports.CLIENT_RENEG_WINDOW = 600;
// What is assigned to these counts for contexts that are made afterwards.
for (const [name, key] of [['DEFAULT_CIPHERS', 'ciphers'], ['DEFAULT_ECDH_CURVE', 'ecdhCurve'],
                           ['DEFAULT_MIN_VERSION', 'minVersion'], ['DEFAULT_MAX_VERSION', 'maxVersion']]) {
  exports[name] = context.defaults[key];
}
context.useDefaultsOf(exports);
exports.getCiphers = getCiphers;
exports.getCertificateCompressionAlgorithms = context.getCertificateCompressionAlgorithms;
Object.defineProperty(exports, 'rootCertificates', {
  __proto__: null, get: () => ca.getCACertificates('bundled'), enumerable: true, configurable: false,
});
exports.getCACertificates = ca.getCACertificates;
exports.setDefaultCACertificates = ca.setDefaultCACertificates;
exports.convertALPNProtocols = convertALPNProtocols;
exports.checkServerIdentity = checkServerIdentity;
exports.createSecureContext = context.createSecureContext;
exports.SecureContext = context.SecureContext;
exports.TLSSocket = TLSSocket;
exports.Server = Server;
exports.createServer = createServer;
exports.connect = connect;
