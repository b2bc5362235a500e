'use strict';
// The deprecated public module `_tls_common`.

const { createSecureContext, SecureContext } = require('internal/tls/context');
const { infoAccessObject } = require('internal/crypto/x509');

/** Turns texts inside a certificate object into objects, along its issuers. @param {object|null} cert */
function translatePeerCertificate(cert) {
  if (!cert) return null;
  if (cert.issuerCertificate !== undefined && cert.issuerCertificate !== cert) {
    cert.issuerCertificate = translatePeerCertificate(cert.issuerCertificate);
  }
  if (typeof cert.infoAccess === 'string') cert.infoAccess = infoAccessObject(cert.infoAccess);
  return cert;
}

module.exports = { SecureContext, createSecureContext, translatePeerCertificate };
