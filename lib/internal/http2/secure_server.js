'use strict';
// Http2SecureServer: a tls.Server whose connections are HTTP/2 where ALPN says so. Callers: http2.createSecureServer().

const tls = require('tls');
const { closeSessions, connectionListener, methods, onRejection, setUp } = require('internal/http2/server');
const { closeIdleHttp1, prepareHttp1 } = require('internal/http2/fallback');
const { readServerOptions } = require('internal/http2/server_options');
const { validateObject } = require('internal/validators');

const kAllowHttp1 = Symbol('allowHTTP1');

class Http2SecureServer extends tls.Server {
  constructor(options, requestListener) {
    if (options !== undefined) validateObject(options, 'options');
    const checked = readServerOptions(options);
    checked.ALPNProtocols = checked.allowHTTP1 === true ? ['h2', 'http/1.1'] : ['h2'];
    super(checked);
    this.on('secureConnection', connectionListener);
    setUp(this, checked, requestListener);
    this[kAllowHttp1] = checked.allowHTTP1 === true;
    if (this[kAllowHttp1]) prepareHttp1(this, checked.http1Options);
    this.on('tlsClientError', (error, socket) => {
      if (!this.emit('clientError', error, socket)) socket.destroy();
    });
  }

  close(callback) {
    super.close(callback);
    if (this[kAllowHttp1]) closeIdleHttp1(this);
    closeSessions(this);
    return this;
  }

  [Symbol.for('nodejs.rejection')](error, event, ...args) {
    onRejection(this, tls.Server, error, event, args);
  }
}
for (const { 0: name, 1: value } of Object.entries(methods)) {
  Object.defineProperty(Http2SecureServer.prototype, name, { __proto__: null, value, writable: true, configurable: true });
}

module.exports = { Http2SecureServer };
