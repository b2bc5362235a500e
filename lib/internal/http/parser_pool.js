'use strict';
// The parsers of `_http_common`: a list of idle HTTPParsers, and those that requests and sockets show as `parser`. Callers:
// internal/http/response_reader and connection, which read with a native parser of their own and lend one of these to be
// seen; npm packages, which feed theirs with execute() and get messages by `onIncoming(message, shouldKeepAlive)`.
//
// Rule: a parser that is given back keeps nothing alive: every field is as alloc() hands it out.

const { kMethods } = require('internal/http/common');
const { HTTPParser } = require('internal/http/http_parser');
const { IncomingMessage } = require('internal/http/incoming');

const { kOnMessageBegin, kOnHeaders, kOnHeadersComplete, kOnBody, kOnMessageComplete, kOnExecute, kOnTimeout } = HTTPParser;
const kMaxHeaderPairs = 2000;

function onHeaders(fields, url) {
  if (this.maxHeaderPairs <= 0 || this._headers.length < this.maxHeaderPairs) this._headers.push(...fields);
  this._url += url;
}

function onHeadersComplete(major, minor, fields, method, url, statusCode, statusMessage, upgrade, shouldKeepAlive) {
  const raw = fields ?? this._headers;
  const message = new IncomingMessage(this.socket);
  message.httpVersionMajor = major;
  message.httpVersionMinor = minor;
  message.httpVersion = `${major}.${minor}`;
  message.joinDuplicateHeaders = this.joinDuplicateHeaders;
  message.url = url ?? this._url;
  message.upgrade = upgrade;
  if (method === undefined) {
    message.statusCode = statusCode;
    message.statusMessage = statusMessage;
  } else {
    message.method = kMethods[method];
  }
  message._addHeaderLines(raw, this.maxHeaderPairs > 0 ? Math.min(raw.length, this.maxHeaderPairs) : raw.length);
  this._headers = [];
  this._url = '';
  this.incoming = message;
  return this.onIncoming?.(message, shouldKeepAlive) ?? 0;
}

function onBody(bytes) {
  if (this.incoming === null || this.incoming._dumped) return;
  if (!this.incoming.push(bytes)) this.socket?.pause?.();
}

function onMessageComplete() {
  const message = this.incoming;
  if (message === null) return;
  message.complete = true;
  if (this._headers.length !== 0) {
    message._addHeaderLines(this._headers, this._headers.length);
    this._headers = [];
    this._url = '';
  }
  message.push(null);
}

function makeParser() {
  const parser = new HTTPParser();
  parser[kOnMessageBegin] = null;
  parser[kOnHeaders] = onHeaders;
  parser[kOnHeadersComplete] = onHeadersComplete;
  parser[kOnBody] = onBody;
  parser[kOnMessageComplete] = onMessageComplete;
  reset(parser);
  return parser;
}

function reset(parser) {
  parser[kOnExecute] = null;
  parser[kOnTimeout] = null;
  parser._headers = [];
  parser._url = '';
  parser.socket = null;
  parser.incoming = null;
  parser.outgoing = null;
  parser.maxHeaderPairs = kMaxHeaderPairs;
  parser._consumed = false;
  parser.onIncoming = null;
  parser.joinDuplicateHeaders = null;
}

class ParserList {
  name = 'parsers';
  ctor = makeParser;
  max = 1000;
  list = [];

  alloc() {
    return this.list.pop() ?? this.ctor();
  }

  /** @returns {boolean} whether the list had room */
  free(parser) {
    if (this.list.length >= this.max) return false;
    this.list.push(parser);
    return true;
  }
}
const parsers = new ParserList();

/** Gives a parser back; `req` and `socket` forget it. */
function freeParser(parser, req, socket) {
  if (parser) {
    if (parser instanceof HTTPParser) reset(parser);
    if (parsers.free(parser)) parser.free();
    else parser.close();
  }
  if (req) req.parser = null;
  if (socket) socket.parser = null;
}

module.exports = { freeParser, kOnExecute, kOnTimeout, parsers };
