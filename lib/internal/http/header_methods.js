'use strict';
// The methods of http.OutgoingMessage that read and change its header fields and trailers. Caller: outgoing.js, which puts
// them onto its prototype. Rule: fields cannot change any more once the head's text is made.

const { checkHeaderValue, checkInvalidHeaderChar, validateHeaderName } = require('internal/http/common');
const { isUnique, kOutHeaders, kRelaxed } = require('internal/http/head_text');
const { codes: { ERR_HTTP_HEADERS_SENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_CHAR } } = require('internal/errors');
const { validateString } = require('internal/validators');

function setHeader(name, value) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('set');
  validateHeaderName(name);
  checkHeaderValue(name, value, this[kRelaxed]);
  let headers = this[kOutHeaders];
  if (headers === null) this[kOutHeaders] = headers = { __proto__: null };
  headers[name.toLowerCase()] = [name, value];
  return this;
}

/** @param {Headers|Map<string, unknown>} headers */
function setHeaders(headers) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('set');
  if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers);
  }
  // Headers hands out each cookie on its own, so they are collected before they are set.
  const cookies = [];
  for (const { 0: key, 1: value } of headers) {
    if (key === 'set-cookie') {
      if (Array.isArray(value)) cookies.push(...value);
      else cookies.push(value);
    } else {
      this.setHeader(key, value);
    }
  }
  if (cookies.length !== 0) this.setHeader('set-cookie', cookies);
  return this;
}

function appendHeader(name, value) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('append');
  validateHeaderName(name);
  checkHeaderValue(name, value, this[kRelaxed]);
  const headers = this[kOutHeaders] ??= { __proto__: null };
  const key = name.toLowerCase();
  const entry = headers[key];
  if (entry === undefined) {
    headers[key] = [name, value];
    return this;
  }
  if (!Array.isArray(entry[1])) entry[1] = [entry[1]];
  if (Array.isArray(value)) entry[1].push(...value);
  else entry[1].push(value);
  return this;
}

function getHeader(name) {
  validateString(name, 'name');
  return this[kOutHeaders]?.[name.toLowerCase()]?.[1];
}

function getHeaderNames() {
  return this[kOutHeaders] === null ? [] : Object.keys(this[kOutHeaders]);
}

function getRawHeaderNames() {
  return this[kOutHeaders] === null ? [] : Object.values(this[kOutHeaders]).map((entry) => entry[0]);
}

function getHeaders() {
  const copy = { __proto__: null };
  const headers = this[kOutHeaders];
  for (const key in headers) copy[key] = headers[key][1];
  return copy;
}

function hasHeader(name) {
  validateString(name, 'name');
  return this[kOutHeaders] !== null && this[kOutHeaders][name.toLowerCase()] !== undefined;
}

function removeHeader(name) {
  validateString(name, 'name');
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('remove');
  const key = name.toLowerCase();
  switch (key) {
    case 'connection': this._removedConnection = true; break;
    case 'content-length': this._removedContLen = true; break;
    case 'transfer-encoding': this._removedTE = true; break;
    case 'date': this.sendDate = false; break;
  }
  if (this[kOutHeaders] !== null) delete this[kOutHeaders][key];
}

function _renderHeaders() {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
  const rendered = {};
  const headers = this[kOutHeaders];
  for (const key in headers) rendered[headers[key][0]] = headers[key][1];
  return rendered;
}

function addTrailers(headers) {
  this._trailer = '';
  const isArray = Array.isArray(headers);
  for (const key of Object.keys(headers)) {
    const name = isArray ? headers[key][0] : key;
    const value = isArray ? headers[key][1] : headers[key];
    validateHeaderName(name, 'Trailer name');
    const list = Array.isArray(value) ? (isUnique(this, name) ? [value.join('; ')] : value) : [value];
    for (const item of list) {
      if (checkInvalidHeaderChar(item, this[kRelaxed])) throw new ERR_INVALID_CHAR('trailer content', name);
      this._trailer += `${name}: ${item}\r\n`;
    }
  }
}

module.exports = {
  _renderHeaders,
  addTrailers,
  appendHeader,
  getHeader,
  getHeaderNames,
  getHeaders,
  getRawHeaderNames,
  hasHeader,
  removeHeader,
  setHeader,
  setHeaders,
};
