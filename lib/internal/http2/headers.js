'use strict';
// Header lists between users and the native session. Users give objects or flat arrays and get objects with their raw list; the
// native session takes one string, a run of fields each of a flag ('1': never indexed), the name, NUL, the value, NUL.
// Rules: RFC 9113, section 8.2 and 8.3. Callers: the sessions, streams and compatibility classes.

const { constants } = require('internal/http2/constants');
const { sensitiveHeaders } = require('internal/http2/symbols');
const {
  codes: {
    ERR_HTTP2_CONNECT_AUTHORITY, ERR_HTTP2_CONNECT_PATH, ERR_HTTP2_CONNECT_SCHEME, ERR_HTTP2_HEADER_SINGLE_VALUE,
    ERR_HTTP2_INVALID_CONNECTION_HEADERS, ERR_HTTP2_INVALID_PSEUDOHEADER, ERR_INVALID_ARG_TYPE,
    ERR_INVALID_CHAR, ERR_INVALID_HTTP_TOKEN,
  },
} = require('internal/errors');
const { checkIsHttpToken } = require('internal/http/common');

const { HTTP2_METHOD_CONNECT, HTTP2_METHOD_DELETE, HTTP2_METHOD_GET, HTTP2_METHOD_HEAD } = constants;

const requestPseudo = new Set([':method', ':authority', ':scheme', ':path', ':protocol', ':status']);
const responsePseudo = new Set([':status']);
const noPseudo = new Set();

// Fields of which a message has one at most; further ones that arrive are dropped.
const singleFields = new Set(`
  :status :method :authority :scheme :path :protocol access-control-allow-credentials access-control-max-age
  access-control-request-method age authorization content-encoding content-language content-length content-location content-md5
  content-range content-type date dnt etag expires from host if-match if-modified-since if-none-match if-range
  if-unmodified-since last-modified location max-forwards proxy-authorization range referer retry-after tk
  upgrade-insecure-requests user-agent x-content-type-options`.trim().split(/\s+/));

// What speaks about the connection has no place in HTTP/2.
const connectionFields = new Set([
  'connection', 'upgrade', 'http2-settings', 'keep-alive', 'proxy-connection', 'transfer-encoding',
]);

/** Whether a field may not be sent. @param {string} name lower case @param {unknown} value */
function isConnectionHeader(name, value) {
  if (connectionFields.has(name)) return true;
  return name === 'te' && (Array.isArray(value) ? value.length > 1 || value[0] !== 'trailers' : value !== 'trailers');
}

/** Collects fields; pseudo fields come first on the wire. */
class BlockWriter {
  constructor(pseudo, isStrict, neverIndexed) {
    this.pseudo = pseudo;
    this.isStrict = isStrict;
    this.neverIndexed = neverIndexed;
    this.seen = new Set();
    this.pseudoFields = '';
    this.fields = '';
  }

  add(key, value) {
    const name = key.toLowerCase();
    if (name === '' || value === undefined) return;
    let values;
    if (Array.isArray(value)) {
      if (value.length === 0) return;
      if (value.length === 1) value = value[0];
      else values = value;
    }
    if (singleFields.has(name)) {
      if (this.isStrict && (values !== undefined || this.seen.has(name))) throw new ERR_HTTP2_HEADER_SINGLE_VALUE(name);
      this.seen.add(name);
    }
    const flag = this.neverIndexed?.has(name) ? '1' : '0';
    if (name[0] === ':') {
      if (!this.pseudo.has(name)) throw new ERR_HTTP2_INVALID_PSEUDOHEADER(name);
      this.pseudoFields += `${flag}${name}\0${text(name, value)}\0`;
      return;
    }
    if (!checkIsHttpToken(name)) throw new ERR_INVALID_HTTP_TOKEN('Header name', key);
    if (isConnectionHeader(name, value)) throw new ERR_HTTP2_INVALID_CONNECTION_HEADERS(name);
    if (values === undefined) {
      this.fields += `${flag}${name}\0${text(name, value)}\0`;
    } else {
      for (const one of values) this.fields += `${flag}${name}\0${text(name, one)}\0`;
    }
  }
}

// Fields leave as one byte a character, the lower one. A NUL among them would end the value and begin another field.
function text(name, value) {
  const string = String(value);
  if (/[\0\u0100-\uffff]/.test(string) && Buffer.from(string, 'latin1').includes(0)) {
    throw new ERR_INVALID_CHAR('header content', name);
  }
  return string;
}

