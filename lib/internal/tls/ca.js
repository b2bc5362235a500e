'use strict';
// The trusted root certificates. Callers: internal/tls/context, lib/tls.js.
//
//   bundled   Mozilla's list, linked into the binary (Debian's ca-certificates); tls.rootCertificates
//   system    the files where OpenSSL looks (SSL_CERT_FILE, SSL_CERT_DIR, /etc/ssl): --use-system-ca, --use-openssl-ca
//   extra     NODE_EXTRA_CA_CERTS, read once
//
// default = bundled (or OpenSSL's) + system when asked for + extra, or what setDefaultCACertificates() was given.

const native = binding('tls_context');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { getOptionValue } = require('internal/options');
const { validateString } = require('internal/validators');

const kExtraFile = process.env.NODE_EXTRA_CA_CERTS || undefined;
const lists = { __proto__: null };
let configured = false;

const usesOpenssl = () => Boolean(getOptionValue('--use-openssl-ca'));
const usesSystem = () => Boolean(getOptionValue('--use-system-ca')) || process.env.NODE_USE_SYSTEM_CA === '1';

/** Trusts the default certificates. @param {object} context native */
function addRoots(context) {
  if (!configured) {
    configured = true;
    if (kExtraFile !== undefined) readExtra();
    native.configureRoots(!usesOpenssl(), usesOpenssl(), usesSystem(), kExtraFile);
  }
  context.addRoots();
}

function readExtra() {
  if (kExtraFile === undefined) return [];
  try {
    return native.extraRoots(kExtraFile);
  } catch (error) {
    process.emitWarning(`Ignoring extra certs from \`${kExtraFile}\`, load failed: ${error.message}`);
    return [];
  }
}

function readDefault() {
  const all = usesOpenssl() ? [...native.systemRoots()] : [...getCACertificates('bundled')];
  if (usesSystem()) all.push(...getCACertificates('system'));
  if (kExtraFile !== undefined) all.push(...getCACertificates('extra'));
  return all;
}

const readers = {
  __proto__: null,
  default: readDefault,
  bundled: () => native.bundledRoots(),
  system: () => native.systemRoots(),
  extra: readExtra,
};

/** @param {'default'|'bundled'|'system'|'extra'} [type] @returns {readonly string[]} PEM, frozen */
function getCACertificates(type = 'default') {
  validateString(type, 'type');
  if (!(type in readers)) throw new ERR_INVALID_ARG_VALUE('type', type);
  return lists[type] ??= Object.freeze(readers[type]());
}

/** @param {(string|ArrayBufferView)[]} certs PEM; for contexts that are made from now on */
function setDefaultCACertificates(certs) {
  if (!Array.isArray(certs)) throw new ERR_INVALID_ARG_TYPE('certs', 'Array', certs);
  const pems = certs.map((cert, i) => {
    if (typeof cert === 'string') return cert;
    if (ArrayBuffer.isView(cert)) return Buffer.from(cert.buffer, cert.byteOffset, cert.byteLength).toString('latin1');
    throw new ERR_INVALID_ARG_TYPE(`certs[${i}]`, ['string', 'ArrayBufferView'], cert);
  });
  const normalized = native.setRoots(pems);
  lists.default = Object.freeze(normalized);
}

module.exports = { addRoots, getCACertificates, setDefaultCACertificates };
