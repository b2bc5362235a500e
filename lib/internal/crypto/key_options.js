'use strict';
// The options that say how a key is encoded: format, type, cipher, passphrase. Callers: keys.js, keygen.js.
// The numbers are those of src/crypto/key.h (KeyFormat, KeyEncoding).

const { codes } = require('internal/errors');
const { validateObject } = require('internal/validators');
const { isByteSource } = require('internal/crypto/util');
const { requireFormat, refusePassphrase } = require('internal/crypto/raw_keys');
const { Buffer } = require('buffer');

const { ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS, ERR_INVALID_ARG_VALUE } = codes;

const kDer = 0;
const kPem = 1;
const ENCODINGS = { __proto__: null, pkcs1: 0, pkcs8: 1, spki: 2, sec1: 3 };

const named = (object, property) => (object === undefined ? property : `${object}.${property}`);

function formatOf(format, fallback, name) {
  if (format === undefined && fallback !== undefined) return fallback;
  if (format === 'pem') return kPem;
  if (format === 'der') return kDer;
  throw new ERR_INVALID_ARG_VALUE(name, format);
}

function encodingOf(type, required, isPublic, keyType, name) {
  if (type === undefined && !required) return isPublic ? 2 : -1;
  if (type === 'pkcs1') {
    if (keyType !== undefined && keyType !== 'rsa') {
      throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'can only be used for RSA keys');
    }
    return ENCODINGS.pkcs1;
  }
  if (type === 'spki' && isPublic !== false) return ENCODINGS.spki;
  if (type === 'pkcs8' && isPublic !== true) return ENCODINGS.pkcs8;
  if (type === 'sec1' && isPublic !== true) {
    if (keyType !== undefined && keyType !== 'ec') {
      throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'can only be used for EC keys');
    }
    return ENCODINGS.sec1;
  }
  throw new ERR_INVALID_ARG_VALUE(name, type);
}

function passphraseBytes(passphrase, encoding, name) {
  if (typeof passphrase === 'string') return Buffer.from(passphrase, encoding);
  if (isByteSource(passphrase)) return passphrase;
  throw new ERR_INVALID_ARG_VALUE(name, passphrase);
}

/**
 * How the bytes of a key to be read are encoded.
 * @param {object} options of the user @param {string} want 'private' or 'public' @param {string} [object] for messages
 */
function readKeyEncoding(options, want, object = undefined) {
  const format = formatOf(options.format, kPem, named(object, 'format'));
  // A public key may be read from a private one.
  const isPublic = want === 'private' ? false : undefined;
  let encoding = -1;
  if (format === kDer || options.type !== undefined) {
    encoding = encodingOf(options.type, format === kDer, isPublic, undefined, named(object, 'type'));
  }
  return { format, encoding, passphrase: readPassphrase(options, object) };
}

/** What opens an encrypted key, if given. @param {object} options of the user @param {string} [object] for messages */
function readPassphrase({ passphrase, encoding }, object = undefined) {
  if (passphrase === undefined) return undefined;
  return passphraseBytes(passphrase, encoding, named(object, 'passphrase'));
}

const RAW_EXPORTS = { __proto__: null, public: ['raw-public'], private: ['raw-private', 'raw-seed'] };

/**
 * Whether `options` ask for a raw format, which is checked then.
 * @param {object} options of the user @param {string} kind 'private' or 'public' @param {string} keyType as
 * asymmetricKeyType @param {string} [object] for messages: the options are those of a key pair
 */
function asksForRaw(options, kind, keyType, object = undefined) {
  const format = options?.format;
  if (!RAW_EXPORTS[kind].includes(format)) return false;
  if (kind === 'private') {
    refusePassphrase(options, object === undefined ? format : 'raw format');
    if (object !== undefined && options.cipher != null) refusePassphrase({ passphrase: '' }, 'raw format');
  }
  requireFormat(keyType, format);
  const { type } = options;
  const isPoint = keyType === 'ec' && kind === 'public';
  if (object !== undefined && isPoint && ![undefined, 'compressed', 'uncompressed'].includes(type)) {
    throw new ERR_INVALID_ARG_VALUE(`${object}.type`, type);
  }
  return true;
}

/**
 * How a key is to be written.
 * @param {object} options of the user @param {string} kind 'private' or 'public' @param {string} keyType as
 * asymmetricKeyType @param {string} [object] for messages
 */
function readExportOptions(options, kind, keyType, object = undefined) {
  validateObject(options, object ?? 'options');
  const prefix = object ?? 'options';
  const isPublic = kind === 'public';
  const format = formatOf(options.format, undefined, `${prefix}.format`);
  const encoding = encodingOf(options.type, true, isPublic, keyType, `${prefix}.type`);
  if (isPublic) return { format, encoding, cipher: undefined, passphrase: undefined };
  const { cipher, passphrase } = options;
  if (cipher === undefined || cipher === null) {
    if (passphrase !== undefined) {
      throw new ERR_INVALID_ARG_VALUE(`${prefix}.cipher`, cipher, 'is required when a passphrase is specified');
    }
    return { format, encoding, cipher: undefined, passphrase: undefined };
  }
  if (typeof cipher !== 'string') throw new ERR_INVALID_ARG_VALUE(`${prefix}.cipher`, cipher);
  if (format === kDer && (options.type === 'pkcs1' || options.type === 'sec1')) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(options.type, 'does not support encryption');
  }
  return { format, encoding, cipher, passphrase: passphraseBytes(passphrase, options.encoding, `${prefix}.passphrase`) };
}

module.exports = { asksForRaw, readExportOptions, readKeyEncoding, readPassphrase };
