'use strict';
// tls.createSecureContext(): the options of the documentation into a native context. Callers: lib/tls.js, internal/tls/{server,connect}.
// https://nodejs.org/docs/latest-v24.x/api/tls.html#tlscreatesecurecontextoptions

const native = binding('tls_context');
const constants = require('internal/crypto/constants');
const { Buffer } = require('buffer');
const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_METHOD_NOT_IMPLEMENTED,
    ERR_TLS_INVALID_PROTOCOL_METHOD, ERR_TLS_INVALID_PROTOCOL_VERSION, ERR_TLS_PROTOCOL_VERSION_CONFLICT,
  },
  genericNodeError,
} = require('internal/errors');
const { getOptionValue } = require('internal/options');
const { validateInt32, validateInteger, validateObject, validateString } = require('internal/validators');
const ca = require('internal/tls/ca');

const kAnySide = 0;
const kClientSide = 1;
const kServerSide = 2;
const kVersions = { '__proto__': null, 'TLSv1': 0x301, 'TLSv1.1': 0x302, 'TLSv1.2': 0x303, 'TLSv1.3': 0x304 };
const kNewest = kVersions['TLSv1.3'];
const kTicketKeyBytes = 48;

const kDefaultCiphers = [
  'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256', 'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'DHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-SHA256', 'DHE-RSA-AES128-SHA256', 'ECDHE-RSA-AES256-SHA384', 'DHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES256-SHA256', 'DHE-RSA-AES256-SHA256', 'HIGH', '!aNULL', '!eNULL', '!EXPORT', '!DES', '!RC4', '!MD5', '!PSK',
  '!SRP', '!CAMELLIA',
].join(':');

function defaultMinVersion() {
  if (getOptionValue('--tls-min-v1.0')) return 'TLSv1';
  if (getOptionValue('--tls-min-v1.1')) return 'TLSv1.1';
  if (getOptionValue('--tls-min-v1.2')) return 'TLSv1.2';
  if (getOptionValue('--tls-min-v1.3')) return 'TLSv1.3';
  return 'TLSv1.2';
}

function defaultMaxVersion() {
  if (getOptionValue('--tls-max-v1.3')) return 'TLSv1.3';
  if (getOptionValue('--tls-max-v1.2')) return 'TLSv1.2';
  return 'TLSv1.3';
}

const defaults = {
  ciphers: getOptionValue('--tls-cipher-list') || kDefaultCiphers,
  ecdhCurve: 'auto',
  minVersion: defaultMinVersion(),
  maxVersion: defaultMaxVersion(),
};

// Users may assign the module's properties DEFAULT_*: those count.
let current = {
  DEFAULT_CIPHERS: defaults.ciphers, DEFAULT_ECDH_CURVE: defaults.ecdhCurve, DEFAULT_MIN_VERSION: defaults.minVersion,
  DEFAULT_MAX_VERSION: defaults.maxVersion,
};

/** @param {object} module lib/tls.js's exports */
function useDefaultsOf(module) {
  current = module;
}

function versionNumber(which, version, otherwise) {
  if (version == null) version = otherwise;
  const number = kVersions[version];
  if (number === undefined) throw new ERR_TLS_INVALID_PROTOCOL_VERSION(version, which);
  return number;
}

// [side, min, max] of the old names of methods: TLSv1_2_client_method and the like.
function readMethod(name) {
  if (name.startsWith('SSLv2_')) throw new ERR_TLS_INVALID_PROTOCOL_METHOD('SSLv2 methods disabled');
  if (name.startsWith('SSLv3_')) throw new ERR_TLS_INVALID_PROTOCOL_METHOD('SSLv3 methods disabled');
  const parts = /^(TLS|SSLv23|TLSv1|TLSv1_1|TLSv1_2|TLSv1_3)_(?:(server|client)_)?method$/.exec(name);
  if (parts === null || parts[1] === 'TLSv1_3') throw new ERR_TLS_INVALID_PROTOCOL_METHOD(`Unknown method: ${name}`);
  const side = parts[2] === undefined ? kAnySide : parts[2] === 'client' ? kClientSide : kServerSide;
  if (parts[1] === 'TLS') return [side, 0, kNewest];
  if (parts[1] === 'SSLv23') return [side, versionNumber('minimum', undefined, current.DEFAULT_MIN_VERSION), kVersions['TLSv1.2']];
  const version = kVersions[parts[1].replace('_', '.')];
  return [side, version, version];
}

