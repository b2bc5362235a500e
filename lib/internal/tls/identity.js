'use strict';
// tls.checkServerIdentity(): does a certificate name the host that was asked for (RFC 6125, RFC 9525)? Callers: lib/tls.js,
// internal/tls/connect.

const { isIP } = require('internal/net/ip');
const {
  codes: { ERR_TLS_CERT_ALTNAME_FORMAT, ERR_TLS_CERT_ALTNAME_INVALID },
} = require('internal/errors');
const { domainToASCII } = require('internal/url');

const withoutDot = (name) => (name.endsWith('.') ? name.slice(0, -1) : name);
const labelsOf = (name) => withoutDot(name).toLowerCase().split('.');

// A wildcard stands for the first label or a part of it, never for a whole host of fewer than three labels.
function matches(host, pattern, wildcards) {
  if (!pattern) return false;
  const own = labelsOf(host);
  const wanted = labelsOf(pattern);
  if (own.length !== wanted.length || wanted.includes('')) return false;
  // Names in certificates are ASCII; control characters and the like match nothing.
  if (wanted.some((label) => /[^!-~]/.test(label))) return false;
  for (let i = own.length - 1; i > 0; i--) {
    if (own[i] !== wanted[i]) return false;
  }
  const first = wanted[0];
  const parts = first.split('*', 3);
  if (parts.length === 1 || first.includes('xn--')) return own[0] === first;
  if (!wildcards || parts.length > 2 || wanted.length <= 2) return false;
  const [prefix, suffix] = parts;
  return prefix.length + suffix.length <= own[0].length && own[0].startsWith(prefix) && own[0].endsWith(suffix);
}

// The list of subjectaltname; values that hold a comma or a quote are JSON strings.
function splitAltNames(text) {
  const items = [];
  let current = '';
  for (let i = 0; i < text.length;) {
    const separator = text.indexOf(', ', i);
    const quote = text.indexOf('"', i);
    if (quote !== -1 && (separator === -1 || quote < separator)) {
      const literal = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/.exec(text.slice(quote));
      if (literal === null) throw new ERR_TLS_CERT_ALTNAME_FORMAT();
      current += text.slice(i, quote) + JSON.parse(literal[0]);
      i = quote + literal[0].length;
    } else if (separator === -1) {
      current += text.slice(i);
      i = text.length;
    } else {
      items.push(current + text.slice(i, separator));
      current = '';
      i = separator + 2;
    }
  }
  items.push(current);
  return items;
}

function canonicalIp(address) {
  if (isIP(address) !== 6) return address;
  const { SocketAddress } = require('internal/net/blocklist');
  return new SocketAddress({ address, family: 'ipv6' }).address;
}

/**
 * @param {string} hostname @param {object} cert the legacy object of a certificate
 * @returns {Error|undefined} ERR_TLS_CERT_ALTNAME_INVALID with reason, host and cert
 */
function checkServerIdentity(hostname, cert) {
  const { subject, subjectaltname: altNames } = cert;
  const dnsNames = [];
  const ips = [];
  hostname = `${hostname}`;
  if (altNames) {
    const items = altNames.includes('"') ? splitAltNames(altNames) : altNames.split(', ');
    for (const item of items) {
      if (item.startsWith('DNS:')) dnsNames.push(item.slice(4));
      else if (item.startsWith('IP Address:')) ips.push(canonicalIp(item.slice(11)));
    }
  }
  let valid = false;
  let reason = 'Unknown reason';
  hostname = withoutDot(hostname);
  if (isIP(hostname)) {
    valid = ips.includes(canonicalIp(hostname));
    if (!valid) reason = `IP: ${hostname} is not in the cert's list: ` + ips.join(', ');
  } else if (dnsNames.length > 0 || subject?.CN) {
    const ascii = domainToASCII(hostname) || hostname;
    if (dnsNames.length > 0) {
      valid = dnsNames.some((pattern) => matches(ascii, pattern, true));
      if (!valid) reason = `Host: ${hostname}. is not in the cert's altnames: ${altNames}`;
    } else {
      const names = Array.isArray(subject.CN) ? subject.CN : [subject.CN];
      valid = names.some((name) => matches(ascii, name, true));
      if (!valid) reason = `Host: ${hostname}. is not cert's CN: ${subject.CN}`;
    }
  } else {
    reason = 'Cert does not contain a DNS name';
  }
  if (!valid) return new ERR_TLS_CERT_ALTNAME_INVALID(reason, hostname, cert);
  return undefined;
}

module.exports = { checkServerIdentity };
