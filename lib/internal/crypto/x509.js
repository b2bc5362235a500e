'use strict';
// X509Certificate, and the plain object that stands for a certificate in tls (getPeerCertificate). Callers: lib/crypto.js, lib/internal/tls.
// https://nodejs.org/docs/latest-v24.x/api/crypto.html#class-x509certificate

const native = binding('x509');
const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { bufferOf, isKeyObject, handleOf: keyHandle, wrapHandle } = require('internal/crypto/keys');
const { validateBoolean, validateObject, validateString } = require('internal/validators');
const { customInspectSymbol } = require('internal/util');
const { kClone, registerCloneable } = require('internal/clone');

const kHandle = Symbol('kHandle');
const kIssuer = Symbol('kIssuer');
// Flags of X509_check_host (X509_CHECK_FLAG_*).
// What was computed of a certificate: the same object each time it is asked for.
const computed = new WeakMap();

function once(certificate, name, compute) {
  let values = computed.get(certificate);
  if (values === undefined) computed.set(certificate, values = {});
  return values[name] ??= compute(certificate[kHandle]);
}

const kAlwaysCheckSubject = 1;
const kNoWildcards = 2;
const kNoPartialWildcards = 4;
const kMultiLabelWildcards = 8;
const kSingleLabelSubdomains = 16;
const kNeverCheckSubject = 32;

/** @param {object} [options] subject, wildcards, partialWildcards, multiLabelWildcards, singleLabelSubdomains */
function checkFlags(options) {
  if (options === undefined) return 0;
  validateObject(options, 'options');
  const {
    subject = 'default', wildcards = true, partialWildcards = true, multiLabelWildcards = false, singleLabelSubdomains = false,
  } = options;
  validateString(subject, 'options.subject');
  validateBoolean(wildcards, 'options.wildcards');
  validateBoolean(partialWildcards, 'options.partialWildcards');
  validateBoolean(multiLabelWildcards, 'options.multiLabelWildcards');
  validateBoolean(singleLabelSubdomains, 'options.singleLabelSubdomains');
  let flags = 0;
  switch (subject) {
    case 'default': break;
    case 'always': flags |= kAlwaysCheckSubject; break;
    case 'never': flags |= kNeverCheckSubject; break;
    default: throw new ERR_INVALID_ARG_VALUE('options.subject', subject);
  }
  if (!wildcards) flags |= kNoWildcards;
  if (!partialWildcards) flags |= kNoPartialWildcards;
  if (multiLabelWildcards) flags |= kMultiLabelWildcards;
  if (singleLabelSubdomains) flags |= kSingleLabelSubdomains;
  return flags;
}

function requireKey(pkey, type) {
  if (!isKeyObject(pkey)) throw new ERR_INVALID_ARG_TYPE('pkey', 'KeyObject', pkey);
  if (pkey.type !== type) throw new ERR_INVALID_ARG_VALUE('pkey', pkey);
  return keyHandle(pkey);
}

class X509Certificate {
  /** @param {string|ArrayBufferView} buffer PEM or DER */
  constructor(buffer) {
    if (typeof buffer === 'string') buffer = Buffer.from(buffer);
    if (!ArrayBuffer.isView(buffer)) {
      if (buffer instanceof native.CertificateHandle) {
        this[kHandle] = buffer;
        return;
      }
      throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
    }
    this[kHandle] = native.parse(buffer);
  }