/**
 * The block of a header list.
 * @param {object|unknown[]} headers object, or flat list of names and values
 * @param {Set<string>} pseudo the pseudo fields that may stand in it
 * @param {boolean} isStrict single-valued fields may have one value only
 * @returns {string}
 */
function buildBlock(headers, pseudo, isStrict = true) {
  const sensitive = headers[sensitiveHeaders];
  const neverIndexed = Array.isArray(sensitive) ? new Set(sensitive.map((name) => `${name}`.toLowerCase())) : undefined;
  const writer = new BlockWriter(pseudo, isStrict, neverIndexed);
  if (Array.isArray(headers)) {
    for (let i = 0; i < headers.length; i += 2) writer.add(headers[i], headers[i + 1]);
  } else {
    for (const key of Object.keys(headers)) writer.add(key, headers[key]);
  }
  return writer.pseudoFields + writer.fields;
}

/**
 * What users see of a received list.
 * @param {string[]} list names and values @param {string[]} sensitive names that were never indexed
 */
function toHeaderObject(list, sensitive) {
  const headers = { __proto__: null };
  for (let i = 0; i < list.length; i += 2) {
    const name = list[i];
    const value = list[i + 1];
    const before = headers[name];
    if (before === undefined) {
      headers[name] = name === ':status' ? Number(value) : name === 'set-cookie' ? [value] : value;
    } else if (singleFields.has(name)) {
      continue;
    } else if (name === 'set-cookie') {
      before.push(value);
    } else {
      headers[name] = `${before}${name === 'cookie' ? '; ' : ', '}${value}`;
    }
  }
  headers[sensitiveHeaders] = sensitive;
  return headers;
}

/** A list as users give it: its own copy, without prototype. For a flat array: the object that it stands for. */
function copyHeaders(headers) {
  if (!Array.isArray(headers)) return { __proto__: null, ...headers };
  const object = { __proto__: null };
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i];
    const before = object[name];
    object[name] = before === undefined ? headers[i + 1] : [].concat(before, headers[i + 1]);
  }
  if (headers[sensitiveHeaders] !== undefined) object[sensitiveHeaders] = headers[sensitiveHeaders];
  return object;
}

/** Throws unless `headers` is undefined, an object or an array. */
function assertHeaders(headers) {
  if (headers !== undefined && (typeof headers !== 'object' || headers === null)) {
    throw new ERR_INVALID_ARG_TYPE('headers', ['Array', 'Object'], headers);
  }
}

/**
 * The list of a request with what a request needs.
 * @param {object|unknown[]|undefined} given
 * @param {string} authority @param {string} scheme of the session
 * @returns {{headers: object, list: object|unknown[], method: string}} `headers` for the user, `list` for buildBlock
 */
function completeRequest(given = {}, authority, scheme) {
  const isList = Array.isArray(given);
  const headers = copyHeaders(given);
  const method = headers[':method'] ?? HTTP2_METHOD_GET;
  const missing = [];
  if (headers[':method'] === undefined) missing.push(':method', method);
  const isConnect = method === HTTP2_METHOD_CONNECT;
  const isPlainConnect = isConnect && headers[':protocol'] === undefined;
  if (isPlainConnect) {
    if (headers[':authority'] === undefined) throw new ERR_HTTP2_CONNECT_AUTHORITY();
    if (headers[':scheme'] !== undefined) throw new ERR_HTTP2_CONNECT_SCHEME();
    if (headers[':path'] !== undefined) throw new ERR_HTTP2_CONNECT_PATH();
  } else {
    if (headers[':authority'] === undefined && headers.host === undefined) missing.push(':authority', authority);
    if (headers[':scheme'] === undefined) missing.push(':scheme', scheme);
    if (headers[':path'] === undefined) missing.push(':path', '/');
  }
  if (!isList) {
    for (let i = 0; i < missing.length; i += 2) headers[missing[i]] = missing[i + 1];
    return { headers, list: headers, method };
  }
  const list = missing.concat(given);
  if (given[sensitiveHeaders] !== undefined) list[sensitiveHeaders] = given[sensitiveHeaders];
  return { headers: copyHeaders(list), list, method };
}

/** Whether a request of this method has no body unless the user says otherwise. */
function isBodyless(method) {
  return method === HTTP2_METHOD_GET || method === HTTP2_METHOD_HEAD || method === HTTP2_METHOD_DELETE;
}

module.exports = {
  assertHeaders, buildBlock, completeRequest, copyHeaders, isBodyless, isConnectionHeader, noPseudo, requestPseudo,
  responsePseudo, toHeaderObject,
};
