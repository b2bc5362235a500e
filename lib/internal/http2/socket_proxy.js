'use strict';
// session.socket: the socket with what would disturb the session forbidden (documentation, "http2session.socket").

const { kSocket } = require('internal/http2/symbols');
const { codes: { ERR_HTTP2_NO_SOCKET_MANIPULATION, ERR_HTTP2_SOCKET_UNBOUND } } = require('internal/errors');

const forbidden = new Set(['emit', 'end', 'pause', 'read', 'resume', 'write', 'setEncoding', 'setKeepAlive', 'setNoDelay']);
const ofSession = new Set(['destroy', 'setTimeout', 'ref', 'unref']);

function socketOf(session) {
  const socket = session[kSocket];
  if (socket === undefined) throw new ERR_HTTP2_SOCKET_UNBOUND();
  return socket;
}

const handler = {
  get(session, name) {
    if (ofSession.has(name)) return session[name].bind(session);
    if (forbidden.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    const socket = socketOf(session);
    const value = socket[name];
    return typeof value === 'function' ? value.bind(socket) : value;
  },
  set(session, name, value) {
    if (ofSession.has(name)) {
      session[name] = value;
    } else if (forbidden.has(name)) {
      throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    } else {
      socketOf(session)[name] = value;
    }
    return true;
  },
  has(session, name) {
    return Reflect.has(socketOf(session), name);
  },
  getPrototypeOf(session) {
    return Reflect.getPrototypeOf(socketOf(session));
  },
};

/** @param {object} session */
function makeSocketProxy(session) {
  return new Proxy(session, handler);
}

module.exports = { makeSocketProxy };