  [kClone]() {
    return { type: 'X509Certificate', data: this[kHandle].raw() };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('util');
    return `X509Certificate ${inspect({
      subject: this.subject, subjectAltName: this.subjectAltName, issuer: this.issuer, infoAccess: this.infoAccess,
      validFrom: this.validFrom, validTo: this.validTo, validFromDate: this.validFromDate, validToDate: this.validToDate,
      fingerprint: this.fingerprint, fingerprint256: this.fingerprint256, fingerprint512: this.fingerprint512,
      keyUsage: this.keyUsage, serialNumber: this.serialNumber, signatureAlgorithm: this.signatureAlgorithm,
      signatureAlgorithmOid: this.signatureAlgorithmOid,
    }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }

  get subject() { return this[kHandle].subject() || undefined; }
  get subjectAltName() { return this[kHandle].altName(); }
  get issuer() { return this[kHandle].issuer() || undefined; }
  get issuerCertificate() { return this[kIssuer]; }
  get infoAccess() { return this[kHandle].infoAccess(); }
  get validFrom() { return this[kHandle].validFrom(); }
  get validTo() { return this[kHandle].validTo(); }
  get validFromDate() { return new Date(this[kHandle].validFromTime()); }
  get validToDate() { return new Date(this[kHandle].validToTime()); }
  get fingerprint() { return this[kHandle].fingerprint(); }
  get fingerprint256() { return this[kHandle].fingerprint256(); }
  get fingerprint512() { return this[kHandle].fingerprint512(); }
  get keyUsage() { return this[kHandle].keyUsage(); }
  get serialNumber() { return this[kHandle].serialNumber(); }
  get signatureAlgorithm() { return this[kHandle].signatureName() || undefined; }
  get signatureAlgorithmOid() { return this[kHandle].signatureOid(); }
  get raw() { return once(this, 'raw', (handle) => bufferOf(handle.raw())); }
  get publicKey() { return once(this, 'publicKey', (handle) => wrapHandle(handle.publicKey())); }
  toString() { return this[kHandle].pem(); }
  toJSON() { return this.toString(); }
  get ca() { return this[kHandle].isCa(); }

  /** @param {string} name @param {object} [options] @returns {string|undefined} the name of the certificate that matches */
  checkHost(name, options) {
    validateString(name, 'name');
    return this[kHandle].checkHost(name, checkFlags(options));
  }

  /** @param {string} email @param {object} [options] @returns {string|undefined} */
  checkEmail(email, options) {
    validateString(email, 'email');
    return this[kHandle].checkEmail(email, checkFlags(options)) ? email : undefined;
  }

  /** @param {string} ip @returns {string|undefined} */
  checkIP(ip, options) {
    validateString(ip, 'ip');
    checkFlags(options);
    return this[kHandle].checkIp(ip) ? ip : undefined;
  }

  /** @param {X509Certificate} otherCert @returns {boolean} whether it has issued this one, by names and key identifiers */
  checkIssued(otherCert) {
    if (!isX509Certificate(otherCert)) throw new ERR_INVALID_ARG_TYPE('otherCert', 'X509Certificate', otherCert);
    return this[kHandle].checkIssued(otherCert[kHandle]);
  }

  /** @param {KeyObject} pkey private */
  checkPrivateKey(pkey) {
    return this[kHandle].checkPrivateKey(requireKey(pkey, 'private'));
  }

  /** @param {KeyObject} pkey public: the issuer's @returns {boolean} */
  verify(pkey) {
    return this[kHandle].verify(requireKey(pkey, 'public'));
  }

  toLegacyObject() {
    return legacyObject(this[kHandle]);
  }
}

registerCloneable('X509Certificate', (der) => new X509Certificate(der));

function isX509Certificate(value) {
  return typeof value === 'object' && value !== null && value[kHandle] instanceof native.CertificateHandle;
}

/** @param {object} handle native @param {X509Certificate} [issuer] */
function certificateOf(handle, issuer = undefined) {
  const certificate = new X509Certificate(handle);
  certificate[kIssuer] = issuer;
  return certificate;
}

// Several values of one attribute become an array.
function nameObject(parts) {
  const object = { __proto__: null };
  for (let i = 0; i < parts.length; i += 2) {
    const name = parts[i];
    const value = parts[i + 1];
    if (!(name in object)) object[name] = value;
    else if (Array.isArray(object[name])) object[name].push(value);
    else object[name] = [object[name], value];
  }
  return object;
}

// "OCSP - URI:http://..." lines by what stands before the first colon.
function infoAccessObject(text) {
  if (text === undefined) return undefined;
  const object = { __proto__: null };
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const key = line.slice(0, colon);
    let value = line.slice(colon + 1);
    if (value.startsWith('"')) value = JSON.parse(value);
    (object[key] ??= []).push(value);
  }
  return object;
}

/** The object that tls calls a certificate (documentation, "Certificate object"). @param {object} handle native */
function legacyObject(handle) {
  const key = handle.keyFacts();
  return {
    subject: nameObject(handle.subjectParts()),
    issuer: nameObject(handle.issuerParts()),
    subjectaltname: handle.altName(),
    infoAccess: infoAccessObject(handle.infoAccess()),
    ca: handle.isCa(),
    modulus: key.modulus,
    exponent: key.exponent,
    pubkey: key.bytes === undefined ? undefined : bufferOf(key.bytes),
    bits: key.bits,
    valid_from: handle.validFrom(),
    valid_to: handle.validTo(),
    fingerprint: handle.fingerprint(),
    fingerprint256: handle.fingerprint256(),
    fingerprint512: handle.fingerprint512(),
    ext_key_usage: handle.keyUsage(),
    serialNumber: handle.serialNumber(),
    raw: bufferOf(handle.raw()),
    asn1Curve: key.asn1Curve,
    nistCurve: key.nistCurve,
  };
}

module.exports = { certificateOf, infoAccessObject, isX509Certificate, legacyObject, X509Certificate };
