'use strict';
// The text of an outgoing message's head, and the framing that its fields decide (RFC 9112 section 6). Caller: outgoing.js,
// whose messages have the fields and the state that is read and set here.
//
// Rules: Content-Length, chunked coding or the connection's end frame the body; Connection, Date and Keep-Alive are added
// unless the message has its own or has taken them away.

const { checkHeaderValue, chunkExpression, utcDate, validateHeaderName } = require('internal/http/common');
const { codes: { ERR_HTTP_TRAILER_INVALID, ERR_INVALID_ARG_VALUE } } = require('internal/errors');

const kOutHeaders = Symbol('kOutHeaders');  // lower-case name -> [name, value]
const kRelaxed = Symbol('kRelaxed');        // control characters may stand in values
const kUniqueHeaders = Symbol('kUniqueHeaders');

// Fields that decide the framing, noted while the text grows.
class HeadFacts {
  connection = false;
  contLen = false;
  te = false;
  date = false;
  expect = false;
  trailer = false;
  text = '';
}

/**
 * Makes the text of `message`'s head and fixes its framing.
 * @param {OutgoingMessage} message @param {string} firstLine with its line end
 * @param {object|Array} headers the message's own fields, an object, a flat list or a list of pairs
 */
function storeHeader(message, firstLine, headers) {
  const facts = new HeadFacts();
  facts.text = firstLine;
  if (headers) {
    if (headers === message[kOutHeaders]) {
      for (const key in headers) addField(message, facts, headers[key][0], headers[key][1], false);
    } else if (Array.isArray(headers)) {
      addFieldList(message, facts, headers);
    } else {
      for (const key in headers) {
        if (Object.hasOwn(headers, key)) addField(message, facts, key, headers[key], true);
      }
    }
  }
  finishHead(message, facts);
}