/** The JavaScript object that tls calls a secure context; `context` is the native one. */
function SecureContext(secureProtocol, secureOptions, minVersion, maxVersion) {
  if (!(this instanceof SecureContext)) return new SecureContext(secureProtocol, secureOptions, minVersion, maxVersion);
  let side = kAnySide;
  let min;
  let max;
  if (typeof secureProtocol === 'string') {
    if (minVersion != null) throw new ERR_TLS_PROTOCOL_VERSION_CONFLICT(minVersion, secureProtocol);
    if (maxVersion != null) throw new ERR_TLS_PROTOCOL_VERSION_CONFLICT(maxVersion, secureProtocol);
    [side, min, max] = readMethod(secureProtocol);
  } else {
    min = versionNumber('minimum', minVersion, current.DEFAULT_MIN_VERSION);
    max = versionNumber('maximum', maxVersion, current.DEFAULT_MAX_VERSION);
  }
  this.context = new native.SecureContext(side, min, max);
  if (secureOptions) {
    validateInteger(secureOptions, 'secureOptions');
    this.context.setOptions(secureOptions);
  }
}

/** @param {object} [options] @returns {SecureContext} */
function createSecureContext(options) {
  if (options) validateObject(options, 'options');
  else options = {};
  const honorOrder = options.honorCipherOrder !== undefined && options.honorCipherOrder;
  let secureOptions = options.secureOptions;
  if (honorOrder) secureOptions |= constants.SSL_OP_CIPHER_SERVER_PREFERENCE;
  const made = new SecureContext(options.secureProtocol, secureOptions, options.minVersion, options.maxVersion);
  configure(made.context, options, 'options');
  return made;
}

function bytesOption(value, name) {
  if (typeof value === 'string') return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return value;
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], value);
}

function passphraseOption(value, name) {
  if (value == null) return undefined;
  validateString(value, name);
  return Buffer.from(value);
}

function forEachOption(value, apply) {
  if (value) forEachItem(value, apply);
}

function forEachItem(value, apply) {
  if (Array.isArray(value)) value.forEach(apply);
  else apply(value);
}

// The order matters: authorities before the certificate, whose issuer is looked up among them, the certificate before its key.
function configure(context, options, name) {
  if (options.allowPartialTrustChain) context.allowPartialChains();
  if (options.ca) {
    forEachOption(options.ca, (item) => { context.addCa(bytesOption(item, `${name}.ca`)); });
  } else {
    ca.addRoots(context);
    if (options.allowPartialTrustChain) context.allowPartialChains();
  }
  forEachOption(options.cert, (item) => { context.setCert(bytesOption(item, `${name}.cert`)); });
  setKeys(context, options, name);
  setSigalgs(context, options, name);
  setEngines(options, name);
  setCiphers(context, options, name);
  const { ecdhCurve = current.DEFAULT_ECDH_CURVE } = options;
  validateString(ecdhCurve, `${name}.ecdhCurve`);
  context.setCurves(ecdhCurve);
  setDh(context, options, name);
  if (options.crl != null) forEachItem(options.crl, (item) => { context.addCrl(bytesOption(item, `${name}.crl`)); });
  if (options.sessionIdContext != null) {
    validateString(options.sessionIdContext, `${name}.sessionIdContext`);
    setSessionIdContext(context, options.sessionIdContext);
  }
  if (options.pfx != null) forEachItem(options.pfx, (item) => { loadPfx(context, item, options.passphrase); });
  setTickets(context, options, name);
  setCompression(context, options, name);
}

// Node's error has the text of OpenSSL and no code.
function setSessionIdContext(context, id) {
  try {
    context.setSessionIdContext(id);
  } catch (error) {
    throw new TypeError(error.message);
  }
}

function setKeys(context, options, name) {
  const { key, passphrase } = options;
  if (key) {
    forEachOption(key, (item) => {
      const isPair = !ArrayBuffer.isView(item) && Array.isArray(key) && item?.pem !== undefined;
      const pem = bytesOption(isPair ? item.pem : item, `${name}.key`);
      const phrase = isPair ? item.passphrase ?? passphrase : passphrase;
      context.setKey(pem, passphraseOption(phrase, `${name}.passphrase`));
    });
  }
}

function setSigalgs(context, options, name) {
  const { sigalgs } = options;
  if (sigalgs === undefined || sigalgs === null) return;
  validateString(sigalgs, `${name}.sigalgs`);
  if (sigalgs === '') throw new ERR_INVALID_ARG_VALUE(`${name}.sigalgs`, sigalgs);
  context.setSigalgs(sigalgs);
}

