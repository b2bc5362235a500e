'use strict';
// The compatibility API: a stream as the pair of request and response that HTTP/1 programs know. Callers: internal/http2/server.

const { constants } = require('internal/http2/constants');
const { kProxySocket, kSocket } = require('internal/http2/symbols');
const { isWatchingBlocks, serveBlamed } = require('internal/loop/blame');
const { codes: { ERR_HTTP2_NO_SOCKET_MANIPULATION } } = require('internal/errors');

const { HTTP2_HEADER_EXPECT, HTTP2_METHOD_CONNECT } = constants;

function emitRequest(server, request, response) {
  if (isWatchingBlocks()) serveBlamed(request, () => server.emit('request', request, response));
  else server.emit('request', request, response);
}

/** A stream of a server with a 'request' listener. */
function onServerStream(server, options, stream, headers, flags, rawHeaders) {
  const request = new options.Http2ServerRequest(stream, headers, undefined, rawHeaders);
  const response = new options.Http2ServerResponse(stream);
  response.req = request;
  const expect = headers[HTTP2_HEADER_EXPECT];
  if (headers[':method'] === HTTP2_METHOD_CONNECT) {
    if (!server.emit('connect', request, response)) {
      response.statusCode = constants.HTTP_STATUS_METHOD_NOT_ALLOWED;
      response.end();
    }
    return;
  }
  if (expect === undefined) {
    emitRequest(server, request, response);
  } else if (expect === '100-continue') {
    if (server.listenerCount('checkContinue') > 0) {
      server.emit('checkContinue', request, response);
    } else {
      response.writeContinue();
      emitRequest(server, request, response);
    }
  } else if (server.listenerCount('checkExpectation') > 0) {
    server.emit('checkExpectation', request, response);
  } else {
    response.statusCode = constants.HTTP_STATUS_EXPECTATION_FAILED;
    response.end();
  }
}

// ---- request.socket and response.socket ----

const ofStreamMethods = new Set(['on', 'once', 'end', 'emit', 'destroy']);
const ofStreamValues = new Set(['writable', 'readable', 'destroyed']);
const forbidden = new Set(['write', 'read', 'pause', 'resume']);

function targetOf(stream) {
  return stream.session?.[kSocket] ?? stream;
}

const handler = {
  has(stream, name) {
    const target = targetOf(stream);
    return name in target || name in stream;
  },
  get(stream, name) {
    if (ofStreamMethods.has(name)) return stream[name].bind(stream);
    if (ofStreamValues.has(name)) return stream[name];
    if (forbidden.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    const { session } = stream;
    if (name === 'setTimeout') return session === undefined ? stream.setTimeout.bind(stream) : session.setTimeout.bind(session);
    const target = targetOf(stream);
    const value = target[name];
    return typeof value === 'function' ? value.bind(target) : value;
  },
  getPrototypeOf(stream) {
    return Reflect.getPrototypeOf(targetOf(stream));
  },
  set(stream, name, value) {
    if (ofStreamMethods.has(name)) {
      stream[name] = value;
    } else if (ofStreamValues.has(name)) {
      Object.defineProperty(stream, name, { __proto__: null, value, writable: true, configurable: true, enumerable: true });
    } else if (forbidden.has(name)) {
      throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    } else if (name === 'setTimeout') {
      if (stream.session === undefined) stream.setTimeout = value;
      else stream.session.setTimeout = value;
    } else {
      targetOf(stream)[name] = value;
    }
    return true;
  },
};

/** The socket as request and response show it. @param {object} stream */
function compatSocket(stream) {
  return stream[kProxySocket] ??= new Proxy(stream, handler);
}

module.exports = { compatSocket, onServerStream };