function addFieldList(message, facts, list) {
  if (list.length !== 0 && Array.isArray(list[0])) {
    for (const entry of list) addField(message, facts, entry[0], entry[1], true);
    return;
  }
  if (list.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', list);
  for (let i = 0; i < list.length; i += 2) addField(message, facts, list[i], list[i + 1], true);
}

function addField(message, facts, name, value, validate) {
  if (validate) validateHeaderName(name);
  if (name.length === 19 && name.toLowerCase() === 'content-disposition' && message._contentLength) {
    value = decodeFileName(value);
  }
  if (!Array.isArray(value)) {
    storeField(message, facts, name, value, validate);
    return;
  }
  if ((value.length < 2 || !isCookieField(name)) && !isUnique(message, name)) {
    for (let i = 0; i < value.length; i++) storeField(message, facts, name, value[i], validate);
    return;
  }
  storeField(message, facts, name, value.join('; '), validate);
}

// A file name whose bytes are UTF-8 already, in a message whose length is known: as a string's head is written in UTF-8,
// the name has to be decoded to leave as it is.
function decodeFileName(value) {
  if (Array.isArray(value)) return value.map(decodeFileName);
  return typeof value === 'string' ? Buffer.from(value, 'latin1').toString() : value;
}

function isCookieField(name) {
  return name.length === 6 && name.toLowerCase() === 'cookie';
}

function storeField(message, facts, name, value, validate) {
  if (validate) checkHeaderValue(name, value, message[kRelaxed]);
  facts.text += `${name}: ${value}\r\n`;
  switch (name.length) {
    case 4: if (name.toLowerCase() === 'date') facts.date = true; break;
    case 6: if (name.toLowerCase() === 'expect') facts.expect = true; break;
    case 7: if (name.toLowerCase() === 'trailer') facts.trailer = true; break;
    case 10:
      if (name.toLowerCase() === 'connection') noteConnection(message, facts, value);
      else if (name.toLowerCase() === 'keep-alive') message._defaultKeepAlive = false;
      break;
    case 14:
      if (name.toLowerCase() === 'content-length') {
        facts.contLen = true;
        message._contentLength = +value;
        message._removedContLen = false;
      }
      break;
    case 17:
      if (name.toLowerCase() === 'transfer-encoding') {
        facts.te = true;
        message._removedTE = false;
        if (chunkExpression.test(value)) message.chunkedEncoding = true;
      }
      break;
  }
}

function noteConnection(message, facts, value) {
  facts.connection = true;
  message._removedConnection = false;
  if (/(?:^|\W)close(?:$|\W)/i.test(value)) message._last = true;
  else message.shouldKeepAlive = true;
}

// "Date ... Keep-Alive" of a response without fields of its own is the same for a second: kept as one flat string.
let cachedTail = '';
let cachedTailDate = '';
let cachedTailTimeout = -1;

function keepAliveTail(date, timeoutSeconds) {
  if (date !== cachedTailDate || timeoutSeconds !== cachedTailTimeout) {
    cachedTailDate = date;
    cachedTailTimeout = timeoutSeconds;
    cachedTail = `Date: ${date}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${timeoutSeconds}\r\n`;
  }
  return cachedTail;
}

function finishHead(message, facts) {
  // RFC 9110 section 8.6 and 6.4.1: 204 and 304 have no body, hence no chunked framing.
  if (message.chunkedEncoding && (message.statusCode === 204 || message.statusCode === 304)) {
    message.chunkedEncoding = false;
    message.shouldKeepAlive = false;
  }
  const sendDate = message.sendDate && !facts.date;
  const connection = connectionText(message, facts);
  if (connection === kKeepAliveWithTimeout) {
    const seconds = Math.floor(message._keepAliveTimeout / 1000);
    if (sendDate && !(message._maxRequestsPerSocket > 0)) {
      facts.text += keepAliveTail(utcDate(), seconds);
    } else {
      if (sendDate) facts.text += `Date: ${utcDate()}\r\n`;
      const most = message._maxRequestsPerSocket > 0 ? `, max=${message._maxRequestsPerSocket}` : '';
      facts.text += `Connection: keep-alive\r\nKeep-Alive: timeout=${seconds}${most}\r\n`;
    }
  } else {
    if (sendDate) facts.text += `Date: ${utcDate()}\r\n`;
    facts.text += connection;
  }
  if (!facts.contLen && !facts.te) addFraming(message, facts);
  // Trailers need chunked framing (RFC 9112 section 7.1.2).
  if (message.chunkedEncoding !== true && facts.trailer) throw new ERR_HTTP_TRAILER_INVALID();
  message._header = facts.text + '\r\n';
  message._headerSent = false;
  // The body waits for the server's "100 Continue", so the head goes out alone.
  if (facts.expect) message._send('');
}

const kKeepAliveWithTimeout = 'keep-alive';

function connectionText(message, facts) {
  if (message._removedConnection) {
    message._last = !message.shouldKeepAlive;
    return '';
  }
  if (facts.connection) return '';
  const keepAlive = message.shouldKeepAlive && (facts.contLen || message.useChunkedEncodingByDefault || message.agent);
  if (keepAlive && message.maxRequestsOnConnectionReached) return 'Connection: close\r\n';
  if (!keepAlive) {
    message._last = true;
    return 'Connection: close\r\n';
  }
  return message._keepAliveTimeout && message._defaultKeepAlive ? kKeepAliveWithTimeout : 'Connection: keep-alive\r\n';
}

function addFraming(message, facts) {
  if (!message._hasBody) {
    message.chunkedEncoding = false;
  } else if (!message.useChunkedEncodingByDefault) {
    message._last = true;
  } else if (!facts.trailer && !message._removedContLen && typeof message._contentLength === 'number') {
    facts.text += `Content-Length: ${message._contentLength}\r\n`;
  } else if (!message._removedTE) {
    facts.text += 'Transfer-Encoding: chunked\r\n';
    message.chunkedEncoding = true;
  } else {
    message._last = true;
  }
}

function isUnique(message, name) {
  return Boolean(message[kUniqueHeaders]?.has(name.toLowerCase()));
}

module.exports = { isUnique, kOutHeaders, kRelaxed, kUniqueHeaders, storeHeader };