// OpenSSL engines are deprecated and not built into Debian's library. A key's engine counts with the key's name only.
function setEngines(options, name) {
  const { clientCertEngine, privateKeyEngine, privateKeyIdentifier } = options;
  const refuse = (key) => {
    if (typeof options[key] === 'string') throw new ERR_METHOD_NOT_IMPLEMENTED(`tls option ${key}`);
    throw new ERR_INVALID_ARG_TYPE(`${name}.${key}`, ['string', 'null', 'undefined'], options[key]);
  };
  if (privateKeyIdentifier != null) {
    if (privateKeyEngine == null) throw new ERR_INVALID_ARG_VALUE(`${name}.privateKeyEngine`, privateKeyEngine);
    refuse(typeof privateKeyEngine === 'string' ? 'privateKeyIdentifier' : 'privateKeyEngine');
  }
  if (clientCertEngine != null) refuse('clientCertEngine');
}

// OpenSSL has one list for TLS 1.3 and one for all before. Without suites of TLS 1.3 its default ones stay; without any other cipher
// the older versions are switched off.
function setCiphers(context, options, name) {
  if (options.ciphers != null) validateString(options.ciphers, `${name}.ciphers`);
  const parts = (options.ciphers || current.DEFAULT_CIPHERS).split(':');
  const all = parts.filter(Boolean);
  const isSuite = (cipher) => cipher.startsWith('TLS_') || cipher.startsWith('!TLS_');
  const suites = all.filter((cipher) => cipher.startsWith('TLS_')).join(':');
  const list = all.filter((cipher) => !isSuite(cipher)).join(':');
  if (suites === '' && list === '') {
    throw new ERR_INVALID_ARG_VALUE(`${name}.ciphers`, parts);
  }
  if (suites !== '') context.setCipherSuites(suites);
  context.setCiphers(list);
  if (list === '' && context.minVersion() < 0x304 && context.maxVersion() > 0x303) context.limitVersions(0x304, 0);
}

function setDh(context, options, name) {
  const { dhparam } = options;
  if (dhparam === undefined || dhparam === null) return;
  if (dhparam === 'auto') context.setDh(undefined);
  else context.setDh(bytesOption(dhparam, `${name}.dhparam`));
}

function loadPfx(context, item, passphrase) {
  const isObject = typeof item === 'object' && item !== null && !ArrayBuffer.isView(item) && item.buf !== undefined;
  const raw = isObject ? item.buf : item;
  if (typeof raw !== 'string' && !ArrayBuffer.isView(raw)) {
    throw operationFailed('Unable to load PFX certificate');
  }
  const phrase = isObject ? item.passphrase || passphrase : passphrase;
  context.loadPfx(bytesOption(raw, 'pfx'), phrase == null ? undefined : Buffer.from(`${phrase}`));
}

// An error whose code has another message in the table.
function operationFailed(message) {
  return genericNodeError(message, { code: 'ERR_CRYPTO_OPERATION_FAILED' });
}

const kCompressions = { __proto__: null, zlib: 1, brotli: 2, zstd: 3 };

// RFC 8879.
function setCompression(context, options, name) {
  const { certificateCompression: names } = options;
  if (names === undefined || names === null) return;
  name = `${name}.certificateCompression`;
  if (!Array.isArray(names)) throw new ERR_INVALID_ARG_TYPE(name, 'Array', names);
  const numbers = names.map((algorithm, i) => {
    if (typeof algorithm === 'string' && kCompressions[algorithm]) return kCompressions[algorithm];
    throw new ERR_INVALID_ARG_VALUE(`${name}[${i}]`, algorithm, "must be 'zlib', 'brotli', or 'zstd'");
  });
  if (numbers.length !== 0 && !context.setCompression(numbers)) {
    throw operationFailed('Failed to set certificate compression preference');
  }
}

/** Algorithms for certificateCompression that the library offers. @returns {string[]} */
function getCertificateCompressionAlgorithms() {
  return Object.keys(kCompressions).filter((name) => new native.SecureContext(kAnySide, 0, 0).setCompression([kCompressions[name]]));
}

function setTickets(context, options, name) {
  const { ticketKeys, sessionTimeout } = options;
  if (ticketKeys) context.setTicketKeys(checkTicketKeys(ticketKeys, `${name}.ticketKeys`));
  if (sessionTimeout) {
    validateInt32(sessionTimeout, `${name}.sessionTimeout`, 0);
    context.setSessionTimeout(sessionTimeout);
  }
}

/** @param {unknown} keys @param {string} name @returns {ArrayBufferView} 48 bytes */
function checkTicketKeys(keys, name) {
  if (!ArrayBuffer.isView(keys)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], keys);
  if (keys.byteLength !== kTicketKeyBytes) {
    throw new ERR_INVALID_ARG_VALUE(name, keys.byteLength, `must be exactly ${kTicketKeyBytes} bytes`);
  }
  return keys;
}

module.exports = { checkTicketKeys, createSecureContext, defaults, getCertificateCompressionAlgorithms, SecureContext, useDefaultsOf };
